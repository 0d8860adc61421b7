import { readFileSync } from "node:fs";
import { join } from "node:path";
import { attributeOf, type Element, setAttribute } from "../export/page-tree.ts";
import { pageSlot, settlePage } from "./clean-page.ts";
import type { BookLab, BookTerm, Chapter, Manuscript, Part } from "./gather.ts";
import { anchorId, type Places, placeOf } from "./places.ts";
import { detach, escapeHtml, find, findAll, hasClass, innerHtml } from "./tree.ts";

/** Ids of the pages that are the book's own. */
const OWN = { contents: "contents", terms: "glossary", answers: "answers" } as const;
const ANSWERS = "물음의 답";

type BookTitle = {
  /** On the cover, and in the properties of the file. */
  readonly title: string;
  readonly subtitle: string;
};

/**
 * The whole book as one document. A part's page is printed only where there is more than one part:
 * the headings of chapters are one level deeper then. Uses up the manuscript: its pages are changed.
 */
export function setBook(manuscript: Manuscript, { title, subtitle }: BookTitle): string {
  const { parts, terms, origin, verifiedOn } = manuscript;
  const places: Places = { ids: manuscript.ids, origin };
  const depth = parts.length > 1 ? 1 : 0;
  const chapters = parts.flatMap((part) => part.chapters);
  const numbers = new Map(chapters.map((chapter, index) => [chapter, index + 1]));
  const body = parts.map(
    (part) =>
      (depth > 0 ? partPage(part, numbers) : "") +
      part.chapters.map((chapter) => chapterPages(chapter, numbers.get(chapter)!, places, depth)).join(""),
  );
  const heads = parts.flatMap((part) =>
    part.chapters.map((chapter) => runningHead(`c${numbers.get(chapter)}`, part.name, chapter.title)),
  );
  if (terms.length > 0) heads.push(runningHead("terms", title, "용어"));
  const asking = chapters.filter(({ answers }) => answers.length > 0);
  if (asking.length > 0) heads.push(runningHead("answers", title, ANSWERS));
  return `<!doctype html>
<html lang="ko" data-theme="light">
<head>
<meta charset="utf-8">
<title>${escapeHtml(subtitle === "" ? title : `${title}: ${subtitle}`)}</title>
${manuscript.styles.map((href) => `<link rel="stylesheet" href="${escapeHtml(href)}">`).join("\n")}
<style>${readFileSync(join(import.meta.dirname, "book.css"), "utf8")}${heads.join("\n")}</style>
</head>
<body class="book">
${cover(title, subtitle, chapters.length, verifiedOn, origin)}
${contents(parts, numbers, depth, [
  ...(terms.length > 0 ? [contentsLine(OWN.terms, "용어")] : []),
  ...(asking.length > 0 ? [contentsLine(OWN.answers, ANSWERS)] : []),
])}
${body.join("\n")}
${terms.length > 0 ? glossary(terms, places) : ""}
${asking.length > 0 ? answersOf(asking, places) : ""}
</body>
</html>`;
}

function cover(title: string, subtitle: string, notes: number, verifiedOn: string, origin: string): string {
  const local = /^https?:\/\/(?:localhost|127\.)/.test(origin);
  const lines = [
    `노트 ${notes}편`,
    ...(verifiedOn === "" ? [] : [`사실 확인 ${verifiedOn}`]),
    ...(local || origin === "" ? [] : [origin]),
  ];
  return `<section class="cover">
<img src="/icon.svg" alt="">
<p class="cover-title">${escapeHtml(title)}</p>
<p class="cover-subtitle">${escapeHtml(subtitle)}</p>
<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join("")}</ul>
</section>`;
}

function contentsLine(id: string, text: string, number?: number): string {
  const shown = number === undefined ? "" : `<span class="n">${number}</span>`;
  return `<a href="#${escapeHtml(id)}">${shown}<span class="t">${escapeHtml(text)}</span><span class="dots"></span>${pageSlot(id)}</a>`;
}

function contents(
  parts: readonly Part[],
  numbers: ReadonlyMap<Chapter, number>,
  depth: number,
  after: readonly string[],
): string {
  const chapterLines = (chapter: Chapter) => `<li class="of-chapter">
${contentsLine(chapter.id, chapter.title, numbers.get(chapter))}
<ol>${chapter.sections.map((section) => `<li>${contentsLine(section.id, section.title)}</li>`).join("")}${chapter.labs
    .map((lab) => `<li class="of-lab">${contentsLine(lab.id, `실습: ${lab.title}`)}</li>`)
    .join("")}</ol></li>`;
  const partLines = (part: Part) =>
    (depth > 0 ? `<li class="of-part">${contentsLine(part.id, part.name)}</li>` : "") +
    part.chapters.map(chapterLines).join("");
  return `<nav class="contents" id="${OWN.contents}">
<h1>차례</h1>
<ol>${parts.map(partLines).join("")}${after.map((line) => `<li class="of-part">${line}</li>`).join("")}</ol>
<p class="contents-note">본문에서 <span class="arrow">→</span> 뒤의 작은 숫자는 가리키는 내용이 있는 쪽이다.</p>
</nav>`;
}

function partPage(part: Part, numbers: ReadonlyMap<Chapter, number>): string {
  return `<section class="part" id="${escapeHtml(part.id)}">
<h1>${escapeHtml(part.name)}</h1>
<ol>${part.chapters
    .map(
      (chapter) =>
        `<li>${contentsLine(chapter.id, chapter.title, numbers.get(chapter))}<p>${escapeHtml(chapter.summary)}</p></li>`,
    )
    .join("")}</ol>
</section>`;
}

function chapterPages({ id, main, labs }: Chapter, number: number, places: Places, depth: number): string {
  for (const box of findAll(main, (element) => hasClass(element, "asks") || isRelated(element))) quiet(box);
  settlePage(main, id, places, depth);
  return `<section class="chapter" id="${escapeHtml(id)}" data-page="c${number}">
<p class="chapter-number">${number}</p>
${innerHtml(main)}
${labs.map((lab) => labPages(lab, places, depth)).join("")}
</section>`;
}

/** A lab stands below its note's sections; the headings inside it are parts of a picture. */
function labPages({ id, title, main }: BookLab, places: Places, depth: number): string {
  const head = find(main, (element) => element.tagName === "h1");
  if (head) detach(head);
  settlePage(main, id, places, "unlisted");
  return `<section class="lab" id="${escapeHtml(id)}">
<h2 aria-level="${2 + depth}"><span class="label">실습</span> ${escapeHtml(title)}</h2>
${innerHtml(main)}
</section>`;
}

function isRelated(element: Element): boolean {
  return attributeOf(element, "aria-labelledby") === "related";
}

/** Takes a heading out of the outline: it names a box, not a section. */
function quiet(box: Element): void {
  const heading = find(box, (element) => element.tagName === "h2");
  if (heading) setAttribute(heading, "role", "presentation");
}

function glossary(terms: readonly BookTerm[], places: Places): string {
  return `<section class="terms-of-book" id="${OWN.terms}" data-page="terms">
<h1>용어</h1>
<dl>${terms.map((term) => glossaryEntry(term, places)).join("")}</dl>
</section>`;
}

function glossaryEntry(term: BookTerm, places: Places): string {
  const place = term.href === "" ? undefined : placeOf(term.href, OWN.terms, places);
  const where = place?.kind === "here" ? ` <a href="#${escapeHtml(place.id)}">${pageSlot(place.id)}</a>` : "";
  const english = term.english === "" ? "" : ` <span lang="en">${escapeHtml(term.english)}</span>`;
  return `<div id="${escapeHtml(term.id)}"><dt>${escapeHtml(term.name)}${english}</dt><dd>${escapeHtml(term.meaning)}${where}</dd></div>`;
}

/** The answers to what the chapters ask, on the last pages, each with the page of its question. */
function answersOf(chapters: readonly Chapter[], places: Places): string {
  const answers = chapters.map(({ id, title, answers }) => {
    const rows = answers.map(({ number, question, body }) => {
      settlePage(body, id, places, "unlisted");
      const place = anchorId(id, question);
      return `<div class="book-answer"><p class="keep"><a href="#${escapeHtml(place)}">물음 ${number}${pageSlot(place)}</a></p>${innerHtml(body)}</div>`;
    });
    return `<h2 role="presentation">${escapeHtml(title)}</h2>${rows.join("")}`;
  });
  return `<section class="answers-of-book" id="${OWN.answers}" data-page="answers">
<h1>${ANSWERS}</h1>
<div class="answers">${answers.join("")}</div>
</section>`;
}

/** Pages of a chapter carry its name: a page of its own kind each. */
function runningHead(page: string, left: string, right: string): string {
  return `[data-page="${page}"]{page:${page}}@page ${page}{@top-left{content:${cssString(left)}}@top-right{content:${cssString(right)}}}`;
}

function cssString(text: string): string {
  return `"${text.replace(/["\\<\n]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)} `)}"`;
}
