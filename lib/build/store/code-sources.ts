import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { wordsAlias } from "./words-alias.ts";

/** The project, and the modules to begin with as paths from it. */
export type SourcesJob = { readonly root: string; readonly entries: readonly string[] };

/** What a file names in its text for somebody else to load: a path from the root in quotes, or a worker's URL. */
const NAMED =
  /["'](?:\.\/)?((?:app|bin|components|lib)\/[^"'\s]+\.(?:ts|tsx|mjs|css))["']|new URL\("(\.[^"]+\.tsx?)"/g;
/** Files that are published or read as they are; what they hold is part of the code that names them. */
const LOADED_AS_FILES = [".svg", ".png", ".woff2", ".txt", ".html"];

/** Every file of ours that the entries lead to, sorted, as paths from the root. */
export async function findSources({ root, entries }: SourcesJob): Promise<string[]> {
  const { build } = await import("esbuild");
  const found = new Set<string>();
  let next = [...entries];
  while (next.length > 0) {
    const { metafile } = await build({
      absWorkingDir: root,
      alias: wordsAlias(root),
      entryPoints: next.map((path) => `./${path}`),
      bundle: true,
      write: false,
      metafile: true,
      packages: "external",
      platform: "node",
      format: "esm",
      splitting: true,
      jsx: "automatic",
      outdir: "sources",
      logLevel: "silent",
      loader: Object.fromEntries(LOADED_AS_FILES.map((end) => [end, "empty"])),
    });
    const fresh = Object.keys(metafile.inputs).filter((path) => !found.has(path) && isOurs(path));
    for (const path of [...next, ...fresh]) found.add(path);
    next = [...new Set(fresh.flatMap((path) => namedIn(root, path)))].filter((path) => !found.has(path));
  }
  return [...found].sort();
}

function isOurs(path: string): boolean {
  return !path.startsWith("..") && !path.includes("node_modules") && !path.includes(":");
}

function namedIn(root: string, path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  return [...text.matchAll(NAMED)]
    .map(({ 1: fromRoot, 2: fromHere }) => fromRoot ?? relative(root, join(root, dirname(path), fromHere!)))
    .filter((name) => existsSync(join(root, name)));
}
