import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SCRIPTS_FOLDER } from "../../headers/cache-control.ts";
import type { IslandBundle } from "./bundle-islands.ts";
import { describeFile, type PublishedFile } from "./published.ts";

/**
 * Writes the scripts of the islands and of the figures into the export. Without any there is
 * nothing to write.
 * @returns the file that waits on a page with islands, and by island or figure the files that it needs
 */
export function publishIslands(
  out: string,
  { start, files, partsOf, partsOfFigures }: IslandBundle,
): { start: PublishedFile; partsOf: ReadonlyMap<string, readonly PublishedFile[]> } {
  const describe = (name: string) => describeFile(SCRIPTS_FOLDER + name, files.get(name)!);
  const all = [...partsOf, ...partsOfFigures];
  if (all.length > 0) {
    for (const [name, bytes] of files) {
      const place = join(out, SCRIPTS_FOLDER, name);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, bytes);
    }
  }
  return {
    start: describe(start),
    partsOf: new Map(all.map(([name, parts]) => [name, parts.map(describe)])),
  };
}
