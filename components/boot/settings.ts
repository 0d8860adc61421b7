import * as words from "../../lib/words/words.ts";
import { withPart } from "./load-part.ts";

/** Fetches and opens the reader's settings when somebody presses for them. */
export function startSettings(): void {
  document.addEventListener("click", ({ target }) => {
    const control = (target as Element).closest?.<HTMLElement>("[data-settings]");
    if (control)
      withPart<typeof import("../settings/settings.ts")>(
        "settings",
        (settings) => settings.toggleSettings(control),
        words.sharingNotLoaded,
      );
  });
}
