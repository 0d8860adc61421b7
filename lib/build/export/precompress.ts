import { readFile, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { digestOf } from "../store/sights.ts";
import type { Recipe, Store } from "../store/store.ts";
import { filesUnder } from "./files-under.ts";

const COMPRESSIBLE = /\.(html|css|js|mjs|json|svg|xml|txt|webmanifest)$/;
/** Left as they are: thousands of small pages, each of which a reader sees for a moment. Markdown is for tools. */
const STUBS = "s";
const SMALLEST = 512;
/**
 * Brotli's quality. Of 24 pages of notes 7 makes 20.8 % in 2.5 ms each, 9 20.7 % in 16 ms, 11 19.2 % in 78 ms;
 * scripts and style sheets are few and come with the first page: 11 makes 37.4 % of them instead of 40.3 %.
 */
const QUALITY = { page: 7, shared: constants.BROTLI_MAX_QUALITY };
const IS_SHARED = /\.(css|m?js)$/;
const AT_ONCE = 8;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * Writes a `.br` and a `.gz` beside every file that gains from it. The same input gives the same bytes.
 * @param store holds what was compressed earlier, by its bytes; without one everything is compressed now
 */
export async function precompress(out: string, store?: Store): Promise<void> {
  const stubs = join(out, STUBS) + sep;
  const paths = filesUnder(out).filter((path) => COMPRESSIBLE.test(path) && !path.startsWith(stubs));
  await eachOf(paths, async (path) => {
    const bytes = await readFile(path);
    for (const { end, recipe, make } of copiesOf(path, bytes)) {
      const small = await (store ? store.remember(recipe, make) : make());
      if (small.length < bytes.length) await writeFile(path + end, small);
    }
  });
}

/** Compresses into the store what will be published as it is: scripts take longest, and are there long before the pages. */
export async function compressAhead(files: ReadonlyMap<string, Uint8Array>, store: Store): Promise<void> {
  await eachOf([...files], async ([path, bytes]) => {
    for (const { recipe, make } of copiesOf(path, bytes)) await store.remember(recipe, make);
  });
}

async function eachOf<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  const turn = async () => {
    while (next < list.length) await work(list[next++]!);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, turn));
}

function copiesOf(path: string, bytes: Uint8Array) {
  if (bytes.length < SMALLEST) return [];
  const quality = QUALITY[IS_SHARED.test(path) ? "shared" : "page"];
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const digest = digestOf(bytes);
  const recipeOf = (name: string): Recipe => ({
    kind: "compressed",
    code: [],
    inputs: [digest, name, process.versions.zlib],
  });
  return [
    { end: ".br", recipe: recipeOf(`${quality}.br`), make: () => brotli(bytes, { params }) },
    { end: ".gz", recipe: recipeOf("gz"), make: () => zip(bytes, { level: 9 }) },
  ];
}
