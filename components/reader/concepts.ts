import { pathOf } from "../../lib/address/base.ts";
import { type ConceptState, conceptState } from "../../lib/study/concept-state.ts";
import { readSections } from "../../lib/study/progress.ts";
import * as words from "../../lib/words/words.ts";
import type { Summary } from "../records/flag.ts";
import type { readEntries } from "../records/store.ts";
import { todayOf } from "../review/today.ts";
import { makeElement as el } from "../share/dom.ts";

/** What of the map can be shown alone; what can be learned next is not learned, and all before it is. */
const SHOWN = ["all", "due", "known", "read", "next"] as const;
type Shown = (typeof SHOWN)[number];

/** On the map of concepts: how each stands with its reader, what of the way to it is left, and a choice by that. */
export async function tellConcepts(summary: Summary, read: typeof readEntries): Promise<void> {
  const map = document.querySelector<HTMLElement>(".map");
  if (map === null) return;
  const sections = readSections((await read(["read"])) ?? []);
  const today = todayOf(Date.now(), summary.day.starts);
  const concepts = [...map.querySelectorAll<HTMLElement>(".concepts > li")];
  const states = new Map(
    concepts.map((concept): [string, ConceptState] => {
      const link = concept.querySelector<HTMLAnchorElement>("h3 a");
      const place = link ? pathOf(link.pathname) + link.hash : "";
      const [, note = "", section = ""] = /^\/notes\/(.+)\/#(.+)/.exec(place) ?? [];
      return [concept.id, conceptState(place, summary, !!sections.get(note)?.has(section), today)];
    }),
  );
  const counts = { all: concepts.length, due: 0, known: 0, read: 0, next: 0 };
  for (const concept of concepts) {
    const state = states.get(concept.id)!;
    const isNext = tellWay(concept, states);
    const shown = state !== "none" ? state : isNext ? "next" : undefined;
    tag(concept.querySelector("h3")!, shown);
    for (const one of [concept, ...map.querySelectorAll<SVGElement>(`svg a[href="#${concept.id}"]`)])
      if (shown) one.dataset.state = shown;
      else delete one.dataset.state;
    if (shown) counts[shown]++;
  }
  offerChoices(map, counts);
}

/** Marks what of the way to a concept is behind the reader. @returns whether all of it is */
function tellWay(concept: HTMLElement, states: ReadonlyMap<string, ConceptState>): boolean {
  const way = [...concept.querySelectorAll<HTMLAnchorElement>(".way a")];
  let left = 0;
  for (const link of way) {
    const state = states.get(link.hash.slice(1)) ?? "none";
    if (state === "none") left++;
    tag(link.parentElement!, state === "none" ? undefined : state);
  }
  const summary = concept.querySelector(".way summary");
  if (summary)
    summary.textContent = left < way.length ? words.conceptWayLeft(left, way.length) : words.conceptWay(left);
  return way.length > 0 && left === 0;
}

function tag(parent: Element, shown: Exclude<Shown, "all"> | undefined): void {
  parent.querySelector(".state")?.remove();
  if (shown) parent.append(el("small", { class: "state" }, words.conceptStates[shown]));
}

function offerChoices(map: HTMLElement, counts: Readonly<Record<Shown, number>>): void {
  const choices = map.querySelector(".rel-filter.own")!;
  const isFirst = choices.querySelector("input") === null;
  const show = (shown: Shown) => {
    map.dataset.only = shown;
    for (const input of choices.querySelectorAll("input")) input.checked = input.value === shown;
  };
  const chosen = (map.dataset.only as Shown | undefined) ?? "all";
  choices.replaceChildren(
    el("legend", {}, words.ownProgress),
    ...SHOWN.filter((shown) => counts[shown] > 0 || shown === chosen).map((shown) => {
      const input = el("input", { type: "radio", name: "own", value: shown });
      input.addEventListener("change", () => show(shown));
      return el(
        "label",
        shown === "all" ? {} : { "data-state": shown },
        input,
        shown !== "all" && el("span", { class: "stop" }),
        words.conceptStates[shown],
        el("span", { class: "num" }, `${counts[shown]}`),
      );
    }),
  );
  show(chosen);
  if (!isFirst) return;
  // Who follows a link to a concept sees it.
  addEventListener("hashchange", () => {
    const wanted = document.getElementById(location.hash.slice(1));
    if (!wanted?.matches(".concepts > li") || wanted.checkVisibility()) return;
    show("all");
    wanted.scrollIntoView();
  });
}
