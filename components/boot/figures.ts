import * as words from "../../lib/words/words.ts";
import { withPart } from "./load-part.ts";

type Part = typeof import("../study/study.ts") | typeof import("../viewer/viewer.ts");

/**
 * Fetches the diagram viewer when a reader turns to a figure, or comes by the address of one, and what answers
 * questions when a reader turns to one.
 */
export function watchFigures(): void {
  const see = (event?: Event) => {
    const isIn = (selector: string) => (event!.target as Element).closest?.(selector);
    if (event ? isIn(".fig,.ask") : location.hash.startsWith("#fig-"))
      withPart<Part>(
        event && isIn(".ask") ? "study" : "viewer",
        (part) => part.see(event!),
        words.partNotLoaded,
      );
  };
  for (const type of ["click", "focusin"]) document.addEventListener(type, see);
  addEventListener("hashchange", () => see());
  see();
}
