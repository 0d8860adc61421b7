import type { StudyCard } from "./study-file.ts";

type Heading = { readonly id: string; readonly text: string };

/** What says that the lines of a note are cards, in Obsidian's plugin for spaced repetition. */
const TAG = /(?:^|\s)#flashcards?(?:\/\S+)?(?=\s|$)/m;
const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}#{1,6}\s+(.+?)\s*#*\s*$/;
/** `front::back`, and `front:::back`, which is asked from both sides. */
const LINE = /^\s*(?:[-*+]\s+)?(.+?)\s*(:{2,3})\s*(\S.*?)\s*$/;
const MOST_FRONT = 160;
const MOST_BACK = 300;

/**
 * The cards that a note writes as Obsidian's users do: lines with `::` in a note tagged `#flashcards`. A card is known
 * by its front, so that it stays the same when its back or its place changes.
 * @param body without the frontmatter
 * @param outline the headings of the body, in order, without the one that became the title
 */
export function flashLines(body: string, slug: string, outline: readonly Heading[]): StudyCard[] {
  if (!TAG.test(body)) return [];
  const cards: StudyCard[] = [];
  const used = new Set<string>();
  let fence = "";
  let at = -1;
  for (const line of body.split("\n")) {
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined && (fence === "" || line.trim().startsWith(fence))) {
      fence = fence === "" ? mark : "";
      continue;
    }
    if (fence !== "") continue;
    if (HEADING.test(line)) {
      const [, text = ""] = HEADING.exec(line)!;
      if (
        outline[at + 1] !== undefined &&
        plain(outline[at + 1]!.text) === plain(text.replace(/\[#[^\]]*\]/, ""))
      )
        at++;
      continue;
    }
    const found = LINE.exec(line);
    if (found === null) continue;
    const [, front = "", sign = "", back = ""] = found;
    const sides =
      sign.length === 3
        ? [
            [front, back],
            [back, front],
          ]
        : [[front, back]];
    for (const [one = "", other = ""] of sides) {
      if (one.length > MOST_FRONT || other.length > MOST_BACK) continue;
      const id = `${slug.replaceAll("/", "-")}-c${numberOf(one)}`;
      if (used.has(id)) continue;
      used.add(id);
      cards.push({ id, section: outline[Math.max(0, at)]?.id ?? "", front: one, back: other });
    }
  }
  return cards;
}

function plain(text: string): string {
  return text.replace(/[\s*_`]/g, "");
}

/** FNV-1a; never 0, which no number of a card begins with. */
function numberOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0) + 1;
}
