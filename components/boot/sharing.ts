import * as words from "../../lib/words/words.ts";
import { withPart } from "./load-part.ts";

type Share = typeof import("../share/share.ts");

/** Fetches what shares, when a reader presses for it, selects text, or comes by a link to a sentence. */
export function startSharing(): void {
  const controlAt = ({ target }: Event) =>
    (target as Element).closest?.<HTMLElement>("[data-share],[data-copy-code]");
  document.addEventListener("click", (event) => {
    const control = controlAt(event);
    if (!control || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    withPart<Share>("share", (share) => share.press(control), words.partNotLoaded);
  });

  let settling: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("selectionchange", () => {
    clearTimeout(settling);
    // Once it has settled.
    settling = setTimeout(
      () => getSelection()!.isCollapsed || withPart<Share>("share", (share) => share.offerSelection()),
      300,
    );
  });

  const arrive = (address: string | undefined, again?: boolean) => {
    if (address?.includes(":~:")) withPart<Share>("share", (share) => share.arriveAt(address, again));
  };
  // Browsers that know text directives take them off the address, and keep them in the entry.
  const [came] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  arrive(location.href.includes(":~:") ? location.href : came?.name, came?.type !== "navigate");
  addEventListener("hashchange", () => arrive(location.href));
}
