import * as words from "../../lib/words/words.ts";
import { withPart } from "./load-part.ts";

/** What opens a panel when it is pressed. */
export const PANELS = "[data-settings],[data-palette]";

/**
 * Fetches and opens the reader's settings, or the sheet of what can be done, when somebody presses for them.
 * @param first came before there was anybody to listen
 * @returns answers another act that came before that
 */
export function startPanels(first: Event): (event: Event) => void {
  const open = (name: "settings" | "palette", control?: HTMLElement) =>
    withPart<{ readonly toggle: (control?: HTMLElement) => void }>(
      name,
      (part) => part.toggle(control),
      words.partNotLoaded,
    );
  document.addEventListener("click", ({ target }) => {
    const control = (target as Element).closest?.<HTMLElement>(PANELS);
    if (control) open(control.dataset.settings === "" ? "settings" : "palette", control);
  });
  const onKey = (event: Event) => {
    if (
      !(event instanceof KeyboardEvent) ||
      event.key !== "?" ||
      (event.target as Element).matches("input,textarea,select") ||
      document.documentElement.dataset.keys
    )
      return;
    // Once it is loaded the sheet opens before the key is done, and its field would take the letter.
    event.preventDefault();
    open("palette");
  };
  document.addEventListener("keydown", onKey);
  onKey(first);
  return onKey;
}
