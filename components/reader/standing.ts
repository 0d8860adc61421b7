import { addressOf, pathOf } from "../../lib/address/base.ts";
import { notesHref, reviewHref } from "../../lib/address/href.ts";
import { readSectionDates } from "../../lib/note/section-dates.ts";
import { cardsToday, placeOf, type Standing, standingOf } from "../../lib/study/standing.ts";
import * as words from "../../lib/words/words.ts";
import type { Summary } from "../records/flag.ts";
import { readVisits, visit } from "../records/visits.ts";
import { todayOf } from "../review/today.ts";
import { makeElement as el } from "../share/dom.ts";

const NOTES = `:is(.line, .index-group li) a[href^="${addressOf(notesHref)}"]`;
/** So many changed sections are named. */
const MOST_CHANGED = 3;
const HOUR = 3_600_000;
const SVG = "http://www.w3.org/2000/svg";

/**
 * Tells of every note and lab that the page lists how it stands with its reader: read, in progress, due, forgotten.
 * Called again it tells what holds now.
 */
export function tellStandings(summary: Summary): void {
  const today = todayOf(Date.now(), summary.day.starts);
  const counts = new Map(summary.read.map(([note, read, of]) => [note, [read, of] as const]));
  const standOf = (place: string, of = counts.get(place)?.[1] ?? 0) =>
    standingOf(place, summary, [counts.get(place)?.[0] ?? 0, of], today);

  for (const link of document.querySelectorAll<HTMLAnchorElement>(NOTES)) {
    const note = placeOf(pathOf(link.pathname));
    const row = link.closest(".index-group li")?.querySelector(".w") ?? link.lastElementChild ?? link;
    write(row, saidOf(standOf(note), counts.get(note)));
  }
  const stations = [...document.querySelectorAll<SVGElement>("[data-station]")];
  const shown = stations.map((station) => {
    const note = station.dataset.station!;
    const of = Number(station.dataset.sections);
    const standing = standOf(note, of);
    markStation(station, standing, saidOf(standing, [counts.get(note)?.[0] ?? 0, of]));
    return standing;
  });
  explainSigns(shown);
  tellPaths(
    new Set(
      stations.filter((_, index) => shown[index]!.read === "all").map(({ dataset }) => dataset.station!),
    ),
  );
  tellToday(cardsToday(summary, today));
  tellChanged();

  for (const lab of document.querySelectorAll<HTMLElement>(".lab-list > li[id]"))
    write(lab.querySelector(".lab-side")!, saidOfCards(standOf(`/labs/${lab.id}/`)).join(" · "));
}

function saidOf(standing: Standing, [read, of]: readonly [number, number] = [0, 0]): string {
  const parts = { all: [words.readAll], some: [words.readSome(read, of)], none: [] }[standing.read];
  return [...parts, ...saidOfCards(standing)].join(" · ");
}

function saidOfCards({ due, lost }: Standing): string[] {
  return [...(due > 0 ? [words.cardsDue(due)] : []), ...(lost > 0 ? [words.cardsLost(lost)] : [])];
}

/** A line of its own in a row; none where there is nothing to say. */
function write(row: Element, said: string): void {
  row.querySelector(".std")?.remove();
  if (said !== "") row.append(el("small", { class: "std" }, said));
}

function markStation(station: SVGElement, { read, due, lost }: Standing, said: string): void {
  station.classList.toggle("read", read === "all");
  station.classList.toggle("begun", read === "some");
  station.classList.toggle("lost", lost > 0);
  for (const old of station.querySelectorAll("title, .due-dot")) old.remove();
  if (due > 0) {
    const dot = station.querySelector(".dot")!;
    const [x, y] = ["cx", "cy"].map((name) => Number(dot.getAttribute(name)));
    station.append(circle(x! + 11, y! - 11, 6, "due-dot"));
  }
  if (said === "") return;
  const title = document.createElementNS(SVG, "title");
  title.textContent = ` (${said})`;
  station.append(title);
}

/** A path of which every note is read says so, and no longer asks to begin. */
function tellPaths(read: ReadonlySet<string>): void {
  for (const path of document.querySelectorAll("[data-path]")) {
    const stops = [...path.querySelectorAll<HTMLElement>("[data-stop]")];
    const isDone = stops.length > 0 && stops.every(({ dataset }) => read.has(dataset.stop!));
    path.querySelector<HTMLElement>("[data-path-done]")!.hidden = !isDone;
    path.querySelector<HTMLElement>(".go")!.hidden = isDone;
  }
}

/** What the signs on the chart mean: of those that are there. */
function explainSigns(all: readonly Standing[]): void {
  const isThere: Readonly<Record<string, (one: Standing) => boolean>> = {
    read: ({ read }) => read === "all",
    begun: ({ read }) => read === "some",
    due: ({ due }) => due > 0,
    lost: ({ lost }) => lost > 0,
  };
  for (const row of document.querySelectorAll<HTMLElement>("[data-sign]"))
    row.hidden = !all.some(isThere[row.dataset.sign!]!);
}

function circle(x: number, y: number, radius: number, className: string): SVGCircleElement {
  const one = document.createElementNS(SVG, "circle");
  for (const [name, value] of Object.entries({ cx: x, cy: y, r: radius, class: className }))
    one.setAttribute(name, String(value));
  return one;
}

/** The cards of today: on the home page, and after a note where they are offered behind the next one. */
function tellToday(count: number): void {
  const row = document.querySelector<HTMLElement>("[data-due]");
  if (row) {
    row.querySelector("b")!.textContent = words.cardsTodayCount(count);
    row.hidden = count === 0;
  }
  const main = document.querySelector("[data-note]");
  document.querySelector(".due-row")?.remove();
  if (main && count > 0)
    (main.querySelector(".pager") ?? main.querySelector("article"))?.after(
      el("a", { class: "due-row", href: reviewHref }, words.cardsTodayCount(count)),
    );
}

/** On the home page: sections that changed since the reader was at their note. */
function tellChanged(): void {
  const seen = new Map(readVisits().map(([note, version]) => [note, version]));
  let told = 0;
  for (const row of document.querySelectorAll<HTMLElement>("[data-changed]")) {
    const [note = "", hour = ""] = row.dataset.changed!.split(" ");
    const isNew = told < MOST_CHANGED && Number(hour) > (seen.get(note) ?? Number.POSITIVE_INFINITY);
    if (isNew && row.hidden) row.querySelector("small")!.append(` · ${dayOf(Number(hour))}`);
    row.hidden = !isNew;
    if (isNew) told++;
  }
}

function dayOf(hour: number): string {
  return new Intl.DateTimeFormat(words.language, { month: "long", day: "numeric" }).format(hour * HOUR);
}

/** On a note: names the sections that changed since the reader's last visit, and marks them in the list of sections. */
export function tellChangedSections(main: HTMLElement): void {
  const dates = readSectionDates(main.dataset.dated);
  if (dates === undefined) return;
  const before = visit(main.dataset.note!, dates.version);
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".gauge a")];
  const changed = links.filter((_link, index) => (dates.hours[index] ?? 0) > before);
  for (const link of changed) {
    link.dataset.new = "";
    link.setAttribute("aria-description", words.changedSince);
  }
  if (changed.length === 0) return;
  const named = changed
    .slice(0, MOST_CHANGED)
    .map((link) => el("dd", {}, el("a", { href: link.hash }, link.textContent!)));
  const rest = changed.length - named.length;
  main
    .querySelector(".facts")
    ?.append(
      el(
        "div",
        {},
        el("dt", {}, words.changedSince),
        ...named,
        rest > 0 && el("dd", {}, words.andSectionsMore(rest)),
      ),
    );
}
