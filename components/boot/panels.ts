import * as words from "../../lib/words/words.ts";
import { withPart } from "./load-part.ts";

/** Fetches and opens the reader's settings, or the sheet of what can be done, when somebody presses for them. */
export function startPanels(): void {
  const open = (name: "settings" | "palette", control?: HTMLElement) =>
    withPart<{ readonly toggle: (control?: HTMLElement) => void }>(
      name,
      (part) => part.toggle(control),
      words.sharingNotLoaded,
    );
  document.addEventListener("click", ({ target }) => {
    const control = (target as Element).closest?.<HTMLElement>("[data-settings],[data-palette]");
    if (control) open(control.dataset.settings === "" ? "settings" : "palette", control);
  });
  document.addEventListener("keydown", (event) => {
    if (
      event.key !== "?" ||
      (event.target as Element).matches("input,textarea,select") ||
      document.documentElement.dataset.keys === "off"
    )
      return;
    // Once it is loaded the sheet opens before the key is done, and its field would take the letter.
    event.preventDefault();
    open("palette");
  });
}
