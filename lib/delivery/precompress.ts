import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { filesUnder } from "./files-under.ts";

const COMPRESSIBLE = /\.(html|css|js|mjs|json|svg|xml|txt|md|webmanifest)$/;
const SMALLEST = 512;
const AT_ONCE = 8;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Writes a `.br` and a `.gz` beside every file that gains from it. The same input gives the same bytes. */
export async function precompress(out: string): Promise<void> {
  const paths = filesUnder(out).filter((path) => COMPRESSIBLE.test(path));
  let next = 0;
  async function work(): Promise<void> {
    while (next < paths.length) {
      const path = paths[next++]!;
      const bytes = await readFile(path);
      if (bytes.length < SMALLEST) continue;
      const quality = path.endsWith(".html") ? 9 : constants.BROTLI_MAX_QUALITY;
      const small = await brotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: quality,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
      if (small.length < bytes.length) await writeFile(`${path}.br`, small);
      const zipped = await zip(bytes, { level: 9 });
      if (zipped.length < bytes.length) await writeFile(`${path}.gz`, zipped);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
