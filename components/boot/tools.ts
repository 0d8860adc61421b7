/**
 * What no page needs before its reader does something: figures come to life, what is near is fetched ahead,
 * the panels open, and the site becomes readable without a line (not under `npm run dev`).
 */
import { keepReadable } from "../offline/offline.ts";
import { fetchAhead } from "./ahead.ts";
import { answerBesideSearch } from "./beside-search.ts";
import { replayEarly } from "./early.ts";
import { withPart } from "./load-part.ts";
import { PANELS, startPanels } from "./panels.ts";
import { prefetchNotes } from "./prefetch.ts";
import { rememberPlaces } from "./recent.ts";

let answer: ((event: Event) => void) | undefined;

/** @param event an act that it was fetched for: the first, or one that came while it was under way */
export function start(event: Event): void {
  if (answer !== undefined) {
    // Who came when there was somebody to listen has been answered, and says so.
    if (!event.defaultPrevented) answer(event);
    return;
  }
  // It came after all.
  delete document.documentElement.dataset.lost;
  if (document.querySelector("[data-live]")) withPart("live");
  fetchAhead();
  prefetchNotes();
  answerBesideSearch();
  rememberPlaces();
  answer = startPanels(event);
  replayEarly(PANELS);
  if (!document.documentElement.dataset.site?.endsWith("-dev")) void keepReadable();
}
