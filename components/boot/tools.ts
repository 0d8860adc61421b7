/**
 * What no page needs before its reader does something: figures come to life, what is near is fetched ahead,
 * the panels open, and the site becomes readable without a line (not under `npm run dev`).
 */
import { keepReadable } from "../offline/offline.ts";
import { fetchAhead } from "./ahead.ts";
import { replayEarly } from "./early.ts";
import { withPart } from "./load-part.ts";
import { PANELS, startPanels } from "./panels.ts";
import { prefetchNotes } from "./prefetch.ts";

let started = false;

/** @param event the act that it was fetched for, which nobody has answered yet */
export function start(event: Event): void {
  if (started) return;
  started = true;
  if (document.querySelector("[data-live]")) withPart("live");
  fetchAhead();
  prefetchNotes();
  startPanels(event);
  replayEarly(PANELS);
  if (!document.documentElement.dataset.site?.endsWith("-dev")) void keepReadable();
}
