import * as words from "../../lib/words/words.ts";
import { withPart } from "./load-part.ts";

/** Fetches the cards of terms when a reader comes near one. A first tap shows the card, a second follows the link. */
export function watchTerms(): void {
  for (const type of ["pointerover", "focusin", "click"])
    document.addEventListener(type, (event) => {
      const term = (event.target as Element).closest?.("[data-term]");
      if (!term) return;
      const tap = type === "click" && (event as PointerEvent).pointerType === "touch";
      if (tap && !term.ariaExpanded) event.preventDefault();
      withPart<typeof import("./cards.ts")>(
        "cards",
        (cards) => cards.see(event),
        tap ? words.sharingNotLoaded : undefined,
      );
    });
}
