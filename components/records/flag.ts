import { type BoxSummary, USUAL_DAY, type Waiting } from "../../lib/study/standing.ts";

/**
 * What a page learns without opening the database: that there is something, what was read, and when cards are due. The
 * log is what counts; this is written whenever it was folded.
 */
const KEY = "whale.reader";

/** How many sections of a note were read, of how many; 0 where that is not known. */
export type ReadCount = readonly [note: string, sections: number, of: number];

export type Summary = BoxSummary & { readonly read: readonly ReadCount[] };

const EMPTY: Summary = { due: [], learning: 0, fresh: 0, places: [], day: USUAL_DAY, read: [] };

/** Whether this device holds anything of a reader. */
export function holdsSomething(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** What cannot be read counts as nothing: it is written anew at the next visit to the page of review. */
export function readSummary(): Summary {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof kept !== "object" || kept === null || Reflect.get(kept, "v") !== 1) return EMPTY;
    const numberOf = (name: string) => {
      const value: unknown = Reflect.get(kept, name);
      return typeof value === "number" ? value : 0;
    };
    const day: unknown = Reflect.get(kept, "day");
    return {
      due: listOf(Reflect.get(kept, "due")).filter(isNumber),
      learning: numberOf("learning"),
      fresh: numberOf("fresh"),
      places: listOf(Reflect.get(kept, "places")).filter(isWaiting),
      day: isDay(day) ? day : USUAL_DAY,
      read: listOf(Reflect.get(kept, "read")).flatMap(countOf),
    };
  } catch {
    return EMPTY;
  }
}

/** Says that this device holds something. */
export function writeSummary(summary: Summary): void {
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

const isNumber = (value: unknown) => typeof value === "number";

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Of an earlier version without the sections there are. */
function countOf(value: unknown): ReadCount[] {
  const [note, sections, of = 0]: readonly unknown[] = listOf(value);
  return typeof note === "string" && typeof sections === "number" && typeof of === "number"
    ? [[note, sections, of]]
    : [];
}

function isWaiting(value: unknown): value is Waiting {
  const [place, due, lost]: readonly unknown[] = listOf(value);
  return typeof place === "string" && listOf(due).every(isNumber) && listOf(lost).every(isNumber);
}

function isDay(value: unknown): value is Summary["day"] {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.keys(USUAL_DAY).every((name) => isNumber(Reflect.get(value, name)))
  );
}
