/** What the service worker and the page that keeps subjects agree on. */

/** Where the worker lies: at the root, or it could not answer for all pages. */
export const WORKER_PATH = "/sw.js";

/** What can be kept, with sizes. */
export const OFFLINE_LIST_PATH = "/offline/list.json";

export const OFFLINE_PAGE = "/offline/";

/** What a worker is told by the build that wrote it. */
export type Release = {
  /** Of `<html data-site>`: a worker of another site on the same origin withdraws. */
  readonly site: string;
  /** A hash over all that is in the lists below. */
  readonly version: string;
  /** Files that never change: their names hold their hash. */
  readonly files: readonly string[];
  /** What is asked of the network first: pages of the shell, data of search. */
  readonly pages: readonly string[];
};

export type OfflineSubject = {
  readonly id: string;
  readonly name: string;
  readonly pages: readonly string[];
  /** What fetching all of it takes, in bytes on the line. */
  readonly bytes: number;
};

export type OfflineList = { readonly subjects: readonly OfflineSubject[] };

/** What the worker tells a page that it showed an older text of. */
export type ChangedMessage = { readonly kind: "whale-changed" };

/** What a page says to the worker once it listens: a message that came before is lost, and told again. */
export type ListeningMessage = { readonly kind: "whale-listening" };

/** What a page says to a worker that came after it, and that it wants to be answered by. */
export type WantedMessage = { readonly kind: "whale-wanted" };

/** The beginning of the names of all caches of a site. */
export function cachesOf(site: string): string {
  return `whale-${site}-`;
}

/** Pages and data that change. */
export function pagesCache(site: string): string {
  return `${cachesOf(site)}pages`;
}

/** Files of one release. */
export function filesCache(site: string, version: string): string {
  return `${cachesOf(site)}files-${version}`;
}

/**
 * Caches of releases that a new one may remove: an open page of the release right before it may still ask
 * for a part it has not loaded.
 * @param names of all caches of the origin, oldest first
 */
export function outdatedCaches(names: readonly string[], site: string, version: string): string[] {
  const files = names.filter((name) => name.startsWith(filesCache(site, "")));
  return files.filter((name) => name !== filesCache(site, version)).slice(0, -1);
}

const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["#x27", "'"],
  ["#39", "'"],
]);

/** What a page is called, without the name of the site behind it: for scripts that may not parse a page. */
export function titleOf(html: string): string | undefined {
  const title = /<title>([^<]+)<\/title>/.exec(html)?.[1]?.replace(/ — [^—]*$/, "");
  return title?.replace(/&([a-z]+|#\w+);/g, (whole, name: string) => ENTITIES.get(name) ?? whole);
}

/**
 * Whether a page is one of this site, as its first letters say.
 * @param html what was fetched; only its beginning is read
 */
export function isOfSite(html: string, site: string): boolean {
  return /<html\b[^>]*\bdata-site="([^"]*)"/.exec(html.slice(0, 2000))?.[1] === site;
}
