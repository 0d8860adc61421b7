import { pathOf } from "../../lib/address/base.ts";
import { findNearest } from "../../lib/text/nearest.ts";
import * as words from "../../lib/words/words.ts";

/** On the page for lost addresses, and only there: puts the nearest existing one on top, in the place of the list of all. */
function suggestNearest(): void {
  const main = document.querySelector("[data-lost]");
  const offer = main?.querySelector<HTMLElement>("[data-nearest]");
  if (!main || !offer) return;
  const links = new Map(
    [...main.querySelectorAll<HTMLAnchorElement>(".links a")].map((link) => [
      pathOf(link.pathname).replace(/^\/notes\/|\/$/g, ""),
      link,
    ]),
  );
  const wanted = decodeURIComponent(pathOf(location.pathname)).replace(
    /^\/(notes\/)?|\/(index\.html)?$/g,
    "",
  );
  // What the address says, as one would ask for it.
  const query = main.querySelector<HTMLInputElement>("[data-lost-query]");
  if (query)
    query.value = wanted
      .split(/[/_-]+/)
      .join(" ")
      .trim();
  const found = links.get(findNearest(wanted, links.keys()) ?? "");
  if (!found) return;
  const link = offer.querySelector("a")!;
  link.href = found.href;
  link.textContent = found.textContent;
  offer.querySelector("span")!.textContent = words.lostNearest;
}

suggestNearest();
