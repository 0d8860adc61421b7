import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const PATIENCE_MS = 200;

/**
 * Waits until no other process holds a turn, and takes it. A process that ended without giving its turn
 * back holds none.
 * @param path a file that names the holder
 * @param onWait told once, when there is somebody to wait for
 * @returns gives the turn back
 */
export async function takeTurn(path: string, onWait: () => void): Promise<() => void> {
  mkdirSync(dirname(path), { recursive: true });
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: "wx" });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (!isHeld(path)) rmSync(path, { force: true });
    else {
      if (!waited) onWait();
      await sleep(PATIENCE_MS);
    }
  }
}

function isHeld(path: string): boolean {
  try {
    const holder = Number(readFileSync(path, "utf8"));
    // Between making the file and writing the number into it, it is empty.
    if (holder === 0) return true;
    if (holder === process.pid) return false;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
