import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type Book, makeBook } from "../../lib/build/book/make-book.ts";
import { readPage, readSubjects, type Subject } from "../../lib/build/book/read-export.ts";
import { find, findAll, plainTextOf } from "../../lib/build/book/tree.ts";
import { attributeOf, type Element } from "../../lib/build/export/page-tree.ts";
import { findChromium } from "../../lib/build/machine/find-chromium.ts";
import {
  lettersIn,
  lettersOf,
  missingFrom,
  mostUsedSize,
  type PrintedDocument,
  readPdf,
} from "./read-pdf.ts";

const root = join(import.meta.dirname, "../..");
const out = join(root, "out");
const SUBJECT = "virtualization";

let subject: Subject;
let book: Book;
let pdf: PrintedDocument;

const print = async () =>
  makeBook([subject], {
    root,
    out,
    browser: await findChromium(root, process.env, "locked"),
    onPrint: () => {},
  });

/** What a note's own page says: the truth that the book is compared with. */
function readNote(slug: string) {
  const { main } = readPage(out, `/notes/${slug}/`);
  const article = find(main, (element) => element.tagName === "article")!;
  const isHeading = (element: Element) => /^h[2-6]$/.test(element.tagName);
  const withoutNumber = (heading: Element) =>
    heading.childNodes
      .filter((child) => !("tagName" in child && attributeOf(child, "class") === "no"))
      .map(plainTextOf)
      .join("");
  return {
    headings: findAll(article, isHeading).map(withoutNumber),
    labels: findAll(article, (element) => element.tagName === "tspan").map(plainTextOf),
  };
}

beforeAll(async () => {
  subject = readSubjects(out).find(({ id }) => id === SUBJECT)!;
  book = await print();
  pdf = await readPdf(book.pdf);
});

describe("the book of a subject", () => {
  test("holds every note of it", () => {
    expect(book.notes).toBe(subject.notes.length);
    expect(book.notes).toBeGreaterThan(1);
    expect(book.pages).toBe(pdf.pages.length);
    expect(pdf.title).toBe(`고래노트: ${subject.name}`);
    expect(pdf.language).toBe("ko");
  });

  test("has a bookmark for every heading, in order, that leads to the page where it is printed", () => {
    const wanted = subject.notes.flatMap(({ slug, title }) => [title, ...readNote(slug).headings]);
    expect(wanted.length).toBeGreaterThan(30);
    let at = 0;
    for (const heading of wanted) {
      const found = pdf.outline.findIndex(
        (bookmark, index) => index >= at && lettersOf(bookmark.title) === lettersOf(heading),
      );
      expect(found, heading).toBeGreaterThanOrEqual(at);
      const { page } = pdf.outline[found]!;
      expect(lettersOf(pdf.pages[page - 1]!.lines.join("")), `${heading} on ${page}`).toContain(
        lettersOf(heading),
      );
      at = found + 1;
    }
  });

  test("names in its contents the page of every note and section", () => {
    const lines = new Set(
      pdf.pages
        .slice(0, pdf.outline.find(({ title }) => title === subject.notes[0]!.title)!.page - 1)
        .flatMap((page) => page.lines.map(lettersOf)),
    );
    const numbers = new Map(subject.notes.map(({ title }, index) => [title, index + 1]));
    const entries = pdf.outline.filter(
      ({ title, level }) =>
        numbers.has(title) ||
        (level === 2 && !["출처", "차례", "확인 문제", "이 노트의 개념과 그 둘레"].includes(title)),
    );
    expect(entries.length).toBeGreaterThan(30);
    for (const { title, page } of entries) {
      const label = lettersOf(title).replace(/^실습/, "실습:");
      expect([...lines], title).toContain(`${numbers.get(title) ?? ""}${label}${page}`);
    }
  });

  test("holds every label of every figure", () => {
    for (const { slug } of subject.notes) {
      const { labels } = readNote(slug);
      expect(labels.length, slug).toBeGreaterThan(10);
      expect(missingFrom(pdf, labels), slug).toEqual([]);
    }
  });

  test("has links inside that lead to a page, and after a link to another note the number of that page", () => {
    const links = pdf.pages.flatMap((page) => page.links);
    const inside = links.filter(({ toPage }) => toPage !== undefined);
    expect(inside.length).toBeGreaterThan(100);
    expect(inside.filter(({ toPage }) => toPage === 0)).toEqual([]);
    const numbered = inside.flatMap(({ text, toPage }) => {
      const number = /→(\d+)$/.exec(text)?.[1];
      return number === undefined ? [] : [{ text, number: Number(number), toPage }];
    });
    expect(numbered.length).toBeGreaterThan(5);
    for (const { text, number, toPage } of numbered) expect(number, text).toBe(toPage);
    for (const { slug } of subject.notes)
      expect(links.filter(({ url }) => url?.includes(`/notes/${slug}/`))).toEqual([]);
  });

  test("numbers its pages, but not the cover", () => {
    const foot = (index: number) =>
      pdf.pages[index]!.runs.filter(({ y }) => y < 56)
        .map(({ text }) => text)
        .join("");
    expect(foot(0)).toBe("");
    for (let index = 1; index < pdf.pages.length; index++) expect(foot(index)).toBe(String(index + 1));
  });

  test("is text in embedded fonts, at the size it was set in", () => {
    expect(pdf.fonts.length).toBeGreaterThan(1);
    expect(pdf.fonts.filter((font) => !font.embedded)).toEqual([]);
    expect(pdf.fonts.some((font) => font.name.includes("Pretendard"))).toBe(true);
    // A page that is too wide would be printed smaller as a whole.
    expect(mostUsedSize(pdf)).toBe(10.5);
  });

  test("prints labs as their first frame with what happens step by step, and nothing to press", () => {
    const printed = lettersIn(pdf);
    const labs = pdf.outline.filter(({ title }) => /^실습\s/.test(title));
    expect(labs.length).toBeGreaterThan(2);
    expect(printed).toContain("단계를글로읽기");
    const lines = pdf.pages.flatMap((page) => page.lines);
    for (const word of ["복사", "크게", "처음으로", "주소 복사", "예상 남기기", "고르세요"])
      expect(lines, word).not.toContain(word);
  });

  test("is the same bytes when it is made again", async () => {
    const again = await print();
    expect(Buffer.from(again.pdf).equals(Buffer.from(book.pdf))).toBe(true);
  });
});
