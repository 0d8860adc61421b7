import * as words from "../../lib/words/words.ts";
import { loadPart } from "./load-part.ts";
import { showToast } from "./toast.ts";

type Share = typeof import("../share/share.ts");

const SETTLED = 300;

/** Fetches what shares, when a reader presses for it, selects text, or comes by a link to a sentence. */
export function startSharing(): void {
  const load = (use?: (share: Share) => unknown, onFail: () => void = () => {}) => {
    loadPart<Share>("share").then(use, onFail);
  };
  const controlAt = ({ target }: Event) =>
    (target as Element).closest?.<HTMLElement>("[data-share],[data-copy-code]");
  document.addEventListener("click", (event) => {
    const control = controlAt(event);
    if (!control || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    load(
      (share) => share.press(control),
      () => showToast(words.sharingNotLoaded),
    );
  });
  // Some browsers let nobody copy who comes late after the click.
  for (const type of ["pointerover", "focusin"])
    document.addEventListener(type, (event) => controlAt(event) && load());

  let settling: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("selectionchange", () => {
    clearTimeout(settling);
    settling = setTimeout(
      () => getSelection()!.isCollapsed || load((share) => share.offerSelection()),
      SETTLED,
    );
  });

  let moves = 0;
  const arrive = (address: string, again = false) => {
    const move = moves;
    const isWanted = () => move === moves;
    if (address.includes(":~:")) load((share) => isWanted() && share.arriveAt(address, again, isWanted));
  };
  // Browsers that know text directives take them off the address, and keep them in the entry.
  const [came] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  arrive(location.href.includes(":~:") ? location.href : (came?.name ?? ""), came?.type !== "navigate");
  addEventListener("hashchange", () => {
    moves += 1;
    arrive(location.href);
  });
}
