import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Removes entries nobody used for `days`. */
export function pruneCache(folder: string, now: number, days = 30): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (now - statSync(path).mtimeMs > days * 24 * 60 * 60 * 1000)
      rmSync(path, { recursive: true, force: true });
  }
}
