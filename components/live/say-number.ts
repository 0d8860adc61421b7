import { type NumberNow, writeNumber } from "../../lib/sim/live.ts";

/** Writes a number into its place in the sentence, for the eye and for who hears it. */
export function sayNumber(element: HTMLElement, now: NumberNow): void {
  const text = writeNumber(now);
  const shown = element.querySelector("b")!;
  if (shown.textContent !== text) shown.textContent = text;
  element.setAttribute("aria-valuenow", String(now.value));
  element.setAttribute("aria-valuemin", String(now.values[0]));
  element.setAttribute("aria-valuemax", String(now.values.at(-1)));
  element.setAttribute("aria-valuetext", text + now.unit);
}
