import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { filesUnder } from "./files-under.ts";

const PROJECT_INPUTS = [
  "app",
  "bin",
  "components",
  "content",
  "lib",
  "public",
  "next.config.mjs",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

/** A digest of everything a build depends on: sources, notes, the lock file, and the settings that show. */
export function computeInputHash(root: string, notes: string, settings: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(settings));
  const add = (base: string, path: string) =>
    hash.update(relative(base, path).normalize("NFC")).update("\0").update(readFileSync(path)).update("\0");
  for (const name of PROJECT_INPUTS) {
    const path = join(root, name);
    if (!existsSync(path)) continue;
    if (!statSync(path).isDirectory()) add(root, path);
    else for (const file of filesUnder(path)) if (!/\.test\.tsx?$/.test(file)) add(root, file);
  }
  if (relative(root, notes).startsWith("..") && existsSync(notes) && statSync(notes).isDirectory()) {
    for (const file of filesUnder(notes)) if (!file.includes("node_modules")) add(notes, file);
  }
  return hash.digest("hex");
}
