import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { readEntry, writeEntry } from "../store/entries.ts";
import { digestOf, type Sight } from "../store/sights.ts";
import { filesUnder } from "./files-under.ts";

/**
 * What `out/` was made from and what it holds: the settings, everything that was read while it was made,
 * and a digest of each file. Written last, so that a build that was stopped is never taken for a finished one.
 */
type OutRecord = { readonly settings: string; readonly files: readonly (readonly [string, string])[] };

/** Records what a finished build made of what it saw. */
export function recordOut(path: string, out: string, settings: string, sights: readonly Sight[]): void {
  const record: OutRecord = { settings, files: describeFiles(out) };
  writeEntry(path, Buffer.from(JSON.stringify(record)), sights);
}

/** Whether `out/` is what a build with these settings made, byte by byte, of files that are what they were. */
export function isRecorded(path: string, out: string, settings: string): boolean {
  const kept = readEntry(path);
  if (kept === undefined) return false;
  const record = JSON.parse(kept.toString("utf8")) as OutRecord;
  if (record.settings !== settings) return false;
  try {
    return JSON.stringify(describeFiles(out)) === JSON.stringify(record.files);
  } catch {
    return false;
  }
}

function describeFiles(out: string): OutRecord["files"] {
  return filesUnder(out).map((path) => [
    relative(out, path).split(sep).join("/"),
    digestOf(readFileSync(path)),
  ]);
}
