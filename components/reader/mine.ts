import { sentenceHref } from "../../lib/address/href.ts";
import { plainOf } from "../../lib/study/inline.ts";
import { findOwn, type OwnFind } from "../../lib/study/own-finds.ts";
import * as words from "../../lib/words/words.ts";
import { makeElement as el } from "../share/dom.ts";
import type { Records } from "./records.ts";

const MOST = 5;
/** So many of what the site says stand before what the reader said. */
const AFTER = 3;
const MOST_LETTERS = 90;
/** Later than search tells how many there are, so that one is heard after the other. */
const SPOKEN_AFTER = 1400;

let sought = "";
let found: readonly OwnFind[] = [];
let speaking: ReturnType<typeof setTimeout> | undefined;
const watched = new WeakSet<Element>();
const voice = el("p", { class: "sr", role: "status" });

/** Puts what the reader's own marks and cards say of the query among what search finds, as options of the same list. */
export async function find(field: HTMLInputElement, reader: Records): Promise<void> {
  const box = field.closest("dialog, main")!;
  if (!watched.has(box)) {
    watched.add(box);
    // Search draws its list anew at each answer.
    new MutationObserver((changes) => {
      const chosen = changes
        .flatMap(({ removedNodes }) => [...removedNodes])
        .find((node) => node instanceof Element && node.matches(".mine[aria-selected=true]"));
      place(box, field);
      // What was chosen of one's own stays chosen: search follows a pointer that moves over it.
      if (chosen instanceof Element)
        box.querySelector(`#${chosen.id}`)?.dispatchEvent(new Event("pointermove", { bubbles: true }));
    }).observe(box, { childList: true, subtree: true });
  }
  const query = field.value;
  const entries = (await reader.readEntries(["mark", "own", "keep"])) ?? [];
  if (field.value !== query) return;
  sought = query;
  found = findOwn(entries, query, MOST);
  for (const old of box.querySelectorAll(".hit.mine")) old.remove();
  place(box, field);
  clearTimeout(speaking);
  speaking = setTimeout(() => {
    voice.textContent = found.length > 0 ? words.ownFinds(found.length) : "";
  }, SPOKEN_AFTER);
}

function place(box: Element, field: HTMLInputElement): void {
  const list = box.querySelector(".hits");
  const tab = box.querySelector("[data-tab][aria-pressed=true]")?.getAttribute("data-tab") ?? "all";
  const isNarrowed = tab !== "all" || box.querySelector("[data-group][aria-pressed=true]") !== null;
  // Before search has answered nothing can be chosen: its answer would put another row where one's own stood.
  const isAnswered = list?.hasAttribute("aria-busy") === false;
  if (
    !isAnswered ||
    field.value !== sought ||
    isNarrowed ||
    found.length === 0 ||
    list.querySelector(".mine")
  )
    return;
  if (voice.parentNode !== box) box.append(voice);
  const others = [...list.children];
  // What is chosen already keeps its place.
  const chosen = others.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const before = others[Math.max(AFTER, chosen + 1)] ?? null;
  for (const [index, one] of found.entries()) list.insertBefore(option(one, index), before);
  field.setAttribute("aria-expanded", "true");
}

function option(find: OwnFind, index: number): HTMLAnchorElement {
  const isMark = find.kind === "mark";
  const href = isMark
    ? sentenceHref(find.mark.note, find.mark.section, find.mark.quote)
    : find.href || "/review/";
  const title = isMark ? find.mark.quote : plainOf(find.front);
  const text = isMark ? find.mark.comment : plainOf(find.back);
  return el(
    "a",
    {
      href,
      class: "hit mine",
      id: `mine-${index}`,
      role: "option",
      "aria-selected": "false",
      tabindex: "-1",
    },
    el(
      "span",
      { class: "hit-trail" },
      el("span", {}, words.ownRecord),
      el("span", { class: "hit-why" }, isMark ? words.ownMark(words.inks[find.mark.ink]) : words.ownCards),
    ),
    el("b", { class: "hit-title" }, short(title)),
    text !== "" && el("span", { class: "hit-text" }, short(text)),
  );
}

function short(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}
