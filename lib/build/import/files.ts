import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { slugOfPath, toAsciiId } from "../../address/slug.ts";
import { isIgnoredName } from "../content/is-ignored.ts";
import { decode, type Fetched } from "./targets.ts";

/** A file that goes beside the notes. */
type Copy = { readonly name: string; readonly bytes: Buffer };

/** Types a site shows or offers; with those that a data address may name. */
const SUITABLE = new Set([
  ".png",
  ".jpg",
  ".jpeg",
  ".gif",
  ".webp",
  ".avif",
  ".svg",
  ".pdf",
  ".txt",
  ".csv",
  ".json",
]);
const DATA_TYPES: Readonly<Record<string, string>> = {
  "image/png": ".png",
  "image/jpeg": ".jpg",
  "image/gif": ".gif",
  "image/webp": ".webp",
  "image/avif": ".avif",
  "image/svg+xml": ".svg",
};

/** Takes files along that a note in `from` shows, for the folder `to`; nothing is written yet. */
export function createFetcher(
  from: string,
  to: string,
): { fetchFile: (target: string, slug: string) => Fetched; copies: readonly Copy[] } {
  const copies: Copy[] = [];

  /** A free name, or the one under which the same bytes lie already. */
  function keep(bytes: Buffer, wanted: string, extension: string): Fetched {
    for (let number = 1; ; number++) {
      const name = `${wanted}${number === 1 ? "" : `-${number}`}${extension}`;
      const planned = copies.find((copy) => copy.name === name)?.bytes;
      const there = planned ?? (existsSync(join(to, name)) ? readFileSync(join(to, name)) : undefined);
      if (there === undefined) copies.push({ name, bytes });
      if (there === undefined || there.equals(bytes)) return { kind: "copied", name };
    }
  }

  function fetchFile(target: string, slug: string): Fetched {
    const data = /^data:([a-z]+\/[a-z0-9.+-]+);base64,(.+)$/is.exec(target);
    if (data) {
      const extension = DATA_TYPES[data[1]!.toLowerCase()];
      return extension === undefined
        ? { kind: "unsuitable" }
        : keep(Buffer.from(data[2]!, "base64"), `${slug}-image`, extension);
    }
    const path = findFile(from, target);
    if (path === undefined) return { kind: "missing" };
    const extension = extname(path).toLowerCase();
    if (!SUITABLE.has(extension)) return { kind: "unsuitable" };
    const own = toAsciiId(basename(path, extname(path))) || "image";
    const bytes = readFileSync(path);
    return keep(bytes, own === slug || own.startsWith(`${slug}-`) ? own : `${slug}-${own}`, extension);
  }
  return { fetchFile, copies };
}

/** The file a target names: as written, decoded, in either form of Hangul, or in a folder of attachments nearby. */
function findFile(from: string, target: string): string | undefined {
  if (/^file:/i.test(target)) {
    try {
      return existing(fileURLToPath(target));
    } catch {
      return undefined;
    }
  }
  if (/^[a-z][a-z0-9+.-]+:/i.test(target)) return undefined;
  const plain = decode(target.replace(/[?#].*$/, "")).replaceAll("\\", "/");
  for (const path of [target, plain, plain.normalize("NFD")]) {
    const found = existing(isAbsolute(path) ? path : resolve(from, path));
    if (found) return found;
  }
  if (plain.includes("/")) return undefined;
  for (const folder of [from, dirname(from)].flatMap((parent) => [parent, ...foldersIn(parent)])) {
    const name = namesIn(folder).find((one) => one.normalize("NFC") === plain);
    const found = name === undefined ? undefined : existing(join(folder, name));
    if (found) return found;
  }
  return undefined;
}

function existing(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? path : undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !isIgnoredName(entry.name))
      .map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
}

/** Files of notes in a folder, by the slug each has. */
export function notesIn(folder: string): Map<string, string> {
  const names = namesIn(folder).filter((name) => /\.mdx?$/i.test(name));
  return new Map(names.map((name) => [slugOfPath(name), name]));
}

/** Writes files that are all new; an existing one is never touched. */
export function writeNew(folder: string, files: readonly { name: string; bytes: Buffer | string }[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes, { flag: "wx" });
}
