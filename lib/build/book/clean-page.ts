import { attributeOf, type Element, setAttribute } from "../export/page-tree.ts";
import { anchorId, type Places, placeOf } from "./places.ts";
import { append, detach, elementsOf, escapeHtml, find, findAll, hasClass, plainTextOf } from "./tree.ts";

/** What a page is for reading on a screen only. */
const SCREEN_CLASSES = [
  "crumbs",
  "pager",
  "needs-js",
  "h-share",
  "def",
  "fig-tools",
  "for-narrow",
  "goes-on",
  "moved-away",
  "old-id",
  "ask",
  "bench-bar",
  "bench-address",
  "pane-tabs",
  "task-end",
  "moves",
];
const SCREEN_TAGS = ["button", "script", "dialog", "template"];

/** Attributes that are for scripts, focus and speech of a live page. */
const LIVE_ATTRIBUTES =
  /^(?:data-|tabindex$|popover|loading$|decoding$|aria-(?:describedby|current|expanded)$)/;
const HEADING = /^h([1-6])$/;
/** Attributes that name ids of the same page, blank between them. */
const ID_LISTS = ["aria-labelledby", "aria-controls", "headers", "for"];
/** Up to four lines of text: a paragraph that need not be divided. */
const SHORT = 190;

/** Takes out what only a screen can use: navigation, buttons, cards, the words of a drawing that is there. */
export function removeChrome(main: Element): void {
  for (const element of elementsOf(main)) {
    const classes = (attributeOf(element, "class") ?? "").split(/\s+/);
    if (
      SCREEN_TAGS.includes(element.tagName) ||
      classes.some((name) => SCREEN_CLASSES.includes(name)) ||
      attributeOf(element, "role") === "status"
    )
      detach(element);
  }
  for (const figure of findAll(main, (element) => hasClass(element, "fig"))) {
    if (!find(figure, (element) => element.tagName === "svg")) continue;
    for (const words of findAll(figure, (element) => element.tagName === "details")) detach(words);
  }
  // On paper nothing is folded.
  for (const { childNodes } of findAll(
    main,
    (element) => hasClass(element, "folded") && !hasClass(element, "ask"),
  ))
    for (const child of [...childNodes]) if ("tagName" in child && child.tagName === "summary") detach(child);
  // The state as a table repeats the frame beside it.
  for (const words of findAll(main, (element) => hasClass(element, "lab-words")))
    if (find(words, (element) => hasClass(element, "lab-scroll"))) detach(words);
}

/** The ids that a page brings into the book. */
export function idsOf(main: Element, chapter: string): string[] {
  return findAll(main, (element) => attributeOf(element, "id") !== undefined).map((element) =>
    anchorId(chapter, attributeOf(element, "id")!),
  );
}

/**
 * Makes a page part of the book, in place: ids get its name before them, links lead into the book
 * where they can and else to the site, headings go down by `depth` levels in the outline.
 * @param depth "unlisted" leaves the headings out of the outline
 */
export function settlePage(main: Element, chapter: string, places: Places, depth: number | "unlisted"): void {
  for (const element of elementsOf(main)) {
    element.attrs = element.attrs.filter(({ name }) => !LIVE_ATTRIBUTES.test(name));
    for (const attribute of element.attrs) {
      if (attribute.name === "id") attribute.value = anchorId(chapter, attribute.value);
      else if (ID_LISTS.includes(attribute.name))
        attribute.value = attribute.value
          .split(/\s+/)
          .map((id) => anchorId(chapter, id))
          .join(" ");
      else if (attribute.value.startsWith("url(#"))
        attribute.value = `url(#${anchorId(chapter, attribute.value.slice(5, -1))})`;
    }
    const level = HEADING.exec(element.tagName)?.[1];
    if (level !== undefined) settleHeading(element, depth === "unlisted" ? depth : Number(level) + depth);
    if (element.tagName === "details") setAttribute(element, "open", "");
    if (element.tagName === "p" && plainTextOf(element).length < SHORT)
      setAttribute(element, "class", `${attributeOf(element, "class") ?? ""} keep`.trim());
  }
  for (const link of findAll(main, (element) => element.tagName === "a")) settleLink(link, chapter, places);
}

function settleHeading(element: Element, level: number | "unlisted"): void {
  if (level === "unlisted") setAttribute(element, "role", "presentation");
  else if (attributeOf(element, "role") !== "presentation")
    setAttribute(element, "aria-level", String(Math.min(6, level)));
}

/** Where a link leads into another chapter, the number of the page is printed after it. */
function settleLink(element: Element, chapter: string, places: Places): void {
  const href = attributeOf(element, "href");
  if (href === undefined) return;
  const place = placeOf(href, chapter, places);
  if (place.kind === "elsewhere") {
    setAttribute(element, "href", place.url);
    return;
  }
  setAttribute(element, "href", `#${place.id}`);
  const far = place.id !== chapter && !place.id.startsWith(`${chapter}--`);
  const drawn = element.namespaceURI.endsWith("svg");
  if (far && !drawn && !hasClass(element, "term")) append(element, pageSlot(place.id));
}

/** A place for the number of the page where `id` is; the numbers are known after the first print. */
export function pageSlot(id: string): string {
  return `<span class="at" data-at="${escapeHtml(id)}">000</span>`;
}
