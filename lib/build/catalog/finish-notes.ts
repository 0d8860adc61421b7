import { noteHref } from "../../address/href.ts";
import type { Asks, CompiledBody, Note, NoteBody, NoteBrief } from "../../note/note.ts";
import { readOriginal } from "../../note/original.ts";
import type { Group, Site } from "../../note/site.ts";
import { GROUPS } from "../../reference/groups.ts";
import { readingMinutes } from "../../text/reading-time.ts";
import type { AsksFile } from "../content/read-asks.ts";
import { LOOSE_GROUP } from "./complete-meta.ts";
import { linkDrawings } from "./link-drawings.ts";
import { siteLabs } from "./site-labs.ts";
import type { LinkedCatalog, LinkedNote } from "./stages.ts";

/** The notes as pages are given them. */
export function finishNotes({ notes }: LinkedCatalog): Note[] {
  return notes.map(({ slug, note, meta, asks, compiled, resolved, backlinks, moves, study }) => ({
    ...compiled.body,
    slug,
    href: noteHref(slug),
    path: note.path,
    format: note.format,
    meta,
    minutes: minutesOf(compiled.body),
    asks: asksOf(asks),
    body: bodyOf({ note, compiled }),
    diagrams: linkDrawings(compiled.body.diagrams, resolved),
    resolved,
    backlinks,
    moves,
    ...(study && { study: { questions: study.questions, cards: study.cards } }),
  }));
}

function asksOf(file: AsksFile | undefined): Asks {
  return file?.asked.map(({ id, questions }) => [id, questions] as const) ?? [];
}

function bodyOf({ note, compiled }: Pick<LinkedNote, "note" | "compiled">): NoteBody {
  if (compiled.code !== undefined) return { kind: "compiled", code: compiled.code };
  return {
    kind: "broken",
    reason: note.tooLarge ? "노트가 너무 커서 싣지 않았습니다." : "노트에 고칠 곳이 있어 싣지 못했습니다.",
  };
}

/** What is folded is looked up, not read. */
function minutesOf({ outline, blocks }: CompiledBody): number {
  const folded = new Set(outline.filter((heading) => heading.folded).map(({ id }) => id));
  const read = blocks.filter(({ anchor }) => !folded.has(anchor));
  const prose: string[] = [];
  let [cells, codeLines] = [0, 0];
  for (const { kind, text } of read) {
    if (kind === "row") cells += text.split(" · ").length;
    else if (kind === "code") codeLines += text.split("\n").length;
    else if (kind !== "diagram") prose.push(text);
  }
  return readingMinutes({ prose: prose.join("\n"), cells, codeLines });
}

/** The site in brief, around its notes. */
export function finishSite(
  { reference, settings, ledger }: LinkedCatalog,
  notes: readonly Note[],
  findings: Site["findings"],
): Site {
  const shorts = new Map(reference.map.notes.map((note) => [note.slug, note.short]));
  const briefs = notes.map(
    (note): NoteBrief => ({
      slug: note.slug,
      title: note.meta.title,
      short: (settings.own ? shorts.get(note.slug) : undefined) ?? note.meta.title,
      summary: note.meta.summary,
      group: note.meta.group,
      order: note.meta.order,
      minutes: note.minutes,
      sections: note.outline.filter((heading) => heading.depth === 2).length,
    }),
  );
  briefs.sort((a, b) => a.order - b.order || (a.slug < b.slug ? -1 : 1));
  const existing = new Map(notes.map((note) => [note.slug, note]));
  return {
    own: settings.own,
    groups: settings.own ? GROUPS.map((group) => ({ ...group, flag: group.id })) : foldersOf(briefs),
    notes: briefs,
    map: settings.own ? reference.map : { notes: [], paths: [] },
    terms: reference.terms.map((term) => {
      const note = existing.get(term.note);
      const section = note?.outline.find((heading) => heading.id === term.section);
      return {
        ...term,
        href: settings.own && note ? noteHref(term.note, section?.id) : undefined,
        noteTitle: note?.meta.title ?? "",
        sectionTitle: section?.text ?? "",
      };
    }),
    sources: reference.sources,
    asks: { labs: asksOf(reference.asks.labs), terms: asksOf(reference.asks.terms) },
    labs: siteLabs(reference, notes, settings.own),
    gone: ledger.gone,
    movedTerms: ledger.movedTerms,
    versions: settings.own ? reference.versions : [],
    movedVersions: ledger.movedVersions,
    original: settings.own ? readOriginal(reference.original, reference.coverage) : [],
    findings,
  };
}

function foldersOf(briefs: readonly NoteBrief[]): Group[] {
  const names = [...new Set(briefs.map((brief) => brief.group))].sort();
  return names.map((name) => ({ id: name, name: name === LOOSE_GROUP ? "노트" : name, flag: "folder" }));
}
