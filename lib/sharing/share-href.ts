import { cardHref, parseTarget, stubHref } from "../address/href.ts";

/** Ids in a note that are no sections: figures, corrections, sources, footnotes. */
const NO_SECTION = /^(?:fig|fix|src|fn|fnref)-|^(?:sources|labs|footnote-label)$/;

/** The address under which a place of the site is shared: the stub of a section, else the place itself. */
export function shareHref(href: string): string {
  const target = parseTarget(href);
  const isSection = target.kind === "note" && target.anchor !== "" && !NO_SECTION.test(target.anchor);
  return isSection ? stubHref(target.slug, target.anchor) : href;
}

/** The card that chats show for a shared address of the site, which is a path without its origin. */
export function cardOf(href: string): string {
  const path = href.replace(/[?#].*$/, "").replace(/^\/|\/$/g, "");
  return cardHref(path === "" ? "home" : path.replace(/^(?:notes|s)\//, ""));
}
