import * as words from "../../lib/words/words.ts";
import { withPart } from "./load-part.ts";

/** Fetches and opens the reader's settings, or the sheet of what can be done, when somebody presses for them. */
export function startPanels(): void {
  const openPalette = () =>
    withPart<typeof import("../palette/palette.ts")>(
      "palette",
      (palette) => palette.togglePalette(),
      words.sharingNotLoaded,
    );
  document.addEventListener("click", ({ target }) => {
    const control = (target as Element).closest?.<HTMLElement>("[data-settings],[data-palette]");
    if (control?.matches("[data-palette]")) openPalette();
    else if (control)
      withPart<typeof import("../settings/settings.ts")>(
        "settings",
        (settings) => settings.toggleSettings(control),
        words.sharingNotLoaded,
      );
  });
  document.addEventListener("keydown", ({ key, target }) => {
    const typing = (target as Element).matches("input,textarea,select");
    if (key === "?" && !typing && document.documentElement.dataset.keys !== "off") openPalette();
  });
}
