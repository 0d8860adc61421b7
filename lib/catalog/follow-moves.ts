import { noteHref } from "../address/href.ts";
import type { Reference } from "../content/read-reference.ts";
import { noteOf } from "../ledger/ledger.ts";
import type { CompleteMeta } from "../note/note.ts";

type Follow = (address: string) => string | undefined;

/**
 * Glossary and map with every note and section under the name it has now, so that a
 * note or section that was renamed needs one line in the ledger and no other edit.
 */
export function followReference(reference: Reference, follow: Follow): Reference {
  const slugNow = (slug: string) => slugAfter(slug, follow);
  const taken = new Set(reference.map.notes.map((note) => note.slug));
  const keep = (slug: string) => slugNow(slug) === slug || !taken.has(slugNow(slug));
  return {
    ...reference,
    terms: reference.terms.map((term) => {
      const now = noteOf(follow(noteHref(term.note, term.section)) ?? "");
      if (now === undefined) return { ...term, note: slugNow(term.note) };
      return { ...term, note: now.slug, section: now.anchor || term.section };
    }),
    map: {
      notes: reference.map.notes
        .filter((note) => keep(note.slug))
        .map((note) => ({
          ...note,
          slug: slugNow(note.slug),
          prerequisites: note.prerequisites.map(slugNow),
        })),
      paths: reference.map.paths.map((path) => ({ ...path, notes: [...new Set(path.notes.map(slugNow))] })),
    },
  };
}

/** What a note's frontmatter refers to, under the names of now. */
export function followMeta(meta: CompleteMeta, slug: string, follow: Follow): CompleteMeta {
  const others = (slugs: readonly string[]) =>
    [...new Set(slugs.map((one) => slugAfter(one, follow)))].filter((one) => one !== slug);
  return {
    ...meta,
    prerequisites: others(meta.prerequisites),
    related: others(meta.related),
    questions: meta.questions.map((question) => {
      const now = noteOf(follow(noteHref(slug, question.section)) ?? "");
      return now?.slug === slug && now.anchor !== "" ? { ...question, section: now.anchor } : question;
    }),
  };
}

function slugAfter(slug: string, follow: Follow): string {
  return noteOf(follow(noteHref(slug)) ?? "")?.slug ?? slug;
}
