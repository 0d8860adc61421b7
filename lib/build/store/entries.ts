import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "../machine/replace-file.ts";
import { areUnchanged, digestOf, type Sight, seeAgain } from "./sights.ts";

/** The first line of an entry; its bytes follow. */
type Head = { readonly digest: string; readonly sights: readonly Sight[] };

const DAY_MS = 24 * 60 * 60 * 1000;
const UNUSED_DAYS = 30;
const NEWLINE = 0x0a;

/** Writes bytes, their digest, and what was seen while they were made, in one step. */
export function writeEntry(path: string, bytes: Uint8Array, sights: readonly Sight[]): void {
  const head: Head = { digest: digestOf(bytes), sights };
  replaceFile(path, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes]));
}

/**
 * The bytes of an entry, marked as used; undefined where there is none, where it was cut short or edited,
 * and where something that was seen while it was made is not what it was.
 */
export function readEntry(path: string): Buffer | undefined {
  let whole: Buffer;
  try {
    whole = readFileSync(path);
  } catch {
    return undefined;
  }
  const end = whole.indexOf(NEWLINE);
  const bytes = whole.subarray(end + 1);
  const head = end < 0 ? undefined : readHead(whole.toString("utf8", 0, end));
  if (head === undefined || head.digest !== digestOf(bytes) || !areUnchanged(head.sights)) return undefined;
  seeAgain(head.sights);
  markAsUsed(path);
  return bytes;
}

/**
 * Removes entries below a folder that nobody used for 30 days.
 * @param now milliseconds since the epoch
 */
export function pruneEntries(folder: string, now: number): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    try {
      if (now - statSync(path).mtimeMs > UNUSED_DAYS * DAY_MS) rmSync(path);
    } catch {
      // Another process was faster.
    }
  }
}

function readHead(text: string): Head | undefined {
  try {
    const head = JSON.parse(text) as Partial<Head>;
    return typeof head.digest === "string" && Array.isArray(head.sights) ? (head as Head) : undefined;
  } catch {
    return undefined;
  }
}

/** At most once a day: a warm build reads thousands of entries. */
function markAsUsed(path: string): void {
  try {
    const now = Date.now();
    if (Math.abs(now - statSync(path).mtimeMs) > DAY_MS) utimesSync(path, now / 1000, now / 1000);
  } catch {
    // Pruned by another process a moment ago; what was read is whole all the same.
  }
}
