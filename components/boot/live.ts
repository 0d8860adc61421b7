import { withPart } from "./load-part.ts";

/** Fetches what brings figures to life at the first interaction, or where the address holds the state of one. */
export function wakeFigures(): void {
  if (!document.querySelector("[data-live]")) return;
  const wake = () => withPart("live");
  if (location.hash.includes("~")) wake();
  for (const type of ["pointerdown", "keydown", "wheel", "hashchange"])
    addEventListener(type, wake, { once: true });
}
