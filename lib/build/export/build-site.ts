import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hasErrors } from "../../diagnostics/finding.ts";
import { formatFindings } from "../../diagnostics/format.ts";
import { allStubs } from "../../sharing/stubs.ts";
import { allCards } from "../cards/all-cards.ts";
import { drawCards } from "../cards/draw-cards.ts";
import { drawIcons } from "../cards/draw-icons.ts";
import { openCatalog } from "../catalog/open-catalog.ts";
import type { History } from "../catalog/read-dates.ts";
import type { Settings } from "../catalog/settings.ts";
import { writeCatalog } from "../catalog/store.ts";
import { sharedFilesOf } from "../feeds/shared-files.ts";
import { readHistory, siteDates, withDates } from "../feeds/site-dates.ts";
import { pruneCache } from "../machine/prune-cache.ts";
import { bundleIslands } from "./bundle-islands.ts";
import { computeCodeHash, computeInputHash } from "./input-hash.ts";
import { type KeptPages, openKeptPages } from "./kept-pages.ts";
import { precompress } from "./precompress.ts";
import type { Published } from "./published.ts";
import { REGISTRY } from "./registry-path.ts";
import { searchFilesOf, writeSearchFiles } from "./search-files.ts";
import { makePagesPlain } from "./static-pages.ts";
import { STUB_SCRIPTS, writeStubs } from "./write-stubs.ts";

/** Raised when the notes have errors; they were printed already. */
export class NotesHaveErrors extends Error {
  override readonly name = "NotesHaveErrors";
}

/** True when `out/` was made from exactly these inputs. */
export async function isBuilt(settings: Settings, siteUrl: string): Promise<boolean> {
  try {
    const hash = hashOf(settings, siteUrl, await readHistory(settings));
    return (
      readFileSync(stampOf(settings), "utf8") === hash &&
      readFileSync(join(settings.out, "404.html")).length > 0
    );
  } catch {
    return false;
  }
}

/**
 * Notes in, `out/` out. A stamp of the inputs is written last, so that a build
 * that was stopped half-way is never taken for a finished one.
 * @param say told of each step, in Korean
 * @throws NotesHaveErrors, or an Error with a sentence
 */
export async function buildSite(
  settings: Settings,
  siteUrl: string,
  now: number,
  say: (text: string) => void,
): Promise<void> {
  const started = performance.now();
  rmSync(stampOf(settings), { force: true });
  const history = await readHistory(settings);
  const hash = hashOf(settings, siteUrl, history);
  if (history.reason !== undefined) say(`고친 날짜를 적지 않습니다. ${history.reason}`);
  say("1/4 노트를 읽고 컴파일합니다.");
  const undated = await openCatalog(settings, now);
  const dates = siteDates(undated, history);
  const catalog = withDates(undated, dates);
  const shown = catalog.findings.filter((finding) => finding.severity !== "hint");
  if (shown.length > 0) say(`\n${formatFindings(shown, catalog.lineOf)}\n`);
  if (hasErrors(catalog.findings))
    throw new NotesHaveErrors(
      "노트에 오류가 있어 사이트를 만들지 않았습니다. 위의 오류를 고친 뒤 다시 실행하세요.",
    );
  if (catalog.notes.length === 0)
    throw new Error(
      `${settings.nameOf(settings.notes)}에 Markdown 파일이 없습니다. .md나 .mdx 파일을 넣은 뒤 다시 실행하세요.`,
    );
  const keptPages = join(settings.cache, "pages");
  const code = computeCodeHash(settings.root, [settings.severity, siteUrl]);
  let pages = openKeptPages(keptPages, code, catalog);
  let published = await makePages(pages);
  if (!pages.restore(settings.out, published, now)) {
    // A tool outside the digest makes other files now; nothing that was kept fits them.
    rmSync(keptPages, { recursive: true, force: true });
    pages = openKeptPages(keptPages, code, catalog);
    published = await makePages(pages);
  }
  pages.keep(settings.out, published);
  writeStubs(allStubs(catalog.notes, catalog.site.gone), settings.out, siteUrl, published);
  const { site } = catalog;
  await drawIcons(settings.root, settings.out);
  await drawCards(allCards(catalog.notes, site.labs, site.groups), settings);
  for (const asset of catalog.assets) {
    const target = join(settings.out, "assets", asset.path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(asset.absolute, target);
  }
  writeSearchFiles(searchFilesOf(catalog, settings.content), settings.out);
  for (const [path, text] of sharedFilesOf(catalog, dates, settings, siteUrl)) {
    mkdirSync(dirname(join(settings.out, path)), { recursive: true });
    writeFileSync(join(settings.out, path), text);
  }
  say("4/4 압축합니다.");
  const compressed = join(settings.cache, "compressed");
  await precompress(settings.out, { folder: compressed, now });
  for (const folder of [keptPages, compressed, join(settings.cache, "cards")]) pruneCache(folder, now);
  mkdirSync(settings.cache, { recursive: true });
  writeFileSync(stampOf(settings), hash);
  say(`다 만들었습니다(${((performance.now() - started) / 1000).toFixed(0)}초).`);

  async function makePages({ wanted }: KeptPages): Promise<Published> {
    writeCatalog(catalog, settings.cache, wanted);
    say(`2/4 페이지를 만듭니다(노트 ${catalog.notes.length}편 가운데 ${wanted.length}편).`);
    rmSync(settings.out, { recursive: true, force: true });
    await runNextBuild(settings.root, siteUrl);
    say("3/4 페이지를 다듬습니다.");
    return makePagesPlain(settings.out, await bundleIslands(settings.root, REGISTRY), STUB_SCRIPTS);
  }
}

function stampOf(settings: Settings): string {
  return join(settings.cache, "out.hash");
}

function hashOf(settings: Settings, siteUrl: string, { dates }: History): string {
  const shown = [settings.notes, settings.severity, siteUrl, JSON.stringify([...dates].sort())];
  return computeInputHash(settings.root, settings.notes, shown);
}

/** Runs `next build` and shows its output only when it fails. */
function runNextBuild(root: string, siteUrl: string): Promise<void> {
  const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", SITE_URL: siteUrl },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      if (code === 0) done();
      else if (signal)
        fail(new Error("만드는 중에 멈췄습니다. 같은 명령을 다시 실행하면 처음부터 만듭니다."));
      else if (/ENOSPC|no space left/i.test(output))
        fail(Object.assign(new Error("no space"), { code: "ENOSPC" }));
      else fail(new Error(`${output}\n페이지를 만들지 못했습니다. 위의 메시지를 확인하세요.`));
    });
  });
}
