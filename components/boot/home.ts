/** What only the home page does: `home.js`. */

import * as words from "../../lib/words/words.ts";
import { readSummary } from "../records/flag.ts";
import { resumeReading } from "./reading-place.ts";

const NEW_PER_DAY = 10;
const DAY_STARTS_AT = 4;

/** Offers the cards of today, and marks what was read on the chart. */
function tellSummary(): void {
  const { due, fresh, read } = readSummary();
  const end = new Date();
  if (end.getHours() >= DAY_STARTS_AT) end.setDate(end.getDate() + 1);
  end.setHours(DAY_STARTS_AT, 0, 0, 0);
  const count = due.filter((at) => at < end.getTime()).length + Math.min(fresh, NEW_PER_DAY);
  const row = document.querySelector<HTMLElement>("[data-due]");
  if (row && count > 0) {
    row.querySelector("b")!.textContent = words.cardsTodayCount(count);
    row.hidden = false;
  }
  for (const [slug, sections] of read)
    for (const station of document.querySelectorAll<HTMLElement>(`[data-station="${CSS.escape(slug)}"]`)) {
      const of = Number(station.dataset.sections);
      station.classList.add(sections >= of ? "read" : "begun");
      const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = words.noteReadOf(sections, of);
      station.append(title);
    }
}

/** Up and down the layers by arrow keys: the next one opens, which closes the one that was open. */
function walkLayers(): void {
  const layers = [...document.querySelectorAll<HTMLElement>(".strata summary")];
  for (const [index, layer] of layers.entries())
    layer.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = step === undefined ? undefined : layers[index + step];
      if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      (next.parentElement as HTMLDetailsElement).open = true;
      next.focus();
    });
}

resumeReading();
tellSummary();
walkLayers();
