import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stubPage } from "../../sharing/stub-page.ts";
import { allStubs } from "../../sharing/stubs.ts";
import { allCards } from "../cards/all-cards.ts";
import { drawCards } from "../cards/draw-cards.ts";
import { drawIcons } from "../cards/draw-icons.ts";
import { ICONS } from "../cards/icon-svg.ts";
import type { Catalog } from "../catalog/build-catalog.ts";
import type { Settings } from "../catalog/settings.ts";
import type { SiteDates } from "../feeds/dates.ts";
import { sharedFilesOf } from "../feeds/shared-files.ts";
import type { Store } from "../store/store.ts";
import { searchFilesOf } from "./search-files.ts";

/** The text or the bytes at an address; undefined where nothing is generated. */
export type GeneratedFiles = (address: string) => Promise<string | Uint8Array | undefined>;

/**
 * What a build writes beside the pages, for the authoring server: each kind is made when it is first
 * asked for, because most saves are looked at and neither searched nor shared. Pages name their scripts
 * by their routes here, and stubs do without a style sheet.
 * @param siteUrl origin of the site, without a slash at its end
 */
export function openGeneratedFiles(
  catalog: Catalog,
  dates: SiteDates,
  settings: Settings,
  store: Store,
  siteUrl: string,
): GeneratedFiles {
  const { site, notes } = catalog;
  const folder = join(settings.cache, "dev");
  const frame = {
    siteUrl,
    siteName: site.name,
    theme: { href: "/theme.js" },
    handOver: { href: "/stub.js" },
    styles: [],
  };
  const searchFiles = once(() => searchFilesOf(catalog, settings.content));
  const sharedFiles = once(() => sharedFilesOf(catalog, dates, settings, siteUrl));
  const stubs = once(() => new Map(allStubs(notes, site.gone).map((stub) => [stub.href, stub])));
  const cards = once(() => new Map(allCards(notes, site).map((card) => [`/${card.path}`, card])));
  return async (address) => {
    const path = address.slice(1);
    if (address.startsWith("/s/")) {
      const stub = stubs().get(address);
      return stub && stubPage(stub, frame);
    }
    if (address.startsWith("/cards/")) {
      const card = cards().get(address);
      if (card === undefined) return undefined;
      await drawCards([card], { root: settings.root, store, out: folder });
      return readFileSync(join(folder, path));
    }
    if (ICONS.some((icon) => icon.path === path)) {
      await drawIcons(folder);
      return readFileSync(join(folder, path));
    }
    if (address.startsWith("/search/")) return searchFiles().get(path);
    if (!/\.[a-z]+$/.test(address)) return undefined;
    return sharedFiles().get(path);
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
