import { type Entry, latest } from "../../lib/records/log.ts";
import { reanchor } from "../../lib/study/reanchor.ts";
import * as words from "../../lib/words/words.ts";
import { partOf } from "../boot/load-part.ts";
import { showToast } from "../boot/toast.ts";
import type { keep } from "../records/keep.ts";
import { makeElement as el } from "../share/dom.ts";
import { loadSheet } from "../study/load-sheet.ts";
import { readSectionTexts, type SectionText } from "./note-text.ts";

type Mark = Entry & { readonly kind: "mark" };
type Ink = Mark["ink"];
/** Writes down what a reader did: handed in by who has the database, so that it is not loaded twice. */
type Keep = typeof keep;

const INKS = ["key", "question", "quote"] as const;
const CONTEXT = 32;

const main = document.querySelector<HTMLElement>("[data-note]");
const shown = new Map<string, { readonly mark: Mark; readonly range: Range }>();
let marks = new Map<string, Mark>();
let write: Keep | undefined;

/** Paints the marks of this note where their words stand now; those whose words are gone are told beside their section. */
export function paint(entries: readonly Mark[], keepEntries: Keep): void {
  write = keepEntries;
  marks = latest(entries, ({ mark }) => mark);
  draw();
}

function draw(): void {
  const article = main?.querySelector(".prose");
  if (article === null || article === undefined) return;
  for (const lost of document.querySelectorAll(".mark-lost")) lost.remove();
  shown.clear();
  const sections = readSectionTexts(article);
  for (const mark of marks.values()) {
    if (!mark.on) continue;
    const range = rangeOf(mark, sections);
    if (range !== undefined) shown.set(mark.mark, { mark, range });
    else tellLost(mark, sections, article);
  }
  for (const ink of INKS) {
    const ranges = [...shown.values()].filter(({ mark }) => mark.ink === ink).map(({ range }) => range);
    CSS.highlights?.set(`ink-${ink}`, new Highlight(...ranges));
  }
  list(article);
}

/** In its own section first; a section may have been divided, and a sentence moved. */
function rangeOf(mark: Mark, sections: readonly SectionText[]): Range | undefined {
  const own = sections.filter(({ id }) => id === mark.section);
  for (const some of [own, sections]) {
    const found = reanchor(
      mark,
      some.map(({ text }) => text),
    );
    if (found.found) return some[found.section]!.rangeOf(found.start, found.start + found.text.length);
  }
  return undefined;
}

function tellLost(mark: Mark, sections: readonly SectionText[], article: Element): void {
  const place = sections.find(({ id }) => id === mark.section)?.heading;
  const box = el(
    "p",
    { class: "mark-lost" },
    el("b", {}, words.markLost),
    " ",
    mark.quote,
    mark.comment && ` — ${mark.comment}`,
    " ",
    removeButton(mark),
  );
  if (place === undefined) article.prepend(box);
  else place.after(box);
}

/** The marks of the note with what was written, for those who do not see them: a list at its end. */
function list(article: Element): void {
  document.querySelector(".mark-list")?.remove();
  if (shown.size === 0) return;
  const rows = [...shown.values()].map(({ mark, range }) => {
    const go = el("a", { href: `#${mark.section}` }, mark.quote.slice(0, 120));
    go.addEventListener("click", (event) => {
      event.preventDefault();
      range.startContainer.parentElement?.scrollIntoView({ block: "center" });
    });
    const comment = el("textarea", {
      rows: "2",
      maxlength: "2000",
      "aria-label": words.ownNoteOn(mark.quote.slice(0, 40)),
    });
    comment.value = mark.comment;
    comment.addEventListener("change", () => change({ ...mark, comment: comment.value }));
    return el(
      "li",
      {},
      el("b", { class: `ink ${mark.ink}` }, words.inks[mark.ink]),
      go,
      comment,
      removeButton(mark),
    );
  });
  const details = el(
    "details",
    { class: "folded mark-list" },
    el("summary", {}, words.marksOfNote(rows.length)),
    el("ol", {}, ...rows),
  );
  article.after(details);
}

function removeButton(mark: Mark): HTMLElement {
  const button = el(
    "button",
    { type: "button", class: "ask-btn", "aria-label": words.removeMark(mark.quote.slice(0, 40)) },
    words.deleteIt,
  );
  button.addEventListener("click", () => change({ ...mark, on: false }));
  return button;
}

async function change({ id: _id, at: _at, ...draft }: Mark): Promise<void> {
  const { entries, kept } = (await write?.(draft)) ?? { entries: [], kept: false };
  for (const entry of entries) if (entry.kind === "mark") marks.set(entry.mark, entry);
  if (!kept) showToast(words.notKept);
  draw();
}

/** Marks what is selected. @returns whether it could be: it has to begin and end in the text of the note */
export async function add(range: Range, ink: Ink, keepEntries: Keep): Promise<boolean> {
  write = keepEntries;
  const article = main?.querySelector(".prose");
  if (!main || !article) return false;
  const [href, integrity] = partOf("study-sheet");
  await loadSheet(href!, integrity);
  for (const section of readSectionTexts(article)) {
    const start = section.offsetOf(range.startContainer, range.startOffset);
    const end = section.offsetOf(range.endContainer, range.endOffset) ?? section.text.length;
    if (start === undefined || end <= start) continue;
    const quote = section.text.slice(start, end).trim().slice(0, 2000);
    if (quote === "") continue;
    const at = section.text.indexOf(quote, start);
    const random = crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36);
    await change({
      id: "",
      at: 0,
      kind: "mark",
      mark: `m${Date.now().toString(36)}-${random}`,
      note: main.dataset.note!,
      section: section.id,
      quote,
      prefix: section.text.slice(Math.max(0, at - CONTEXT), at),
      suffix: section.text.slice(at + quote.length, at + quote.length + CONTEXT),
      ink,
      comment: "",
      on: true,
    });
    return true;
  }
  return false;
}
