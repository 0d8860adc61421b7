import { basename } from "node:path";
import { noteHref, tagHref } from "../../address/href.ts";
import type { Asks, CompiledBody, Note, NoteBody, NoteBrief } from "../../note/note.ts";
import { readOriginal } from "../../note/original.ts";
import type { Group, Site, SiteTag } from "../../note/site.ts";
import { GROUPS } from "../../reference/groups.ts";
import { OWN_SITE } from "../../sharing/site-pages.ts";
import { flashLines } from "../../study/flash-lines.ts";
import { readingMinutes } from "../../text/reading-time.ts";
import * as words from "../../words/words.ts";
import type { AuthorsKeys } from "../content/authors-keys.ts";
import type { AsksFile } from "../content/read-asks.ts";
import { LOOSE_GROUP } from "./complete-meta.ts";
import { linkDrawings } from "./link-drawings.ts";
import { type GoalsOfLabs, siteLabs } from "./site-labs.ts";
import type { LinkedCatalog, LinkedNote } from "./stages.ts";
import { tagsOf } from "./tags.ts";

/** The notes as pages are given them. */
export function finishNotes({ notes, settings }: LinkedCatalog): Note[] {
  const tags = settings.own ? [] : tagsOf(notes);
  return notes.map(
    ({ slug, note, frontmatter, meta, asks, compiled, resolved, backlinks, moves, study }) => ({
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
      ...tagged(slug, tags),
      ...writtenBy(frontmatter.keys),
      ...(frontmatter.keys.unlisted && { unlisted: true as const }),
      ...studyOf(study, { slug, frontmatter, compiled }),
    }),
  );
}

function asksOf(file: AsksFile | undefined): Asks {
  return file?.asked.map(({ id, questions }) => [id, questions] as const) ?? [];
}

function tagged(slug: string, tags: readonly SiteTag[]): Pick<Note, "tags"> {
  const own = tags.filter(({ notes }) => notes.includes(slug));
  return own.length === 0 ? {} : { tags: own.map(({ name, id }) => ({ name, href: tagHref(id) })) };
}

function writtenBy({ authors, date }: AuthorsKeys): Pick<Note, "written"> {
  if (authors.length === 0 && date === undefined) return {};
  return { written: { by: authors, ...(date !== undefined && { on: date.slice(0, 10) }) } };
}

/** What stands beside the note, and the cards that are written in it. */
function studyOf(
  study: LinkedNote["study"],
  { slug, frontmatter, compiled }: Pick<LinkedNote, "slug" | "frontmatter" | "compiled">,
): Pick<Note, "study"> {
  const cards = [...(study?.cards ?? []), ...flashLines(frontmatter.body, slug, compiled.body.outline)];
  if (study === undefined && cards.length === 0) return {};
  return { study: { questions: study?.questions ?? [], cards } };
}

function bodyOf({ note, compiled }: Pick<LinkedNote, "note" | "compiled">): NoteBody {
  if (compiled.code !== undefined) return { kind: "compiled", code: compiled.code };
  return {
    kind: "broken",
    reason: note.tooLarge ? words.noteTooLarge : words.noteBroken,
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
  { notes: linked, reference, settings, ledger, said }: LinkedCatalog,
  notes: readonly Note[],
  findings: Site["findings"],
  goals: GoalsOfLabs,
): Site {
  const shorts = new Map(reference.map.notes.map((note) => [note.slug, note.short]));
  const listed = notes.filter((note) => !note.unlisted);
  const briefs = listed.map(
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
    ...(settings.own
      ? { name: OWN_SITE.name, about: OWN_SITE.about }
      : { name: said.title ?? nameOfFolder(settings.notes, notes), about: said.description ?? "" }),
    groups: settings.own
      ? GROUPS.map((group) => ({ ...group, flag: group.id }))
      : foldersOf(briefs, said.groups),
    notes: briefs,
    map: reference.map,
    terms: reference.terms.map((term) => {
      const note = existing.get(term.note);
      const section = note?.outline.find((heading) => heading.id === term.section);
      return {
        ...term,
        href: note ? noteHref(term.note, section?.id) : undefined,
        noteTitle: note?.meta.title ?? "",
        sectionTitle: section?.text ?? "",
      };
    }),
    sources: reference.sources,
    tags: settings.own ? [] : tagsOf(linked),
    asks: { labs: asksOf(reference.asks.labs), terms: asksOf(reference.asks.terms) },
    labs: siteLabs(reference, notes, settings.own, goals),
    gone: ledger.gone,
    movedTerms: ledger.movedTerms,
    versions: reference.versions,
    movedVersions: ledger.movedVersions,
    original: readOriginal(reference.original, reference.coverage),
    findings,
  };
}

function foldersOf(briefs: readonly NoteBrief[], said: Readonly<Record<string, string>>): Group[] {
  const names = [...new Set(briefs.map((brief) => brief.group))].sort(
    // What lies at the top comes first.
    (a, b) => Number(b === LOOSE_GROUP) - Number(a === LOOSE_GROUP) || (a < b ? -1 : 1),
  );
  const called = new Map(Object.entries(said));
  return names.map((name) => ({
    id: name,
    name: called.get(name) ?? (name === LOOSE_GROUP ? words.notes : name),
    flag: "folder",
  }));
}

/** A site that nobody has named is called as its first page, or as the folder. */
function nameOfFolder(folder: string, notes: readonly Note[]): string {
  const first = notes.find(({ path }) => /^(?:index|readme)\.mdx?$/i.test(path));
  return first?.meta.title ?? (basename(folder).normalize("NFC") || words.note);
}
