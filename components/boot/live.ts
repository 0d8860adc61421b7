import { withPart } from "./load-part.ts";

/** Fetches what brings figures to life where the address holds the state of one; otherwise `tools.ts` does. */
export function wakeFigures(): void {
  const wake = () => {
    if (location.hash.includes("~") && document.querySelector("[data-live]")) withPart("live");
  };
  wake();
  addEventListener("hashchange", wake);
}
