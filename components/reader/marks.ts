import type { Entry } from "../../lib/records/log.ts";
import { latest } from "../../lib/records/order.ts";
import { reanchor } from "../../lib/study/reanchor.ts";
import * as words from "../../lib/words/words.ts";
import { makeElement as el } from "../share/dom.ts";
import { openDialog } from "../study/dialog.ts";
import { newName } from "./new-name.ts";
import { readSectionTexts, type SectionText } from "./note-text.ts";
import type { Records } from "./records.ts";

type Mark = Entry & { readonly kind: "mark" };
type Ink = Mark["ink"];
const INKS = ["key", "question", "quote"] as const;
const CONTEXT = 32;
/** Letters of a mark, and of a sentence on a card. */
const MOST = 2000;
const MOST_CARD = 400;

const main = document.querySelector<HTMLElement>("[data-note]");
const shown = new Map<string, { readonly mark: Mark; readonly range: Range }>();
let marks = new Map<string, Mark>();
let reader: Records | undefined;

/** Paints the marks of this note where their words stand now; those whose words are gone are told beside their section. */
export function paint(entries: readonly Mark[], by: Records): void {
  reader = by;
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
  document.documentElement.toggleAttribute("data-ink", shown.size > 0);
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
  const { entries, kept } = (await reader?.keep(draft)) ?? { entries: [], kept: false };
  for (const entry of entries) if (entry.kind === "mark") marks.set(entry.mark, entry);
  if (!kept) reader?.showToast(words.notKept);
  draw();
}

/** What is selected, in the text of the note; undefined where it does not begin in it. */
function pick(
  range: Range,
): { readonly section: SectionText; readonly at: number; readonly quote: string } | undefined {
  const article = main?.querySelector(".prose");
  for (const section of article ? readSectionTexts(article) : []) {
    const start = section.offsetOf(range.startContainer, range.startOffset);
    const end = section.offsetOf(range.endContainer, range.endOffset) ?? section.text.length;
    if (start === undefined || end <= start) continue;
    const quote = section.text.slice(start, end).trim().slice(0, MOST);
    if (quote !== "") return { section, at: section.text.indexOf(quote, start), quote };
  }
  return undefined;
}

/** Marks what is selected. @returns whether it could be: it has to begin and end in the text of the note */
export async function add(range: Range, ink: Ink, by: Records): Promise<boolean> {
  const picked = pick(range);
  if (!main || picked === undefined) return false;
  reader = by;
  const { section, at, quote } = picked;
  await change({
    id: "",
    at: 0,
    kind: "mark",
    mark: newName("m"),
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

/**
 * Makes a card of what is selected: the words that are pressed are left out of it.
 * @returns whether there is something to make one of
 */
export async function offerCard(range: Range, by: Records): Promise<boolean> {
  const picked = pick(range);
  if (!main || picked === undefined) return false;
  reader = by;
  const parts = picked.quote.slice(0, MOST_CARD).split(/\s+/);
  const buttons = parts.map((word) => {
    const button = el("button", { type: "button", "aria-pressed": "false" }, word);
    button.addEventListener("click", () =>
      button.setAttribute("aria-pressed", String(button.ariaPressed !== "true")),
    );
    return button;
  });
  const save = el("button", { class: "ask-btn main" }, words.save);
  const cancel = el("button", { class: "ask-btn", value: "cancel", formnovalidate: "" }, words.cancel);
  const form = el(
    "form",
    { method: "dialog" },
    el("p", {}, words.chooseGaps),
    el("p", { class: "gaps" }, ...buttons.flatMap((button) => [button, " "])),
    el("p", { class: "ask-do" }, save, cancel),
  );
  form.addEventListener("submit", async ({ submitter }) => {
    if (submitter === cancel) return;
    const hidden = buttons.map((button) => button.ariaPressed === "true");
    if (!hidden.includes(true)) hidden[hidden.length - 1] = true;
    const front = parts
      .map((word, at) => (hidden[at] ? `{{${word}}}` : word))
      .join(" ")
      .replaceAll("}} {{", " ");
    const card = newName("own");
    const href = `/notes/${main.dataset.note}/${picked.section.id && `#${picked.section.id}`}`;
    const { kept } = await by.keep(
      { kind: "own", card, front, back: "", href },
      { kind: "keep", card, on: true },
    );
    by.showToast(kept ? words.inBox : words.notKept);
  });
  openDialog(words.sentenceToCard, form);
  return true;
}
