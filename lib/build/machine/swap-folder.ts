import { cpSync, existsSync, renameSync, rmSync } from "node:fs";

/**
 * Puts a finished folder in the place of another one, which goes: whoever looks sees all of the old one or
 * all of the new one, but for the moment between two renames.
 * @param aside where the old folder waits for that moment, on the same disk
 */
export function swapFolder(finished: string, place: string, aside: string): void {
  rmSync(aside, { recursive: true, force: true });
  try {
    if (existsSync(place)) renameSync(place, aside);
    renameSync(finished, place);
  } catch (error) {
    // A mounted folder cannot be moved: its contents are replaced instead.
    if (!["EBUSY", "EXDEV"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
    cpSync(finished, place, { recursive: true });
    rmSync(finished, { recursive: true });
  }
  rmSync(aside, { recursive: true, force: true });
}
