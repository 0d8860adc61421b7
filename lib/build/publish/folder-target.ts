import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ReleaseTarget } from "./release-target.ts";

/** A file and the copies that a server sends in its place go together. */
const COPIES = [".br", ".gz", ""];

/** A folder that a server reads, on this machine or mounted. No reader ever meets half a file. */
export function folderTarget(folder: string): ReleaseTarget {
  const placeOf = (path: string) => join(folder, path);
  return {
    async read(path) {
      try {
        return await readFile(placeOf(path), "utf8");
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
      }
    },
    async write({ path }, text) {
      await put(placeOf(path), (place) => writeFile(place, text));
    },
    async copy(from, files) {
      for (const { path } of files) for (const end of COPIES) await copyOrRemove(from, path + end);
    },
    async remove(paths) {
      for (const path of paths) for (const end of COPIES) await rm(placeOf(path + end), { force: true });
    },
  };

  async function copyOrRemove(from: string, path: string): Promise<void> {
    try {
      await put(placeOf(path), (place) => copyFile(join(from, path), place));
    } catch (error) {
      const { code, path: missing } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" || missing !== join(from, path)) throw error;
      await rm(placeOf(path), { force: true });
    }
  }
}

async function put(place: string, make: (place: string) => Promise<void>): Promise<void> {
  const unfinished = `${place}.unfinished`;
  await mkdir(dirname(place), { recursive: true });
  await make(unfinished);
  await rename(unfinished, place);
}
