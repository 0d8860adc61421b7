import { writeFragment } from "../../lib/sharing/text-fragment.ts";
import * as words from "../../lib/words/words.ts";
import { SHARE_PATHS } from "../frame/share-paths.ts";
import { lineIcon, makeElement } from "./dom.ts";
import { type Item, withOwn } from "./keep-items.ts";
import { openMenu } from "./menu.ts";
import { isPanelOpen } from "./panel.ts";
import { PageReading } from "./read-page.ts";
import { sharedSentence } from "./shared.ts";

type Reader = typeof import("../reader/reader.ts");
type Own = typeof import("../reader/own.ts");

const INKS = ["key", "question", "quote"] as const;
/** Characters of a selection that is worth a link. */
const LEAST = 4;
const MOST = 1500;
const GAP = 8;
/** Where nothing is offered: what one types in, and lists of links. */
const NOT_IN = "input, textarea, select, button, [contenteditable], .hits, .share-menu, .share-offer";

let shown: { readonly button: HTMLElement; readonly range: Range } | undefined;
let explained = false;

/** Offers to share what is selected, if it is a piece of the page's text; withdraws an offer made before. */
export function offerSelection(): void {
  if (isPanelOpen()) return;
  const selection = getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined;
  if (shown && range && isSame(shown.range, range)) return;
  withdraw();
  const home = range && homeOf(range);
  if (!selection || !range || !home) return;
  const length = selection.toString().trim().length;
  if (length < LEAST || length > MOST) return;
  const button = makeElement(
    "button",
    { type: "button", class: "share-offer", popover: "manual" },
    lineIcon(SHARE_PATHS.share),
    words.shareSentence,
  );
  const kept = range.cloneRange();
  // The selection stays as it is under the pointer.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => open(button, kept));
  // At the end of its own block: the next stop of Tab after the selection.
  home.append(button);
  button.showPopover?.();
  shown = { button, range: kept };
  place();
  explain();
}

function open(button: HTMLElement, range: Range): void {
  const reading = new PageReading(document.body);
  const picked = reading.pick(range);
  if (!picked) return;
  const fragment = reading.page.describe(picked, picked.whole);
  const shared = sharedSentence(range, picked.text, fragment && writeFragment(fragment));
  openMenu(
    shared,
    button,
    (copied) => {
      if (copied) withdraw();
      // The field of the address has taken the selection away.
      else {
        getSelection()?.removeAllRanges();
        getSelection()?.addRange(range);
      }
    },
    document.querySelector("[data-note]") ? studyItems(range) : [],
  );
}

/** What a reader keeps of a sentence: a mark in one of three inks, or a card. */
function studyItems(range: Range): Item[] {
  const through = (use: (own: Own, reader: Reader) => Promise<boolean>, done: string) =>
    withOwn(async (own, reader) => {
      const said = (await use(own, reader)) ? done : words.notMarkable;
      withdraw();
      getSelection()?.removeAllRanges();
      return said;
    });
  return [
    ...INKS.map((ink) => ({
      name: words.markAs[ink],
      about: words.highlighter,
      onClick: () => through((own, reader) => own.add(range, ink, reader), words.marked),
    })),
    {
      name: words.sentenceToCard,
      about: words.review,
      onClick: () => through((own, reader) => own.offerCard(range, reader), ""),
    },
  ];
}

function withdraw(): void {
  shown?.button.remove();
  shown = undefined;
}

/** The block that the selection ends in, inside the page's text; none where nothing is to be offered. */
function homeOf(range: Range): Element | undefined {
  if (range.collapsed) return undefined;
  const elementOf = (node: Node) => (node instanceof Element ? node : node.parentElement);
  const main = elementOf(range.commonAncestorContainer)?.closest("main");
  let end = elementOf(range.endContainer);
  // A paragraph that was selected whole ends before the first letter of the next.
  if (range.endOffset === 0 && end !== elementOf(range.startContainer)) end = elementOf(range.startContainer);
  if (!main || !end || end.closest(NOT_IN) || elementOf(range.startContainer)?.closest(NOT_IN))
    return undefined;
  return end.closest("p, li, dd, dt, td, th, figcaption, figure, h1, h2, h3, h4, h5, h6") ?? main;
}

function isSame(one: Range, other: Range): boolean {
  return (
    one.compareBoundaryPoints(Range.START_TO_START, other) === 0 &&
    one.compareBoundaryPoints(Range.END_TO_END, other) === 0
  );
}

/** Below the end of the selection; on touch screens the style sheet puts it where no handles are. */
function place(): void {
  if (!shown) return;
  const end = [...shown.range.getClientRects()].at(-1);
  if (!end) return;
  const { width, height } = shown.button.getBoundingClientRect();
  const below = end.bottom + GAP + height <= innerHeight;
  shown.button.style.left = `${Math.max(8, Math.min(end.right - width / 2, innerWidth - width - 8))}px`;
  shown.button.style.top = `${below ? end.bottom + GAP : end.top - GAP - height}px`;
}

/** Once a page, for who does not see the button. */
function explain(): void {
  if (explained) return;
  explained = true;
  const voice = makeElement("p", { class: "sr", role: "status" });
  document.body.append(voice);
  requestAnimationFrame(() => {
    voice.textContent = words.shareSentenceByKey;
  });
}

addEventListener("scroll", place, { passive: true });
addEventListener("resize", place);
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && !isPanelOpen()) withdraw();
});
document.addEventListener("selectionchange", () => {
  if (getSelection()?.isCollapsed && !isPanelOpen()) withdraw();
});
