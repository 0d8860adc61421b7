import type { Today } from "./box.ts";

/** When the cards of one place (a note, a lab, or a section by its address) are due, and when each is lost as far as can be foretold. Times in ms since the epoch, in order. */
export type Waiting = readonly [place: string, due: readonly number[], lost: readonly number[]];

/** What a reader does in a day at most, and what of it was done on the day that ends at `end`. */
export type DaySummary = {
  /** The hour at which a day begins. */
  readonly starts: number;
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  readonly end: number;
  readonly newSeen: number;
  readonly reviewed: number;
};

/** What pages tell of a reader's box without folding it: written whenever it was. */
export type BoxSummary = {
  /** When the cards that were seen are due, in order. */
  readonly due: readonly number[];
  /** How many of them are being learned: they come back the same day, and no limit counts them. */
  readonly learning: number;
  /** Cards that were not seen yet. */
  readonly fresh: number;
  readonly places: readonly Waiting[];
  readonly day: DaySummary;
};

export const USUAL_DAY: DaySummary = {
  ...{ starts: 4, newPerDay: 10, reviewsPerDay: 30 },
  ...{ end: 0, newSeen: 0, reviewed: 0 },
};

/** How many cards are asked today, as the page of review will list them. */
export function cardsToday({ due, learning, fresh, day }: BoxSummary, today: Today): number {
  const isSameDay = today.now < day.end;
  const waiting = due.filter((at) => at < today.end).length;
  const again = Math.min(learning, waiting);
  const reviews = Math.max(0, day.reviewsPerDay - (isSameDay ? day.reviewed : 0));
  const news = Math.max(0, day.newPerDay - (isSameDay ? day.newSeen : 0));
  return again + Math.min(waiting - again, reviews) + Math.min(fresh, news);
}

/** How a note or a lab stands with its reader. */
export type Standing = {
  readonly read: "all" | "some" | "none";
  readonly due: number;
  /** Cards that were forgotten when last asked, or of which that is foretold. */
  readonly lost: number;
};

/** @param read how many of its sections were read, of how many; 0 where that is not known */
export function standingOf(
  place: string,
  { places }: Pick<BoxSummary, "places">,
  [read, of]: readonly [number, number],
  { now, end }: Today,
): Standing {
  const [, due = [], lost = []] = places.find(([name]) => name === place) ?? [];
  return {
    read: read === 0 ? "none" : of > 0 && read >= of ? "all" : "some",
    due: due.filter((at) => at < end).length,
    lost: lost.filter((at) => at <= now).length,
  };
}

/** The place that an address leads to: the slug of a note, the address of a lab; "" for anything else. */
export function placeOf(href: string): string {
  const [, note, lab] = /^(?:\/notes\/([a-z0-9/-]+?)|(\/labs\/[a-z0-9-]+))\/(?:[?#]|$)/.exec(href) ?? [];
  return note ?? (lab === undefined ? "" : `${lab}/`);
}
