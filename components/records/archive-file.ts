import { type Archive, KEY_NAME, writeArchive } from "../../lib/records/archive.ts";
import type { Entry } from "../../lib/records/log.ts";
import { makeElement } from "../share/dom.ts";
import { readEntries, readGoals } from "./store.ts";

const LAST = "whale.exported";

/** What this device keeps outside of the database. */
export function readKeys(): [name: string, value: string][] {
  try {
    return Object.keys(localStorage)
      .filter((name) => KEY_NAME.test(name))
      .sort()
      .map((name) => [name, localStorage.getItem(name) ?? ""]);
  } catch {
    return [];
  }
}

/** All that this device holds. @param unkept entries that could not be written down */
export async function gatherArchive(unkept: readonly Entry[] = []): Promise<Archive> {
  const entries = new Map([...((await readEntries()) ?? []), ...unkept].map((entry) => [entry.id, entry]));
  return { entries: [...entries.values()], goals: await readGoals(), keys: readKeys() };
}

/** Hands a text over as a file: to the share sheet where `share` and the system has one, else as a download. */
export async function handOver(name: string, type: string, text: string, share: boolean): Promise<void> {
  const file = new File([text], name, { type });
  if (share && navigator.canShare?.({ files: [file] })) {
    // Who closes the sheet has changed their mind.
    await navigator.share({ files: [file], title: name }).catch(() => undefined);
    return;
  }
  const href = URL.createObjectURL(file);
  const link = makeElement("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Saves everything as one file, and remembers when. */
export async function saveArchive(archive: Archive, now: number, share = false): Promise<void> {
  const name = `whale-notes-${new Date(now).toISOString().slice(0, 10)}.json`;
  await handOver(name, "application/json", writeArchive(archive, now), share);
  try {
    localStorage.setItem(LAST, String(now));
  } catch {
    // The reminder then comes again.
  }
}

/** When everything was last saved as a file, ms since the epoch; 0 for never. */
export function lastExport(): number {
  try {
    return Number(localStorage.getItem(LAST) ?? 0) || 0;
  } catch {
    return 0;
  }
}
