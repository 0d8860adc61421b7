import * as words from "../../lib/words/words.ts";
import { withPart } from "./load-part.ts";

/** Fetches the diagram viewer when a reader turns to a figure, or comes by the address of one. */
export function watchFigures(): void {
  const see = (event?: Event) => {
    if (event ? (event.target as Element).closest?.(".fig") : location.hash.startsWith("#fig-"))
      withPart<typeof import("../viewer/viewer.ts")>(
        "viewer",
        (viewer) => viewer.see(event),
        words.figureToolsNotLoaded,
      );
  };
  for (const type of ["click", "focusin"]) document.addEventListener(type, see);
  addEventListener("hashchange", () => see());
  see();
}
