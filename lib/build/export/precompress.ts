import { createHash } from "node:crypto";
import { readFile, utimes, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { replaceFile } from "../machine/replace-file.ts";
import { filesUnder } from "./files-under.ts";

const COMPRESSIBLE = /\.(html|css|js|mjs|json|svg|xml|txt|webmanifest)$/;
/** Left as they are: thousands of small pages, each of which a reader sees for a moment. Markdown is for tools. */
const STUBS = "s";
const SMALLEST = 512;
const AT_ONCE = 8;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Results of earlier builds: their folder, and the time in milliseconds at which they count as used. */
type Kept = { readonly folder: string; readonly now: number };

/**
 * Writes a `.br` and a `.gz` beside every file that gains from it. The same input gives the same bytes.
 * @param kept where results are kept, by the hash of what was compressed
 */
export async function precompress(out: string, kept?: Kept): Promise<void> {
  const stubs = join(out, STUBS) + sep;
  const paths = filesUnder(out).filter((path) => COMPRESSIBLE.test(path) && !path.startsWith(stubs));
  let next = 0;
  async function work(): Promise<void> {
    while (next < paths.length) {
      const path = paths[next++]!;
      const bytes = await readFile(path);
      if (bytes.length < SMALLEST) continue;
      const quality = path.endsWith(".html") ? 9 : constants.BROTLI_MAX_QUALITY;
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: quality,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      const copies = [
        { end: ".br", name: `${quality}.br`, make: () => brotli(bytes, { params }) },
        { end: ".gz", name: "gz", make: () => zip(bytes, { level: 9 }) },
      ];
      const digest = createHash("sha256").update(bytes).digest("hex");
      for (const { end, name, make } of copies) {
        const small = await remember(`${digest}.${name}`, make, kept);
        if (small.length < bytes.length) await writeFile(path + end, small);
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** What was made under this name before, or is now. */
async function remember(name: string, make: () => Promise<Buffer>, kept?: Kept): Promise<Buffer> {
  if (kept === undefined) return make();
  const path = join(kept.folder, name);
  const before = await readFile(path).catch(() => undefined);
  if (before !== undefined) {
    await utimes(path, kept.now / 1000, kept.now / 1000);
    return before;
  }
  const made = await make();
  replaceFile(path, made);
  return made;
}
