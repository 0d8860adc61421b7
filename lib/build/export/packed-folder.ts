import { mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file by the number of its bytes, a symbolic link by where it leads. */
type Listed = readonly [path: string, bytes: number | string];

const NEWLINE = 0x0a;

/**
 * The files and symbolic links of a folder as bytes: the same ones for the same files.
 * @param isWanted told the path of each entry in the folder, with slashes; a folder that is not wanted is not entered
 */
export function packFolder(folder: string, isWanted: (path: string) => boolean = () => true): Buffer {
  const list: Listed[] = [];
  const contents: Buffer[] = [];
  const pack = (inside: string) => {
    const entries = readdirSync(join(folder, inside), { withFileTypes: true });
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (!isWanted(path)) continue;
      const absolute = join(folder, path);
      if (entry.isDirectory()) pack(path);
      else if (entry.isSymbolicLink()) list.push([path, readlinkSync(absolute)]);
      else {
        const bytes = readFileSync(absolute);
        list.push([path, bytes.length]);
        contents.push(bytes);
      }
    }
  };
  pack("");
  return Buffer.concat([Buffer.from(`${JSON.stringify(list)}\n`), ...contents]);
}

/** Writes what `packFolder` packed into a folder, where none of it is yet. */
export function unpackFolder(packed: Buffer, folder: string): void {
  const end = packed.indexOf(NEWLINE);
  let from = end + 1;
  for (const [path, bytes] of JSON.parse(packed.toString("utf8", 0, end)) as Listed[]) {
    const absolute = join(folder, path);
    mkdirSync(dirname(absolute), { recursive: true });
    if (typeof bytes === "string") symlinkSync(bytes, absolute, "junction");
    else {
      writeFileSync(absolute, packed.subarray(from, from + bytes));
      from += bytes;
    }
  }
}
