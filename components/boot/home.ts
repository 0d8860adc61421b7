/** What pages that list notes, labs or concepts do: `home.js`. */

import { holdsSomething } from "../records/flag.ts";
import { withPart } from "./load-part.ts";
import { resumeReading } from "./reading-place.ts";

type Reader = typeof import("../reader/reader.ts");
type Own = typeof import("../reader/own.ts");

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
walkLayers();
if (holdsSomething())
  withPart<Reader>("reader", async ({ loadStudySheet, onOthersWrite, readEntries, readSummary }) => {
    await loadStudySheet();
    withPart<Own>("own", (own) => {
      const tell = () => {
        own.tellStandings(readSummary());
        void own.tellConcepts(readSummary(), readEntries);
      };
      tell();
      onOthersWrite(tell);
      // Kept as it was left, and come back to after a review.
      addEventListener("pageshow", ({ persisted }) => persisted && tell());
    });
  });
