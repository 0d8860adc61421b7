import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from "node:fs";

/**
 * What a piece of work saw of the disk: the bytes of a file, the names in a folder, or a file that is
 * published as it is (which may be too large to be held in memory). The digest is of what was seen; where
 * nothing could be read it is the reason, so that a file that comes later is a change too.
 */
export type Sight = {
  readonly kind: "file" | "folder" | "asset";
  readonly path: string;
  readonly digest: string;
  /** Of an asset: what `stat` said, so that an unchanged one need not be read again. */
  readonly stat?: string;
};

const CHUNK_BYTES = 1 << 20;
const watching = new AsyncLocalStorage<Map<string, Sight>>();

/**
 * Does some work and tells everything that `readBytes`, `listFolder` and `seeAsset` answered meanwhile,
 * in the order in which it was first asked for.
 */
export async function withSights<T>(
  work: () => T | Promise<T>,
): Promise<{ readonly value: T; readonly sights: readonly Sight[] }> {
  const seen = new Map<string, Sight>();
  const value = await watching.run(seen, async () => work());
  // Whoever watches around this has seen it too.
  for (const [key, sight] of seen) watching.getStore()?.set(key, sight);
  return { value, sights: [...seen.values()] };
}

/** Counts as seen by whoever watches: what an earlier piece of work saw whose result is used again. */
export function seeAgain(sights: readonly Sight[]): void {
  for (const sight of sights) record(sight);
}

/** The bytes of a file. @throws what `readFileSync` throws; having failed counts as seen */
export function readBytes(path: string): Buffer {
  return see("file", path, () => readFileSync(path), digestOf);
}

/** The text of a file in UTF-8. @throws as `readBytes` */
export function readText(path: string): string {
  return readBytes(path).toString("utf8");
}

/**
 * At most so many bytes of a file as text; "" where it cannot be read. It does not count as seen: what is
 * published of the file is.
 */
export function readBeginning(path: string, length: number): string {
  return readHead(path, length).toString("utf8");
}

/** The same as bytes; none where it cannot be read. */
export function readHead(path: string, length: number): Buffer {
  try {
    const file = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(file, bytes, 0, length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return Buffer.alloc(0);
  }
}

/** Whether a file is there and can be read. */
export function isThere(path: string): boolean {
  try {
    readBytes(path);
    return true;
  } catch {
    return false;
  }
}

/** Every file below a folder, as paths from `root`, sorted: what Next finds by its name. */
export function listFiles(root: string, folder: string): string[] {
  return listFolder(`${root}/${folder}`).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(`${root}/${path}`).isDirectory() ? listFiles(root, path) : [path];
  });
}

/** The names in a folder, sorted. @throws as `readBytes` */
export function listFolder(path: string): string[] {
  return see(
    "folder",
    path,
    () => readdirSync(path).sort(),
    (names) => digestOf(names.join("\0")),
  );
}

/** Marks a file as published: a change of its bytes is a change of the result. Its size does not matter. */
export function seeAsset(path: string): void {
  try {
    record({ kind: "asset", path, digest: digestOfFile(path), stat: describeStat(path) });
  } catch (error) {
    record({ kind: "asset", path, digest: reasonOf(error) });
  }
}

/** Whether everything that was seen is still what it was. */
export function areUnchanged(sights: readonly Sight[]): boolean {
  return sights.every(isUnchanged);
}

function isUnchanged({ kind, path, digest, stat }: Sight): boolean {
  try {
    switch (kind) {
      case "file":
        return digestNow(path) === digest;
      case "folder":
        return digestOf(readdirSync(path).sort().join("\0")) === digest;
      case "asset":
        return (stat !== undefined && describeStat(path) === stat) || digestOfFile(path) === digest;
    }
  } catch (error) {
    return reasonOf(error) === digest;
  }
}

/** Of files that were read to be checked, while their `stat` stays: thousands of entries name the same font. */
const digests = new Map<string, { readonly stat: string; readonly digest: string }>();

function digestNow(path: string): string {
  const stat = describeStat(path);
  const known = digests.get(path);
  if (known?.stat === stat) return known.digest;
  const digest = digestOf(readFileSync(path));
  digests.set(path, { stat, digest });
  return digest;
}

function see<T>(kind: Sight["kind"], path: string, look: () => T, digest: (seen: T) => string): T {
  try {
    const seen = look();
    if (watching.getStore() !== undefined) record({ kind, path, digest: digest(seen) });
    return seen;
  } catch (error) {
    record({ kind, path, digest: reasonOf(error) });
    throw error;
  }
}

function record(sight: Sight): void {
  watching.getStore()?.set(`${sight.kind}\0${sight.path}`, sight);
}

/** SHA-256 in hex. */
export function digestOf(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function digestOfFile(path: string): string {
  const hash = createHash("sha256");
  const file = openSync(path, "r");
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk))
      hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}

function describeStat(path: string): string {
  const { size, mtimeMs, ctimeMs, ino } = statSync(path);
  return [size, mtimeMs, ctimeMs, ino].join(" ");
}

function reasonOf(error: unknown): string {
  return `(${(error as NodeJS.ErrnoException).code ?? "?"})`;
}
