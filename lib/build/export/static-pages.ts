import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { IslandBundle } from "./bundle-islands.ts";
import { filesUnder } from "./files-under.ts";
import { plainPage } from "./plain-page.ts";
import { publishIslands } from "./publish-islands.ts";
import { describeStyles, publishScripts } from "./publish-scripts.ts";
import type { Published } from "./published.ts";

/**
 * Turns Next's export into plain pages: the one step between `next build` and
 * compression.
 *
 * No page needs Next in the browser, so its runtime, the page's second copy as
 * inline data and the router's `.txt` copies are not shipped. Our own scripts get
 * names that hold their hash; `plainPage` does the rest, page by page.
 *
 * @param islands their scripts, which are put beside ours
 * @param alsoUsed scripts that pages written later ask for
 * @param given the files of `public/`, by their paths in `out`: published as they are
 * @returns what was published, for those pages
 * @throws Error when Next's output is not what this step expects
 */
export function makePagesPlain(
  out: string,
  islands: IslandBundle,
  alsoUsed: readonly string[] = [],
  given: ReadonlySet<string> = new Set(),
): Published {
  removeRuntime(out, given);
  const own = publishScripts(out);
  const { start, partsOf } = publishIslands(out, islands);
  const published: Published = {
    scripts: new Map([...own, ["/islands.js", start]]),
    styles: describeStyles(out),
    islands: partsOf,
  };
  const used = new Set<string>(alsoUsed);
  for (const path of filesUnder(out)) {
    if (!path.endsWith(".html") || given.has(nameIn(out, path))) continue;
    const page = plainPage(readFileSync(path, "utf8"), relative(out, path), published);
    for (const script of page.scripts) used.add(script);
    writeFileSync(path, page.html);
  }
  // Its old name is gone, so a page that asks for it in a way not known here would get a 404.
  const unused = [...own.keys()].filter((script) => !used.has(script));
  if (unused.length > 0)
    throw new Error(
      `${unused.join(", ")}: 어느 페이지도 <script src data-keep>이나 data-part-… 속성으로 쓰지 않습니다.`,
    );
  return published;
}

function nameIn(out: string, path: string): string {
  return relative(out, path).split(sep).join("/");
}

function removeRuntime(out: string, given: ReadonlySet<string>): void {
  for (const path of filesUnder(out)) {
    const name = nameIn(out, path);
    if (given.has(name)) continue;
    const routerCopy = name.endsWith(".txt");
    const runtime = name.startsWith("_next/") && !/\.(css|woff2?|svg|png)$/.test(name);
    const duplicate = name.startsWith("404/") || name.startsWith("_not-found/");
    if (routerCopy || runtime || duplicate) rmSync(path);
  }
  removeEmptyFolders(out);
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const path = join(folder, entry.name);
    removeEmptyFolders(path);
    if (readdirSync(path).length === 0) rmSync(path, { recursive: true });
  }
}
