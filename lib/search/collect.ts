import type { Note } from "../note/note.ts";
import { formsOf } from "./aliases.ts";
import type { IndexInput } from "./build-index.ts";
import {
  documentOfLab,
  documentsOf,
  documentsOfPage,
  type LabAbout,
  type SearchDocument,
  type SearchPage,
} from "./documents.ts";
import type { Concept } from "./index-file.ts";

/** A term of the glossary, as far as search is concerned. */
type TermForms = Omit<Concept, "note"> & { readonly note: string; readonly asks: readonly string[] };

/**
 * What the index of a collection is made of.
 * @param words groups of words that are written in two alphabets (서버, server)
 * @param lexicon groups of words that people use for one another (죽다, 종료)
 * @param terms of the collection's own glossary: they are answers themselves
 * @param others other terms, whose names only help to read queries
 * @param pages pages that are no notes; they stand behind the notes and belong to no subject
 */
export function collectInput(
  notes: readonly Note[],
  terms: readonly TermForms[],
  words: readonly (readonly string[])[],
  lexicon: readonly (readonly string[])[],
  others: readonly Pick<TermForms, "ko" | "en" | "aliases">[],
  labs: readonly (LabAbout & { readonly slug: string })[] = [],
  pages: readonly SearchPage[] = [],
): IndexInput {
  const numberOf = new Map(notes.map(({ slug }, index) => [slug, index]));
  const documents = [
    ...notes.flatMap((note, index) => documentsOf(note, index)),
    ...labs.flatMap((lab) => {
      const note = numberOf.get(lab.slug);
      return note === undefined ? [] : [documentOfLab(lab, note)];
    }),
    ...pages.flatMap((page, index) => documentsOfPage(page, notes.length + index)),
  ];
  return {
    notes: [
      ...notes.map(({ slug, meta }) => ({ slug, title: meta.title, group: meta.group })),
      ...pages.map(({ title }) => ({ slug: "", title, group: "" })),
    ],
    documents: documents.map((document) => withAsksOfTerms(document, terms, numberOf)),
    aliases: [...others.map(formsOf).filter((forms) => forms.length > 1), ...words],
    lexicon,
    concepts: terms.map(({ id, ko, en, aliases, short, leads, note, section }) => {
      return { id, ko, en, aliases, short, leads, note: numberOf.get(note) ?? -1, section };
    }),
  };
}

/** What is asked of a term is asked of the section that explains it. */
function withAsksOfTerms(
  document: SearchDocument,
  terms: readonly TermForms[],
  numberOf: ReadonlyMap<string, number>,
): SearchDocument {
  const explained = terms.filter(
    ({ note, section }) => numberOf.get(note) === document.note && section === document.anchor,
  );
  if (explained.length === 0) return document;
  return { ...document, asks: [...(document.asks ?? []), ...explained.flatMap(({ asks }) => asks)] };
}
