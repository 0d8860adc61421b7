import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { joinBase } from "../../address/base.ts";
import {
  glossaryHref,
  homeHref,
  labsHref,
  mapHref,
  noteHref,
  notesHref,
  reviewHref,
  searchHref,
} from "../../address/href.ts";
import { isHashed } from "../../headers/cache-control.ts";
import {
  OFFLINE_LIST_PATH,
  OFFLINE_PAGE,
  type OfflineList,
  type Release,
  WORKER_PATH,
} from "../../records/offline.ts";
import { filesUnder } from "./files-under.ts";
import type { Published } from "./published.ts";

/** Route of the worker's code. */
const WORKER_SCRIPT = "/offline-worker.js";

/** Scripts that no page names. */
export const OFFLINE_SCRIPTS = [WORKER_SCRIPT];

const VERSION_LENGTH = 12;

/** Of the site, what belongs to which subject. */
type Subjects = {
  readonly groups: readonly { readonly id: string; readonly name: string }[];
  readonly notes: readonly { readonly slug: string; readonly group: string }[];
  readonly labs: readonly { readonly href: string; readonly group: string }[];
};

/** Pages that are there after a first visit, whatever was read. */
const SHELL = [homeHref, notesHref, labsHref, glossaryHref, mapHref, searchHref, reviewHref, OFFLINE_PAGE];

/** What asks for data of its own, which lies beside it. */
const WITH_DATA = [searchHref, reviewHref];

/**
 * Writes what makes the site readable without a line: the service worker with the list of what it keeps, and
 * the subjects a reader may keep, with their size. The same files give the same worker.
 * @param out holds all other files of the site
 * @param siteId of `<html data-site>`
 * @param base path of the site on its host: a browser keeps a page under the whole of its address
 */
export function writeOffline(
  out: string,
  site: Subjects,
  siteId: string,
  published: Published,
  base = "",
): void {
  const worker = published.scripts.get(WORKER_SCRIPT)!.href;
  const addresses = filesUnder(out)
    .map((path) => path.slice(out.length).replaceAll("\\", "/"))
    .filter((path) => !/\.(br|gz)$/.test(path))
    .sort();
  const subjects = subjectsOf(out, site);
  const atHost = (paths: readonly string[]) => paths.map((path) => joinBase(base, path));
  const list: OfflineList = {
    subjects: subjects.map((subject) => ({ ...subject, pages: atHost(subject.pages) })),
  };
  writeFileSync(join(out, OFFLINE_LIST_PATH), JSON.stringify(list));
  const files = addresses.filter((path) => isHashed(path) && path !== worker);
  const pages = [
    ...SHELL.filter((href) => existsSync(fileOf(out, href))),
    OFFLINE_LIST_PATH,
    ...addresses.filter((path) => path.endsWith(".json") && WITH_DATA.some((href) => path.startsWith(href))),
  ];
  const code = readFileSync(join(out, worker), "utf8");
  rmSync(join(out, worker));
  const hash = createHash("sha256").update(code);
  for (const path of files) hash.update(path);
  for (const path of pages) hash.update(path).update(readFileSync(fileOf(out, path)));
  const release: Release = {
    site: siteId,
    version: hash.digest("hex").slice(0, VERSION_LENGTH),
    files: atHost(files),
    pages: atHost(pages),
  };
  writeFileSync(join(out, WORKER_PATH), `self.release=${JSON.stringify(release)};\n${code}`);
}

function fileOf(out: string, address: string): string {
  return join(out, address.endsWith("/") ? `${address}index.html` : address);
}

function subjectsOf(out: string, site: Subjects): OfflineList["subjects"] {
  return site.groups.flatMap(({ id, name }) => {
    const notes = site.notes.filter((note) => note.group === id).map(({ slug }) => noteHref(slug));
    const labs = site.labs.filter((lab) => lab.group === id).map(({ href }) => href);
    const pages = [...notes, ...labs].filter((href) => existsSync(fileOf(out, href)));
    const bytes = pages.reduce((sum, href) => sum + gzipSync(readFileSync(fileOf(out, href))).length, 0);
    return pages.length === 0 ? [] : [{ id, name, pages, bytes }];
  });
}
