import * as words from "../../lib/words/words.ts";
import { loadPart } from "./load-part.ts";
import { showToast } from "./toast.ts";

/** Fetches the diagram viewer when a reader turns to a figure, or comes by the address of one. */
export function watchFigures(): void {
  const see = (event?: Event) => {
    if (event ? (event.target as Element).closest?.(".fig") : location.hash.startsWith("#fig-"))
      loadPart<typeof import("../viewer/viewer.ts")>("viewer").then(
        (viewer) => viewer.see(event),
        () => showToast(words.figureToolsNotLoaded),
      );
  };
  for (const type of ["click", "focusin"]) document.addEventListener(type, see);
  addEventListener("hashchange", () => see());
  see();
}
