/**
 * The version of a note that a reader had before them: now, and at the visit before. A version is the hour of the note's
 * newest change, as its page says it: so neither the device's clock nor the day of publishing decides what is new.
 * @property at when they were last there, ms since the epoch
 */
export type Visit = readonly [note: string, seen: number, before: number, at: number];

/** Who comes back within an hour is on the same visit. */
const SAME_VISIT = 3_600_000;
/** So many notes are remembered, the last visited first. */
const MOST = 400;

/** Writes down that a note was opened. @returns the visits, and the version seen at the visit before; this one where there was none */
export function visitNote(
  visits: readonly Visit[],
  note: string,
  version: number,
  now: number,
): { readonly visits: readonly Visit[]; readonly before: number } {
  const known = visits.find(([name]) => name === note);
  const [, seen, earlier, at] = known ?? [note, version, version, now];
  const before = Math.abs(now - at) < SAME_VISIT ? earlier : seen;
  const others = visits.filter(([name]) => name !== note);
  return { visits: [[note, version, before, now] as const, ...others].slice(0, MOST), before };
}
