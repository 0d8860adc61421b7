import { homeHref, searchHref } from "../../address/href.ts";
import { homePage, type NamedSite, OWN_SITE, PAGES, pagesOf } from "../../sharing/site-pages.ts";
import * as words from "../../words/words.ts";
import { ICONS, PAPER } from "../cards/icon-svg.ts";

export const MANIFEST_PATH = "manifest.webmanifest";

/**
 * The web manifest: how the site is called and looks when it is installed. Before the first page is
 * seen there is no theme to follow, so the colours are those of the light one.
 */
export function webManifest(site: NamedSite = OWN_SITE): string {
  const { title, description } = homePage(site);
  const there = new Set(pagesOf(site).map(({ href }) => href));
  const manifest = {
    id: homeHref,
    name: title,
    short_name: title,
    ...(description && { description }),
    lang: words.language,
    dir: "ltr",
    start_url: homeHref,
    scope: homeHref,
    display: "standalone",
    background_color: PAPER,
    theme_color: PAPER,
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      ...ICONS.map(({ path, size, maskable }) => ({
        src: `/${path}`,
        sizes: `${size}x${size}`,
        type: "image/png",
        purpose: maskable ? "maskable" : "any",
      })),
    ],
    shortcuts: [PAGES.search, PAGES.review, PAGES.notes, PAGES.labs]
      .filter(({ href }) => there.has(href))
      .map(({ href, title: name }) => ({ name, url: href })),
    // What another app shares is asked of search.
    share_target: { action: searchHref, method: "GET", params: { text: "q", title: "title", url: "url" } },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
