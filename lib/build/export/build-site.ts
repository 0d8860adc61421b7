import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { labHref, tagsHref } from "../../address/href.ts";
import { CODES } from "../../diagnostics/codes.ts";
import { hasErrors } from "../../diagnostics/finding.ts";
import { formatByKind } from "../../diagnostics/format.ts";
import type { Site } from "../../note/site.ts";
import { PAGES, pagesOf } from "../../sharing/site-pages.ts";
import { allStubs } from "../../sharing/stubs.ts";
import { allCards } from "../cards/all-cards.ts";
import { drawCards } from "../cards/draw-cards.ts";
import { drawIcons } from "../cards/draw-icons.ts";
import { openCatalog, storeOf } from "../catalog/open-catalog.ts";
import type { History } from "../catalog/read-dates.ts";
import type { Settings } from "../catalog/settings.ts";
import { basePathOf, siteIdOf } from "../catalog/site-url.ts";
import { CATALOG_FOLDER, writeCatalog } from "../catalog/store.ts";
import { cleanSvg, isSvg } from "../content/clean-svg.ts";
import { countLeftOut, type LeftOut, listLeftOut } from "../content/left-out.ts";
import { sharedFilesOf } from "../feeds/shared-files.ts";
import { readHistory, siteDates, withDates, withSectionDates } from "../feeds/site-dates.ts";
import { swapFolder } from "../machine/swap-folder.ts";
import { takeTurn } from "../machine/take-turn.ts";
import { NETWORK } from "../pictures/fetch-picture.ts";
import { copyOfPicture, pictureItself } from "../pictures/make-copies.ts";
import { LARGEST_PICTURE_BYTES } from "../pictures/plan-copies.ts";
import { listFiles, readText, seeAsset, withSights } from "../store/sights.ts";
import type { Store } from "../store/store.ts";
import type { IslandBundle } from "./bundle-islands.ts";
import { compileApp, generatePages } from "./compiled-app.ts";
import { openIslands } from "./kept-islands.ts";
import { type KeptPages, openKeptPages } from "./kept-pages.ts";
import { mountSite } from "./mount-site.ts";
import { moveInto } from "./move-into.ts";
import { isRecorded, recordOut } from "./out-record.ts";
import { readPageSources } from "./page-sources.ts";
import { compressAhead, precompress } from "./precompress.ts";
import type { Published } from "./published.ts";
import { EXPORT_FOLDER } from "./run-next.ts";
import { searchFilesOf, writeSearchFiles } from "./search-files.ts";
import { createStages, type Stages } from "./stages.ts";
import { makePagesPlain } from "./static-pages.ts";
import { OFFLINE_SCRIPTS, writeOffline } from "./write-offline.ts";
import { STUB_SCRIPTS, writeStubs } from "./write-stubs.ts";

/** This module, which leads to all that makes a site. */
const ITSELF = "lib/build/export/build-site.ts";

/** Raised when the notes have errors; they were printed already. */
export class NotesHaveErrors extends Error {
  override readonly name = "NotesHaveErrors";
}

export type BuildOptions = {
  /** True to build only when `out/` is not what a build would make. */
  readonly ifChanged: boolean;
  /** True to say of each thing that was left out why, and not only how many there were. */
  readonly list?: boolean;
  /** Told of each step, in Korean. */
  readonly say: (text: string) => void;
};

/** True when `out/` holds, whole, what a build of these inputs would make. */
export async function isBuilt(settings: Settings, siteUrl: string): Promise<boolean> {
  return isRecorded(
    recordOf(settings),
    settings.out,
    shownSettings(settings, siteUrl, await readHistory(settings)),
  );
}

/**
 * Notes in, `out/` out. The site is made in a folder of its own and put in place when it is finished, so
 * that whoever serves `out/` never shows half of one; builds of one project wait for each other.
 * @returns seconds by stage; none when there was nothing to do
 * @throws NotesHaveErrors, or an Error with a sentence
 */
export async function buildSite(
  settings: Settings,
  siteUrl: string,
  { ifChanged, list = false, say }: BuildOptions,
): Promise<ReadonlyMap<string, number>> {
  if (ifChanged && (await isBuilt(settings, siteUrl))) return new Map();
  const giveBack = await takeTurn(join(settings.cache, "build.turn"), () =>
    say("다른 빌드가 끝나기를 기다립니다."),
  );
  const building = join(settings.cache, `building-${process.pid}`);
  try {
    if (ifChanged && (await isBuilt(settings, siteUrl))) return new Map();
    const started = performance.now();
    clearLeftovers(settings.cache);
    const stages = createStages();
    const store = storeOf(settings);
    const history = await stages.time("기록 읽기", () => readHistory(settings));
    if (history.reason !== undefined) say(`고친 날짜를 적지 않습니다. ${history.reason}`);
    const out = join(building, "out");
    const { value: leftOut, sights } = await withSights(() =>
      makeSite({ ...settings, out }, siteUrl, history, { building, store, stages, say }),
    );
    rmSync(recordOf(settings), { force: true });
    swapFolder(out, settings.out, join(building, "before"));
    recordOut(recordOf(settings), settings.out, shownSettings(settings, siteUrl, history), sights);
    store.prune(Date.now());
    if (leftOut.length > 0)
      say(
        list
          ? `${countLeftOut(leftOut)}\n${listLeftOut(leftOut)}`
          : `${countLeftOut(leftOut)} (--list로 하나씩)`,
      );
    say(`다 만들었습니다(${((performance.now() - started) / 1000).toFixed(0)}초).`);
    return stages.seconds();
  } finally {
    rmSync(building, { recursive: true, force: true });
    giveBack();
  }
}

type Workplace = {
  readonly building: string;
  readonly store: Store;
  readonly stages: Stages;
  readonly say: (text: string) => void;
};

/** Makes the whole site in `settings.out`. @returns what of the notes' folder is not in it */
async function makeSite(
  settings: Settings,
  siteUrl: string,
  history: History,
  { building, store, stages, say }: Workplace,
): Promise<readonly LeftOut[]> {
  const base = basePathOf(siteUrl);
  const sources = readPageSources(settings.root);
  // Code needs no notes: it is compiled while they are read.
  const ending = new AbortController();
  const compiling = stages.time("코드", async () => {
    await compileApp(settings.root, store, sources, ending.signal);
    // An edit of what makes the site is a change of the site.
    await store.codeDigest(ITSELF);
    ending.signal.throwIfAborted();
    return openIslands(settings.root, store, ITSELF, base);
  });
  const compressing = compiling.then(({ files }) => compressAhead(files, store));
  const { catalog, dates } = await alongside(compressing, ending, readSite);
  const openPages = (fresh: boolean) =>
    openKeptPages(store, sources, [settings.severity, siteUrl], catalog, fresh);
  const { site } = catalog;
  const beside = join(building, "beside");
  const [published] = await allOrFirstFault([
    stages.time("페이지와 다듬기", makeAllPages),
    stages.time("카드와 그 밖의 파일", makeOtherFiles),
    compressing,
  ]);
  moveInto(beside, settings.out);
  writeStubs(allStubs(catalog.notes, site.gone), settings.out, siteUrl, published, site.name);
  writeOffline(settings.out, site, siteIdOf({ ...process.env, SITE_URL: siteUrl }), published, base);
  mountSite(settings.out, base);
  say("4/4 압축합니다.");
  await stages.time("압축", () => precompress(settings.out, store));
  return catalog.leftOut;

  async function readSite() {
    say("1/4 노트를 읽고 컴파일합니다.");
    const undated = await stages.time("노트 읽기와 컴파일", () => openCatalog(settings, store, NETWORK));
    const dates = siteDates(undated, history);
    const catalog = await stages.time("절의 날짜 읽기", () =>
      withSectionDates(withDates(undated, dates), settings),
    );
    const shown = catalog.findings.filter((finding) => finding.severity !== "hint");
    if (shown.length > 0) say(`\n${formatByKind(shown, catalog.lineOf, (code) => CODES[code].means)}\n`);
    if (hasErrors(catalog.findings))
      throw new NotesHaveErrors(
        "노트에 오류가 있어 사이트를 만들지 않았습니다. 위의 오류를 고친 뒤 다시 실행하세요.",
      );
    if (catalog.notes.length === 0)
      throw new Error(
        `${settings.nameOf(settings.notes)}에 Markdown 파일이 없습니다. .md나 .mdx 파일을 넣은 뒤 다시 실행하세요.`,
      );
    return { catalog, dates };
  }

  async function makeAllPages(): Promise<Published> {
    const islands = await compiling;
    let pages = await openPages(false);
    let published = await makePages(pages, islands);
    if (!pages.restore(settings.out, published)) {
      // A tool outside the digest makes other files now; nothing that was kept fits them.
      pages = await openPages(true);
      published = await makePages(pages, islands);
    }
    await pages.keep(settings.out, published);
    return published;
  }

  /** What needs no page, made while Next makes the pages. */
  async function makeOtherFiles(): Promise<void> {
    await drawIcons(beside);
    await drawCards(allCards(catalog.notes, site), { ...settings, store, out: beside });
    for (const asset of catalog.assets) {
      const target = join(beside, decodeURIComponent(asset.href));
      mkdirSync(dirname(target), { recursive: true });
      seeAsset(asset.absolute);
      const bytes = () => readFileSync(asset.absolute);
      if (asset.width !== undefined) writeFileSync(target, await copyOfPicture(store, bytes(), asset.width));
      else if (isSvg(asset.path)) writeFileSync(target, cleanSvg(readText(asset.absolute)));
      else if (PHOTOGRAPH.test(asset.path) && statSync(asset.absolute).size <= LARGEST_PICTURE_BYTES)
        writeFileSync(target, await pictureItself(store, asset.path, bytes()));
      else cpSync(asset.absolute, target);
    }
    writeSearchFiles(searchFilesOf(catalog, settings.content), beside);
    for (const [path, text] of sharedFilesOf(catalog, dates, settings, siteUrl)) {
      mkdirSync(dirname(join(beside, path)), { recursive: true });
      writeFileSync(join(beside, path), text);
    }
  }

  async function makePages({ wanted }: KeptPages, islands: IslandBundle): Promise<Published> {
    const folder = join(building, "catalog");
    writeCatalog(catalog, folder, wanted);
    say(`2/4 페이지를 만듭니다(노트 ${catalog.notes.length}편 가운데 ${wanted.length}편).`);
    rmSync(settings.out, { recursive: true, force: true });
    await stages.time("Next", () =>
      generatePages(settings.root, {
        SITE_URL: siteUrl,
        [CATALOG_FOLDER]: folder,
        [EXPORT_FOLDER]: relative(settings.root, settings.out),
      }),
    );
    removeStrangeLabs(settings.out, site);
    say("3/4 페이지를 다듬습니다.");
    const given = new Set(listFiles(settings.root, "public").map((path) => path.slice("public/".length)));
    const made = await stages.time("다듬기", () =>
      makePagesPlain(settings.out, islands, [...STUB_SCRIPTS, ...OFFLINE_SCRIPTS], given),
    );
    removeStrangePages(settings.out, site);
    return made;
  }
}

const PHOTOGRAPH = /\.(?:jpe?g|png|webp|avif)$/i;

/** What Next makes of a route that has no lab is no page of this site. */
function removeStrangeLabs(out: string, site: Site): void {
  const own = new Set(site.labs.map((lab) => lab.href));
  const folders = readdirSync(join(out, PAGES.labs.href), { withFileTypes: true });
  for (const { name } of folders.filter((entry) => entry.isDirectory()))
    if (!own.has(labHref(name))) rmSync(join(out, labHref(name)), { recursive: true, force: true });
}

/** Next makes every page there is an address for; somebody's notes have none that speak of ours. */
function removeStrangePages(out: string, site: Site): void {
  if (site.tags.length === 0) rmSync(join(out, tagsHref), { recursive: true, force: true });
  const own = new Set(pagesOf(site).map((page) => page.href));
  for (const { href } of Object.values(PAGES))
    if (!own.has(href)) rmSync(join(out, href), { recursive: true, force: true });
}

/** Waits for all of them, also when one fails: nobody writes any more when the folder they write to is removed. */
async function allOrFirstFault<const T extends readonly Promise<unknown>[]>(
  works: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(works);
  return Promise.all(works) as Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>;
}

/** Does some work while another one goes on, which is ended, and waited for, when the work fails. */
async function alongside<T>(
  other: Promise<unknown>,
  ending: AbortController,
  work: () => Promise<T>,
): Promise<T> {
  // Whoever waits for it in the end is told.
  other.catch(() => {});
  try {
    return await work();
  } catch (error) {
    ending.abort();
    await Promise.allSettled([other]);
    throw error;
  }
}

/** What builds that were stopped left behind. Nobody else builds now. */
function clearLeftovers(cache: string): void {
  for (const name of readdirSync(cache))
    if (name.startsWith("building-")) rmSync(join(cache, name), { recursive: true, force: true });
}

function recordOf(settings: Settings): string {
  return join(settings.cache, "out.record");
}

/** What shows on pages and is no file: how the notes were named, how strict the build was, its address, its dates. */
function shownSettings(settings: Settings, siteUrl: string, { dates }: History): string {
  return JSON.stringify([settings.notes, settings.severity, siteUrl, [...dates].sort()]);
}
