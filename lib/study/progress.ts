import type { Entry } from "../records/log.ts";
import { latest, ofKind } from "../records/order.ts";

/** The sections that count as read, by note. */
export function readSections(entries: readonly Entry[]): Map<string, Set<string>> {
  const notes = new Map<string, Set<string>>();
  for (const { note, section, on } of latest(
    ofKind(entries, "read"),
    (entry) => `${entry.note}#${entry.section}`,
  ).values())
    if (on) notes.set(note, (notes.get(note) ?? new Set()).add(section));
  return notes;
}

/** Letters of Hangul that are read in a second when one reads fast; a section that was in view for so long was read. */
const LETTERS_PER_SECOND = 25;
const LEAST_SECONDS = 4;

/** How long a section has to be in view to count as read, in seconds. @param letters of its text */
export function secondsToRead(letters: number): number {
  return Math.max(LEAST_SECONDS, letters / LETTERS_PER_SECOND);
}
