import { attributeOf, type Element } from "../export/page-tree.ts";
import { type BookAnswer, takeAnswers } from "./asks.ts";
import { idsOf, removeChrome } from "./clean-page.ts";
import { chapterId, termId } from "./places.ts";
import { type ExportedPage, readPage, type Subject } from "./read-export.ts";
import { detach, find, findAll, hasClass, plainTextOf } from "./tree.ts";

/** A lab, printed after the note it belongs to. */
export type BookLab = { readonly id: string; readonly title: string; readonly main: Element };

export type Chapter = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly main: Element;
  readonly labs: readonly BookLab[];
  readonly answers: readonly BookAnswer[];
  /** The second level of its headings, for the contents. */
  readonly sections: readonly { readonly id: string; readonly title: string }[];
};

export type Part = { readonly id: string; readonly name: string; readonly chapters: readonly Chapter[] };

/** A term that the notes of the book use, as their cards explain it. */
export type BookTerm = {
  readonly id: string;
  readonly name: string;
  readonly english: string;
  readonly meaning: string;
  /** Address of the section that explains it; "" where there is none. */
  readonly href: string;
};

/** Everything the book holds, before it is set. */
export type Manuscript = {
  readonly parts: readonly Part[];
  readonly terms: readonly BookTerm[];
  readonly styles: readonly string[];
  readonly ids: ReadonlySet<string>;
  /** Where the site stands that the export was made for, without a slash at its end. */
  readonly origin: string;
  /** The last day on which a note's facts were checked, as `2026-11-22`; "" where no note says so. */
  readonly verifiedOn: string;
};

/**
 * Reads the notes of some subjects and the labs that belong to them from a finished export.
 * @throws Error with a Korean sentence when a page that another one promises is missing
 */
export function gatherManuscript(out: string, subjects: readonly Subject[]): Manuscript {
  const terms = new Map<string, BookTerm>();
  const styles = new Set<string>();
  const ids = new Set<string>();
  let origin = "";
  let verifiedOn = "";
  let asked = 0;

  function open(path: string): ExportedPage {
    const page = readPage(out, path);
    for (const style of page.styles) styles.add(style);
    if (page.site !== "") origin = page.site;
    for (const term of termsOf(page.main)) if (!terms.has(term.id)) terms.set(term.id, term);
    return page;
  }

  function keepIds(main: Element, id: string): void {
    ids.add(id);
    for (const inner of idsOf(main, id)) ids.add(inner);
  }

  function readChapter(note: Subject["notes"][number]): Chapter {
    const path = `/notes/${note.slug}/`;
    const { main } = open(path);
    const id = chapterId(path);
    for (const time of findAll(main, (element) => element.tagName === "time")) {
      const day = attributeOf(time, "datetime") ?? "";
      if (/^\d{4}-\d{2}-\d{2}$/.test(day) && day > verifiedOn) verifiedOn = day;
    }
    const labs = labPathsOf(main).flatMap((labPath) => {
      const lab = open(labPath).main;
      if (!belongsTo(lab, path)) return [];
      removeChrome(lab);
      const title = find(lab, (element) => element.tagName === "h1");
      const labId = chapterId(labPath);
      keepIds(lab, labId);
      return [{ id: labId, title: title ? plainTextOf(title) : labId, main: lab }];
    });
    const answers = takeAnswers(main, asked + 1);
    asked += answers.length;
    removeChrome(main);
    removeWaysOn(main);
    keepIds(main, id);
    const article = find(main, (element) => element.tagName === "article");
    const sections = article
      ? findAll(
          article,
          (element) => element.tagName === "h2" && attributeOf(element, "id") !== undefined,
        ).map((heading) => ({ id: `${id}--${attributeOf(heading, "id")}`, title: headingText(heading) }))
      : [];
    return { id, title: note.title, summary: note.summary, main, labs, answers, sections };
  }

  const parts = subjects.map((subject) => ({
    id: `part.${subject.id}`,
    name: subject.name,
    chapters: subject.notes.map(readChapter),
  }));
  for (const part of parts) ids.add(part.id);
  for (const term of terms.values()) ids.add(term.id);
  return {
    parts,
    terms: [...terms.values()].sort((a, b) => a.name.localeCompare(b.name, "ko")),
    styles: [...styles],
    ids,
    origin,
    verifiedOn,
  };
}

/** A heading without its number, which stands in a part of its own. */
function headingText(heading: Element): string {
  return heading.childNodes
    .filter((child) => !("tagName" in child && hasClass(child, "no")))
    .map(plainTextOf)
    .join("")
    .trim();
}

function labPathsOf(main: Element): string[] {
  const list = find(main, (element) => attributeOf(element, "aria-labelledby") === "labs");
  if (!list) return [];
  const paths = findAll(list, (element) => element.tagName === "a")
    .map((link) => attributeOf(link, "href") ?? "")
    .filter((href) => /^\/labs\/[^#]+\/$/.test(href));
  return [...new Set(paths)];
}

/** The first place a lab names is the note it was made for. */
function belongsTo(lab: Element, path: string): boolean {
  const places = find(lab, (element) => hasClass(element, "lab-places"));
  const first = places && find(places, (element) => element.tagName === "a");
  return (first && attributeOf(first, "href")?.split("#")[0]) === path;
}

/** Lists that lead on from a note: in the book its labs follow, and who links here is a matter of the site. */
function removeWaysOn(main: Element): void {
  for (const section of findAll(main, (element) => element.tagName === "section"))
    if (["labs", "backlinks"].includes(attributeOf(section, "aria-labelledby") ?? "")) detach(section);
}

/** The cards beside the words of a note, which are chrome on paper and a glossary in a book. */
function termsOf(main: Element): BookTerm[] {
  return findAll(main, (element) => hasClass(element, "def")).map((card) => {
    const part = (is: (element: Element) => boolean) => find(card, is);
    const text = (element: Element | undefined) => (element ? plainTextOf(element) : "");
    const links = findAll(card, (element) => element.tagName === "a");
    const section = links.find((link) => attributeOf(link, "href")?.startsWith("/notes/"));
    return {
      id: termId((attributeOf(card, "id") ?? "").replace(/^card-/, "")),
      name: text(part((element) => element.tagName === "b")),
      english: text(part((element) => hasClass(element, "en"))),
      meaning: text(part((element) => hasClass(element, "d"))),
      href: section ? (attributeOf(section, "href") ?? "") : "",
    };
  });
}
