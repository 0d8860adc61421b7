import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { language } from "../../words/words.ts";
import { readEntry, writeEntry } from "./entries.ts";
import { digestOf, readBytes, type Sight, seeAgain, withSights } from "./sights.ts";
import { wordsAlias } from "./words-alias.ts";

/** What a file names in its text for somebody else to load: a path from the root in quotes, or a worker's URL. */
const NAMED =
  /["'](?:\.\/)?((?:app|bin|components|lib)\/[^"'\s]+\.(?:ts|tsx|mjs|css))["']|new URL\("(\.[^"]+\.tsx?)"/g;
/** Files that are published or read as they are; what they hold is part of the code that names them. */
const LOADED_AS_FILES = [".svg", ".png", ".woff2", ".txt", ".html"];

/**
 * Makes digests of all code that can run when modules are loaded: the modules, everything of ours that they
 * import or name for a worker or a bundler to load, and the lock file for what is not ours. Which files
 * those are is found out by esbuild; an edit of any of them gives another digest, of any other none.
 *
 * A process looks at each list of modules once; what it saw counts as seen each time it is asked.
 * @param root the project; modules are paths from it
 * @param folder where the lists of files are kept, so that esbuild is not started for them again
 */
export function createCodeDigest(
  root: string,
  folder: string,
): (...modules: readonly string[]) => Promise<string> {
  const known = new Map<string, Promise<{ readonly value: string; readonly sights: readonly Sight[] }>>();
  return async (...modules) => {
    const key = digestOf(JSON.stringify([root, language, modules]));
    let found = known.get(key);
    if (found === undefined) {
      found = withSights(() => digestCode(root, join(folder, key), modules));
      known.set(key, found);
    }
    const { value, sights } = await found;
    seeAgain(sights);
    return value;
  };
}

async function digestCode(root: string, entry: string, modules: readonly string[]): Promise<string> {
  const kept = readEntry(entry);
  if (kept !== undefined) return kept.toString("utf8");
  const { value, sights } = await withSights(async () => {
    const sources = await findSources(root, modules);
    const parts = sources.map((path) => [path, digestOf(readBytes(join(root, path)))]);
    return digestOf(JSON.stringify([parts, lockDigest(root)]));
  });
  writeEntry(entry, Buffer.from(value), sights);
  return value;
}

/** Every file of ours that the entries lead to, sorted, as paths from the root. */
async function findSources(root: string, entries: readonly string[]): Promise<string[]> {
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
  const text = readBytes(join(root, path)).toString("utf8");
  return [...text.matchAll(NAMED)]
    .map(({ 1: fromRoot, 2: fromHere }) => fromRoot ?? relative(root, join(root, dirname(path), fromHere!)))
    .filter((name) => existsSync(join(root, name)));
}

function lockDigest(root: string): string {
  const lock = join(root, "package-lock.json");
  try {
    return digestOf(readBytes(lock));
  } catch {
    // A project without one, as tests make them.
    return "";
  }
}
