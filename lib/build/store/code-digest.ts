import { join } from "node:path";
import { language } from "../../words/words.ts";
import { openWorkerPool } from "../machine/worker-pool.ts";
import { findSources, type SourcesJob } from "./code-sources.ts";
import { readEntry, writeEntry } from "./entries.ts";
import { digestOf, readBytes, type Sight, seeAgain, withSights } from "./sights.ts";

/**
 * Makes digests of all code that can run when modules are loaded: the modules, everything of ours that they
 * import or name for a worker or a bundler to load, and the lock file for what is not ours. Which files
 * those are is found out by esbuild; an edit of any of them gives another digest, of any other none.
 *
 * A process looks at each list of modules once; what it saw counts as seen each time it is asked.
 * @param root the project; modules are paths from it
 * @param folder where the lists of files are kept, so that esbuild is not started for them again
 * @param apart true to start it in a thread that ends when they are found: esbuild keeps in memory what it read
 */
export function createCodeDigest(
  root: string,
  folder: string,
  apart: boolean,
): (...modules: readonly string[]) => Promise<string> {
  const known = new Map<string, Promise<{ readonly value: string; readonly sights: readonly Sight[] }>>();
  return async (...modules) => {
    const key = digestOf(JSON.stringify([root, language, modules]));
    let found = known.get(key);
    if (found === undefined) {
      found = withSights(() => digestCode(root, join(folder, key), modules, apart));
      known.set(key, found);
    }
    const { value, sights } = await found;
    seeAgain(sights);
    return value;
  };
}

async function digestCode(
  root: string,
  entry: string,
  modules: readonly string[],
  apart: boolean,
): Promise<string> {
  const kept = readEntry(entry);
  if (kept !== undefined) return kept.toString("utf8");
  const { value, sights } = await withSights(async () => {
    const sources = await (apart ? findSourcesApart : findSources)({ root, entries: modules });
    const parts = sources.map((path) => [path, digestOf(readBytes(join(root, path)))]);
    return digestOf(JSON.stringify([parts, lockDigest(root)]));
  });
  writeEntry(entry, Buffer.from(value), sights);
  return value;
}

async function findSourcesApart(job: SourcesJob): Promise<string[]> {
  const pool = openWorkerPool<SourcesJob, string[]>(new URL("./code-worker.ts", import.meta.url), 1);
  try {
    return await pool.run(job);
  } finally {
    await pool.close();
  }
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
