import { labHref, noteHref, tagsHref } from "../../address/href.ts";
import { type NamedSite, OWN_SITE, PAGES, pagesOf } from "../../sharing/site-pages.ts";
import * as words from "../../words/words.ts";
import { latestRevision, type SiteDates } from "./dates.ts";
import { escapeXml } from "./xml.ts";

/** A page that search engines may list, under its canonical address. */
type ListedPage = { readonly href: string; readonly revised?: string | undefined };

/** What https://www.sitemaps.org/protocol.html allows in one file. */
export const LARGEST_SITEMAP = 50_000;
export const SITEMAP_PATH = "sitemap.xml";

/**
 * Every page of the site that may be listed: what says of itself that it is not to be (search, stubs,
 * pages of moved notes) is not in it. A page made of several texts changed when the last of them did.
 */
export function listedPages(
  site: Partial<NamedSite> & {
    readonly notes: readonly { readonly slug: string }[];
    readonly labs: readonly { readonly id: string }[];
  },
  dates: SiteDates,
): ListedPage[] {
  const notes = latestRevision(site.notes.map((note) => dates.notes.get(note.slug)));
  const labs = latestRevision(site.labs.map((lab) => dates.labs?.get(lab.id)));
  const there = new Set(pagesOf({ ...OWN_SITE, ...site }).map((page) => page.href));
  const pages: ListedPage[] = [
    { href: PAGES.home.href, revised: notes },
    { href: PAGES.notes.href, revised: notes },
    { href: PAGES.labs.href, revised: labs },
    { href: PAGES.glossary.href, revised: dates.glossary?.revised },
    { href: PAGES.map.href, revised: dates.glossary?.revised },
    { href: PAGES.corrections.href, revised: notes },
    { href: PAGES.sources.href, revised: latestRevision([dates.sources, { revised: notes }]) },
    { href: PAGES.cheatsheet.href, revised: notes },
    { href: PAGES.original.href, revised: notes },
    { href: PAGES.review.href },
    { href: PAGES.accessibility.href },
    { href: PAGES.versions.href, revised: dates.versions?.revised },
  ];
  return [
    ...pages.filter((page) => there.has(page.href)),
    ...(site.tags?.length ? [{ href: tagsHref, revised: notes }] : []),
    ...site.notes.map(({ slug }) => ({ href: noteHref(slug), revised: dates.notes.get(slug)?.revised })),
    ...site.labs.map(({ id }) => ({ href: labHref(id), revised: dates.labs?.get(id)?.revised })),
  ];
}

/**
 * The sitemap by path below the site's root: one file, or an index and its parts where there are more
 * pages than a file may hold. A page without a known date says none.
 *
 * The site speaks one language. So `hreflang` applies where a crawler asks which readers a page is for,
 * and the answer is the same for each: those who read Korean, and everybody else, for whom there is no
 * other page. It stands here and not in the pages, whose readers would all download it for nothing.
 * @param siteUrl origin of the site, without a slash at its end
 */
export function sitemapFiles(pages: readonly ListedPage[], siteUrl: string): ReadonlyMap<string, string> {
  const sorted = pages.toSorted((a, b) => (a.href < b.href ? -1 : 1));
  if (sorted.length <= LARGEST_SITEMAP) return new Map([[SITEMAP_PATH, urlSet(sorted, siteUrl)]]);
  const files = new Map<string, string>();
  const parts: string[] = [];
  for (let from = 0; from < sorted.length; from += LARGEST_SITEMAP) {
    const path = `sitemap-${parts.length + 1}.xml`;
    files.set(path, urlSet(sorted.slice(from, from + LARGEST_SITEMAP), siteUrl));
    parts.push(`<sitemap><loc>${escapeXml(`${siteUrl}/${path}`)}</loc></sitemap>\n`);
  }
  const index = `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${parts.join("")}</sitemapindex>\n`;
  return files.set(SITEMAP_PATH, DECLARATION + index);
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

function urlSet(pages: readonly ListedPage[], siteUrl: string): string {
  const urls = pages.map(({ href, revised }) => {
    const address = escapeXml(siteUrl + href);
    const alternates = [words.language, "x-default"].map(
      (language) => `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`,
    );
    const lastmod = revised === undefined ? "" : `<lastmod>${revised}</lastmod>`;
    return `<url><loc>${address}</loc>${lastmod}${alternates.join("")}</url>\n`;
  });
  return `${DECLARATION}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join("")}</urlset>\n`;
}
