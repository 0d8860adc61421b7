import { withPart } from "./load-part.ts";

/**
 * Fetches a part before a reader presses for it: search and its index for who comes near the button, what
 * shares for who comes near a control of it, since some browsers let nobody copy who comes late after a click.
 */
export function fetchAhead(): void {
  const look = (target: Element | null) => {
    if (target?.closest?.("[data-share],[data-copy-code]")) withPart("share");
    if (target?.closest?.("[data-search]"))
      withPart<typeof import("../search/search.ts")>("search", (search) => search.loadIndex());
  };
  for (const type of ["pointerover", "focusin"])
    document.addEventListener(type, ({ target }) => look(target as Element));
  // Where one may be already.
  look(document.activeElement);
  look(document.querySelector(":is(a, button):hover"));
}
