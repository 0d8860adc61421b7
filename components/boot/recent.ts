import { pathOf } from "../../lib/address/base.ts";
import { placeOf } from "../../lib/study/standing.ts";
import { type PlaceKind, rememberRecent } from "../records/recent.ts";

type Here = { readonly kind: PlaceKind; readonly href: string; readonly title: string };

/** Remembers where a reader is: the section, the figure, the lab, the term; when they come, go on and leave. */
export function rememberPlaces(): void {
  const look = () => {
    const here = placeNow();
    if (here) rememberRecent(here.kind, here.href, here.title);
  };
  look();
  addEventListener("hashchange", look);
  addEventListener("pagehide", look);
  document.addEventListener(
    "toggle",
    (event) => {
      const card = event.target as Element;
      const name = card.matches(".def:popover-open") ? card.querySelector("b")?.textContent : "";
      if (name) rememberRecent("term", `/glossary/#${card.id.replace(/^card-/, "")}`, name);
    },
    true,
  );
}

function placeNow(): Here | undefined {
  const { hash } = location;
  const pathname = pathOf(location.pathname);
  const main = document.querySelector("main");
  const target = document.querySelector("main :target");
  const title = main?.dataset.title ?? main?.querySelector("h1")?.firstChild?.textContent?.trim() ?? "";
  const at = (kind: PlaceKind, href: string, ...names: (string | null | undefined)[]) => ({
    ...{ kind, href, title: names.filter(Boolean).join(" › ") },
  });
  if (main?.dataset.note !== undefined) {
    const figure = target?.closest(".fig")?.querySelector(".plate")?.getAttribute("aria-label");
    if (figure) return at("figure", pathname + hash, title, figure);
    const section = document.querySelector<HTMLAnchorElement>(".gauge a[aria-current]");
    return at("section", pathname + (section?.hash ?? ""), title, section?.textContent);
  }
  if (placeOf(pathname).startsWith("/labs/")) return at("lab", pathname, title);
  if (pathname === "/glossary/" && target)
    return at("term", pathname + hash, target.querySelector("b")?.textContent);
  return undefined;
}
