import { existsSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";

/** Moves everything in a folder into another one on the same disk; a file of the same name is replaced. */
export function moveInto(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory() && existsSync(target)) moveInto(source, target);
    else renameSync(source, target);
  }
}
