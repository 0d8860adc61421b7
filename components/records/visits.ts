import { type Visit, visitNote } from "../../lib/study/visits.ts";

const KEY = "whale.seen";

/** The notes that were opened on this device, and which version of each. */
export function readVisits(): readonly Visit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return Array.isArray(kept) ? kept.filter(isVisit) : [];
  } catch {
    return [];
  }
}

/** Writes down that a note is open now. @returns the version of it that was seen at the visit before */
export function visit(note: string, version: number): number {
  const { visits, before } = visitNote(readVisits(), note, version, Date.now());
  try {
    localStorage.setItem(KEY, JSON.stringify(visits));
  } catch {
    // Next time nothing is told of what changed.
  }
  return before;
}

function isVisit(value: unknown): value is Visit {
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [note, ...numbers]: readonly unknown[] = value;
  return typeof note === "string" && numbers.every((one) => typeof one === "number");
}
