import type { Note } from "../note/note.ts";
import { formsOf } from "./aliases.ts";
import type { IndexInput } from "./build-index.ts";
import { documentOfLab, documentsOf, documentsOfPage, type LabAbout, type SearchPage } from "./documents.ts";
import type { Concept } from "./index-file.ts";

/** A term of the glossary, as far as search is concerned. */
type TermForms = Omit<Concept, "note"> & { readonly note: string };

/**
 * What the index of a collection is made of.
 * @param words groups of words that are written in two alphabets (서버, server)
 * @param own whether the glossary's pages belong to the collection: only then are terms answers
 *   themselves, elsewhere their names only help to read queries
 * @param pages pages that are no notes; they stand behind the notes and belong to no subject
 */
export function collectInput(
  notes: readonly Note[],
  terms: readonly TermForms[],
  words: readonly (readonly string[])[],
  own: boolean,
  labs: readonly (LabAbout & { readonly slug: string })[] = [],
  pages: readonly SearchPage[] = [],
): IndexInput {
  const numberOf = new Map(notes.map(({ slug }, index) => [slug, index]));
  return {
    notes: [
      ...notes.map(({ slug, meta }) => ({ slug, title: meta.title, group: meta.group })),
      ...pages.map(({ title }) => ({ slug: "", title, group: "" })),
    ],
    documents: [
      ...notes.flatMap((note, index) => documentsOf(note, index)),
      ...labs.flatMap((lab) => {
        const note = numberOf.get(lab.slug);
        return note === undefined ? [] : [documentOfLab(lab, note)];
      }),
      ...pages.flatMap((page, index) => documentsOfPage(page, notes.length + index)),
    ],
    aliases: [...(own ? [] : terms.map(formsOf).filter((forms) => forms.length > 1)), ...words],
    concepts: own
      ? terms.map(({ id, ko, en, aliases, short, leads, note, section }) => {
          return { id, ko, en, aliases, short, leads, note: numberOf.get(note) ?? -1, section };
        })
      : [],
  };
}
