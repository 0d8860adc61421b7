import { createHash, type Hash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { filesUnder } from "./files-under.ts";

const CODE = [
  "app",
  "bin",
  "components",
  "lib",
  "public",
  "next.config.mjs",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

/** A digest of everything a build depends on: sources, notes, the lock file, and the settings that show. */
export function computeInputHash(root: string, notes: string, settings: readonly string[]): string {
  const hash = createHash("sha256").update(computeCodeHash(root, settings));
  addInput(hash, root, "content");
  if (relative(root, notes).startsWith("..") && existsSync(notes) && statSync(notes).isDirectory()) {
    for (const file of filesUnder(notes)) if (!file.includes("node_modules")) addFile(hash, notes, file);
  }
  return hash.digest("hex");
}

/** A digest of what makes pages of notes: sources, the lock file, and the settings that show. */
export function computeCodeHash(root: string, settings: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(settings));
  for (const name of CODE) addInput(hash, root, name);
  return hash.digest("hex");
}

function addInput(hash: Hash, root: string, name: string): void {
  const path = join(root, name);
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) addFile(hash, root, path);
  else for (const file of filesUnder(path)) if (!/\.test\.tsx?$/.test(file)) addFile(hash, root, file);
}

function addFile(hash: Hash, base: string, path: string): void {
  hash.update(relative(base, path).normalize("NFC")).update("\0").update(readFileSync(path)).update("\0");
}
