import type { Note } from "../lib/note/note.ts";
import type { CoverageItem } from "../lib/reference/schemas.ts";

/** All text of a section, its subsections included; undefined where the note has no such heading. */
export function sectionText(note: Pick<Note, "outline" | "blocks">, id: string): string | undefined {
  const start = note.outline.findIndex((heading) => heading.id === id);
  const own = note.outline[start];
  if (own === undefined) return undefined;
  const rest = note.outline.slice(start + 1);
  const end = rest.findIndex((heading) => heading.depth <= own.depth);
  const ids = new Set([id, ...rest.slice(0, end < 0 ? rest.length : end).map((heading) => heading.id)]);
  return note.blocks
    .filter((block) => ids.has(block.anchor))
    .map((block) => block.text)
    .join("\n");
}

/** What the notes still owe to the items of the original one, in sentences; nothing when all is answered. */
export function findCoverageGaps(
  items: readonly CoverageItem[],
  notes: readonly Pick<Note, "slug" | "outline" | "blocks">[],
): string[] {
  const bySlug = new Map(notes.map((note) => [note.slug, note]));
  return items.flatMap(({ item, answers, dropped }) => {
    const places = Object.entries(answers);
    if (places.length === 0) return dropped === undefined ? [`${item}: 답하는 절도 버린 까닭도 없다`] : [];
    return places.flatMap(([place, words]) => {
      const [slug = "", section = ""] = place.split("#");
      const note = bySlug.get(slug);
      if (note === undefined) return [`${item}: ${slug} 노트가 없다`];
      const text = sectionText(note, section);
      if (text === undefined) return [`${item}: ${slug}에 ${section} 절이 없다`];
      const folded = fold(text);
      const lacking = words.filter((word) => !word.split("|").some((one) => folded.includes(fold(one))));
      return lacking.length === 0 ? [] : [`${item}: ${place}에 없는 말: ${lacking.join(", ")}`];
    });
  });
}

/** Blanks and case are no difference: 파일시스템 answers 파일 시스템. */
function fold(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, "").toLowerCase();
}
