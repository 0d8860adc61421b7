import { gatherManuscript } from "./gather.ts";
import { makeRepeatable } from "./make-repeatable.ts";
import { type PrintOptions, printDocument } from "./print-document.ts";
import type { Subject } from "./read-export.ts";
import { setBook } from "./set-book.ts";

export type Book = {
  readonly pdf: Uint8Array;
  readonly notes: number;
  readonly pages: number;
};

/**
 * One PDF of the notes of some subjects: cover, contents, the notes in reading order with their
 * labs and sources, and the terms they use. The same export gives the same bytes.
 * @param subjects of `readSubjects`; more than one get a page each
 * @throws Error with a Korean sentence when a page or a browser is missing
 */
export async function makeBook(subjects: readonly Subject[], options: PrintOptions): Promise<Book> {
  const manuscript = gatherManuscript(options.out, subjects);
  const [first] = subjects;
  const html = setBook(manuscript, {
    title: "고래노트",
    subtitle: subjects.length === 1 && first ? first.name : "모든 주제",
  });
  const { pdf, places } = await printDocument(html, options);
  return {
    pdf: makeRepeatable(pdf, manuscript.verifiedOn),
    notes: manuscript.parts.reduce((sum, part) => sum + part.chapters.length, 0),
    pages: places.pages,
  };
}
