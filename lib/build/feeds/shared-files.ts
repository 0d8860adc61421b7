import { join } from "node:path";
import { TERMS_PATH, termsFile } from "../../sharing/json-ld.ts";
import { allStubs } from "../../sharing/stubs.ts";
import type { Catalog } from "../catalog/build-catalog.ts";
import type { Settings } from "../catalog/settings.ts";
import { readText } from "../store/sights.ts";
import type { SiteDates } from "./dates.ts";
import { atomFeed, FEED_PATH } from "./feed.ts";
import { llmsText } from "./llms.ts";
import { markdownCopies } from "./markdown-copy.ts";
import { robotsText } from "./robots.ts";
import { listedPages, sitemapFiles } from "./sitemap.ts";
import { MANIFEST_PATH, webManifest } from "./web-manifest.ts";

/**
 * What a site has for programs rather than readers, by path below its root: feed, sitemap, manifest,
 * linked data, and every note and section as Markdown. The same catalog gives the same bytes.
 * @param siteUrl origin of the site, without a slash at its end
 */
export function sharedFilesOf(
  catalog: Pick<Catalog, "notes" | "site" | "written">,
  dates: SiteDates,
  settings: Settings,
  siteUrl: string,
): ReadonlyMap<string, string> {
  const { site, notes, written } = catalog;
  // The licence is of our own texts; nobody has said under what foreign ones may be used.
  const rights = site.own ? licenceOf(settings.root) : undefined;
  const files = new Map<string, string>([
    ...sitemapFiles(listedPages(site, dates), siteUrl),
    ["robots.txt", robotsText(siteUrl)],
    ["llms.txt", llmsText(site, siteUrl)],
    [MANIFEST_PATH, webManifest(site)],
  ]);
  if (site.terms.length > 0) files.set(TERMS_PATH, termsFile(site.terms, siteUrl, site.name));
  const feed = atomFeed(notes, dates.notes, siteUrl, rights, site);
  if (feed !== undefined) files.set(FEED_PATH, feed);
  const { terms, sources } = site;
  for (const note of notes) {
    const own = written.get(note.slug);
    if (own === undefined) continue;
    for (const [path, text] of markdownCopies(own, note, { siteUrl, terms, sources, rights }))
      files.set(path, text);
  }
  // An address that was ever published answers as Markdown too: with what stands there now.
  for (const { href, target } of allStubs(notes, site.gone)) {
    const [old, now] = [href.replace(/^\/s\/(.*)\/$/, "notes/$1.md"), copyPath(target)];
    const text = files.get(now);
    if (text !== undefined && !files.has(old)) files.set(old, text);
  }
  return files;
}

/** The Markdown copy of a note or of a section, below the site's root. */
function copyPath(href: string): string {
  const [path = "", anchor] = href.split("#");
  return `${path.slice(1)}${anchor ?? "index"}.md`;
}

/** The name of the licence, as its file begins. */
function licenceOf(root: string): string {
  return readText(join(root, "LICENSE")).split("\n")[0]!.trim();
}
