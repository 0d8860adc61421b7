import { addressOf } from "../../lib/address/base.ts";
import { notesHref } from "../../lib/address/href.ts";

/** Which links browsers may follow ahead by themselves; those that know such rules load them first of all. */
const RULES = addressOf("/speculation.json");
const NOTE = `a[href^="${addressOf(notesHref)}"]`;

/**
 * Fetches the note that a reader points at, where no speculation rules do: in
 * browsers without them, and on hosts without the header that leads to them.
 */
export function prefetchNotes(): void {
  const asked = new Set([location.pathname]);
  const ahead = (target: Element) => {
    const link = target.closest?.<HTMLAnchorElement>(NOTE);
    if (!link || asked.has(link.pathname) || performance.getEntriesByName(location.origin + RULES)[0]) return;
    asked.add(link.pathname);
    const hint = document.createElement("link");
    document.head.append(Object.assign(hint, { rel: "prefetch", href: link.pathname }));
  };
  for (const type of ["pointerover", "touchstart"])
    document.addEventListener(type, ({ target }) => ahead(target as Element));
  // At which one may point before there was anybody to listen.
  const pointed = document.querySelector<HTMLElement>("a:hover");
  if (pointed) ahead(pointed);
}
