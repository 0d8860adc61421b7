import type { Hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Takes the sources of a folder, tests left out, into a hash: results made by them are new when they change. */
export function hashSources(hash: Hash, folder: string): void {
  for (const name of readdirSync(folder).sort())
    if (name.endsWith(".ts") && !name.endsWith(".test.ts"))
      hash.update(name).update(readFileSync(join(folder, name)));
}
