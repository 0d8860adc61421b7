import { addressOf, pathOf } from "../../lib/address/base.ts";
import { noteHref, termHref } from "../../lib/address/href.ts";
import type { Block } from "../../lib/note/note.ts";
import { describeSection } from "../../lib/sharing/describe.ts";
import type { Place } from "../../lib/sharing/quotation.ts";
import { shareHref } from "../../lib/sharing/share-href.ts";
import { writeLiveHash } from "../../lib/sim/live-address.ts";
import * as words from "../../lib/words/words.ts";
import { LARGE } from "../viewer/large.ts";

/** What a menu of sharing is about. */
export type Shared = Place & {
  /** What the menu is called: "이 절 공유". */
  readonly label: string;
  /** What is quoted; may be empty. */
  readonly text: string;
};

const HEADINGS = "h1, h2, h3, h4, h5, h6";
const NO_TEXT = ".ref, [data-footnote-ref], .no, .h-share, .old-id, .sr, .fig-tools, button, details, svg";

/** What the control `[data-share]` stands beside, as the page says it. */
export function sharedBeside(control: HTMLElement): Shared {
  switch (control.dataset.share) {
    case "section":
      return sectionOf(control.closest(HEADINGS)!, words.shareSection);
    case "figure":
      return figureOf(control);
    case "table":
    case "code":
      return blockOf(control);
    case "term":
      return termOf(control);
    case "lab":
      return labOf(control);
    case "live":
      return liveOf(control);
    case "result":
      return resultOf(control);
    case "page": {
      const query = new URLSearchParams(location.search).get("q");
      const title = query ? words.searchFor(query) : pageTitle();
      return { label: words.shareSearch, address: location.href, title, noteTitle: "", text: "" };
    }
    default:
      return {
        label: words.shareNote,
        address: absolute(noteHref(slugOf())),
        title: "",
        noteTitle: pageTitle(),
        text: textOf(document.querySelector("main .lead")),
      };
  }
}

/** A sentence that was selected. @param directive the text directive that leads to it, if there is one */
export function sharedSentence(range: Range, text: string, directive: string | undefined): Shared {
  const anchor = anchorOf(range.startContainer);
  const place = { label: words.shareSentence, text, title: "", noteTitle: pageTitle() };
  const here = location.origin + location.pathname + location.search;
  if (directive === undefined) {
    const page = slugOf() ? noteHref(slugOf(), anchor?.id) : `${here}${anchor ? `#${anchor.id}` : ""}`;
    return { ...place, address: absolute(shareHref(page)), title: titleOf(anchor) };
  }
  return { ...place, address: `${here}#${anchor?.id ?? ""}:~:${directive}`, title: titleOf(anchor) };
}

function sectionOf(heading: Element, label: string): Shared {
  return {
    label,
    address: absolute(slugOf() ? shareHref(noteHref(slugOf(), heading.id)) : `#${heading.id}`),
    title: textOf(heading),
    noteTitle: slugOf() ? pageTitle() : "",
    text: openingOf(heading),
  };
}

/** A table or a code block has no address of its own, so its section's. */
function blockOf(control: HTMLElement): Shared {
  const label = control.dataset.share === "table" ? words.shareThisTable : words.shareThisCode;
  const caption = control.closest("figcaption, header")!;
  const heading = [...document.querySelectorAll(`main :is(${HEADINGS})[id]`)].findLast((one) =>
    follows(control, one),
  );
  const text = textOf(caption);
  if (heading) return { ...sectionOf(heading, label), text };
  return { label, address: absolute(noteHref(slugOf())), title: "", noteTitle: pageTitle(), text };
}

function figureOf(control: HTMLElement): Shared {
  const at = control.dataset.shareAt;
  const figure =
    control.closest(".fig") ??
    [...document.querySelectorAll(".fig[id]")].find(({ id }) => at === id || at?.startsWith(`${id}-`));
  const element = figure?.querySelector(".is-current, .is-target");
  const id = at ?? (element?.id || element?.getAttribute("data-node")) ?? figure?.id ?? "";
  return {
    label: id === figure?.id ? words.shareFigure : words.shareElement,
    address: absolute(`${pathOf(location.pathname)}${control.closest(".zoom") ? LARGE : ""}#${id}`),
    title: figure?.querySelector(".plate")?.getAttribute("aria-label") ?? words.figure,
    noteTitle: slugOf() ? pageTitle() : "",
    text: textOf(figure?.querySelector("figcaption")),
  };
}

function termOf(control: HTMLElement): Shared {
  const card = control.closest<HTMLElement>(".def");
  const entry = card ?? control.closest("dt")!.parentElement!;
  return {
    label: words.shareTerm,
    address: absolute(termHref(card ? card.id.replace(/^card-/, "") : entry.id)),
    title: textOf(entry.querySelector("b")),
    noteTitle: "",
    text: textOf(entry.querySelector(card ? ".d" : "dd p")),
  };
}

/** On its own page with its state; from elsewhere as it starts. */
function labOf(control: HTMLElement): Shared {
  const href = pathOf(control.getAttribute("href") ?? location.pathname);
  const own = href === pathOf(location.pathname);
  const pane = own ? (/^\?pane=[\w-]+$/.exec(location.search)?.[0] ?? "") : "";
  const item = control.closest("li");
  const hash = control.dataset.shareAt === undefined ? location.hash : `#${control.dataset.shareAt}`;
  return {
    label: words.shareLab,
    address: absolute(own ? href + pane + hash : href),
    title: own ? pageTitle() : textOf(item?.querySelector("a")),
    noteTitle: "",
    text: textOf(own ? document.querySelector(".lab-head p") : item?.querySelector("p")),
  };
}

/** A figure that moves, in the state it is in. */
function liveOf(control: HTMLElement): Shared {
  const root = control.closest<HTMLElement>("[data-live]")!;
  const { section = "", live: lab = "" } = root.dataset;
  const state = root.querySelector<HTMLAnchorElement>("[data-live-lab]")!.hash.slice(1);
  return {
    label: words.shareLive,
    address: absolute(`${pathOf(location.pathname)}#${writeLiveHash({ section, lab, state })}`),
    title: titleOf(document.getElementById(section) ?? undefined),
    noteTitle: pageTitle(),
    text: textOf(root.querySelector("p")),
  };
}

function resultOf(control: HTMLElement): Shared {
  const hit = control.closest(".hit") ?? document.querySelector(".hit[aria-selected=true]");
  const isConcept = hit?.matches(".concept");
  return {
    label: words.shareResult,
    address: absolute(shareHref(pathOf(hit?.getAttribute("href") ?? location.pathname))),
    title: textOf(hit?.querySelector(isConcept ? ".hit-title mark" : ".hit-title")),
    noteTitle: isConcept ? "" : textOf(hit?.querySelector(".hit-trail span")),
    text: textOf(hit?.querySelector(".hit-text")),
  };
}

/** The nearest id at or before a place: of the section, or of the entry around it. */
function anchorOf(node: Node): Element | undefined {
  const around = (node instanceof Element ? node : node.parentElement)?.closest("main [id]:not(svg *)");
  const headings = [...document.querySelectorAll(`main :is(${HEADINGS})[id]`)];
  const heading = headings.findLast((one) => one.contains(node) || follows(node, one));
  const anchor = around && (!heading || follows(around, heading)) ? around : heading;
  return anchor && /^[\w-]+$/.test(anchor.id) ? anchor : undefined;
}

function titleOf(anchor: Element | undefined): string {
  if (!anchor) return "";
  return textOf(
    anchor.matches(HEADINGS)
      ? anchor
      : (anchor.querySelector("dt b") ?? anchor.querySelector("figcaption b")),
  );
}

/** The first sentences after a heading, of its first subsection where it says nothing itself. */
function openingOf(heading: Element): string {
  const blocks: Block[] = [];
  const anchors = [heading.id];
  for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
    const rank = /^H([1-6])$/.exec(next.tagName)?.[1];
    if (rank !== undefined && rank <= heading.tagName[1]!) break;
    if (rank !== undefined) anchors.push(next.id);
    else if (!next.matches(".section-labs, figure"))
      for (const part of next.matches("p") ? [next] : next.querySelectorAll("p, li"))
        if (!part.querySelector("p") && !part.closest(".label"))
          blocks.push({
            anchor: anchors.at(-1)!,
            kind: part.localName === "p" ? "paragraph" : "item",
            text: textOf(part),
          });
  }
  return describeSection(blocks, heading.id, anchors.slice(1));
}

function follows(node: Node, other: Node): boolean {
  return Boolean(other.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function slugOf(): string {
  return document.querySelector<HTMLElement>("main[data-note]")?.dataset.note ?? "";
}

function pageTitle(): string {
  const main = document.querySelector<HTMLElement>("main");
  return main?.dataset.title ?? textOf(main?.querySelector("h1"));
}

function absolute(href: string): string {
  return new URL(addressOf(href), location.href).href;
}

/** The words of an element, without numbers of sources and without our tools. */
function textOf(element: Element | null | undefined): string {
  const copy = element?.cloneNode(true) as Element | undefined;
  for (const other of copy?.querySelectorAll(NO_TEXT) ?? []) other.remove();
  return (copy?.textContent ?? "").replace(/\s+/g, " ").trim();
}
