import type { Draft, Entry } from "../records/log.ts";
import type { Today } from "./box.ts";
import { type Rating, SCHEDULED_BY } from "./schedule.ts";

/** Entries and days for the tests of what is folded from the log. Times in milliseconds, days begin at midnight UTC. */

export const DAY = 86_400_000;
export const START = Date.UTC(2026, 0, 1, 9);

let count = 0;
export const at = (time: number, draft: Draft): Entry => ({
  id: `t${time.toString(36)}-${(count++).toString(36)}`,
  at: time,
  ...draft,
});
export const kept = (card: string, time = START) => at(time, { kind: "keep", card, on: true });
export const rated = (card: string, time: number, rating: Rating) =>
  at(time, { kind: "review", card, rating, retention: 90, by: SCHEDULED_BY });
export const todayAt = (now: number): Today => {
  const start = Math.floor(now / DAY) * DAY;
  return { now, start, end: start + DAY };
};
