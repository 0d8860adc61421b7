/**
 * What `boot.js` and the home page learn without opening the database: that there is something, and when cards
 * are due. The log is what counts; this is written whenever it was folded.
 */
const KEY = "whale.reader";

export type Summary = {
  readonly v: 1;
  /** When the cards in the box are due, ms since the epoch, in order. */
  readonly due: readonly number[];
  /** Cards in the box that were not seen yet. */
  readonly fresh: number;
  /** How many sections of a note were read. */
  readonly read: readonly (readonly [note: string, sections: number])[];
};

const EMPTY: Summary = { v: 1, due: [], fresh: 0, read: [] };

export function readSummary(): Summary {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || !("v" in kept) || kept.v !== 1) return EMPTY;
    const due =
      "due" in kept && Array.isArray(kept.due) ? kept.due.filter((at) => typeof at === "number") : [];
    const fresh = "fresh" in kept && typeof kept.fresh === "number" ? kept.fresh : 0;
    const read = "read" in kept && Array.isArray(kept.read) ? kept.read.filter(isCount) : [];
    return { v: 1, due, fresh, read };
  } catch {
    return EMPTY;
  }
}

/** Says that this device holds something. */
export function writeSummary(summary: Omit<Summary, "v">): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ v: 1, ...summary }));
  } catch {
    // The pages then offer less; nothing is lost.
  }
}

/** Nothing is held any more. */
export function removeSummary(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where nothing can be removed nothing was kept.
  }
}

function isCount(value: unknown): value is readonly [string, number] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "number";
}
