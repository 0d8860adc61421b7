import {
  type Card,
  computeDecayFactor,
  createEmptyCard,
  type FSRS,
  forgetting_curve,
  fsrs,
  type Grade,
  State,
} from "ts-fsrs";

/** Again, Hard, Good, Easy. */
export type Rating = 1 | 2 | 3 | 4;

/**
 * @property at milliseconds since the epoch
 * @property retention how likely a card is to be remembered when it is due, in percent; 90 where it is left out
 */
export type Review = { readonly at: number; readonly rating: Rating; readonly retention?: number };

/** What every review is written down with, so that a later version can tell how it was scheduled. */
export const SCHEDULED_BY = "ts-fsrs 5.4.2";
export const USUAL_RETENTION = 90;

/** A card after its last review. Stability in days, difficulty from 1 to 10, `due` in milliseconds since the epoch. */
export type Schedule = {
  readonly due: number;
  readonly stability: number;
  readonly difficulty: number;
  readonly state: "New" | "Learning" | "Review" | "Relearning";
};

/**
 * FSRS-6 with its default parameters: retention 0.90 unless a review says otherwise, no fuzz, learning steps of 1
 * and 10 minutes, one relearning step of 10 minutes, intervals up to 36,500 days. Elapsed days are whole UTC
 * calendar days, so a reader's time zone and summer time change nothing.
 */
const schedulers = new Map<number, FSRS>();

function schedulerFor(retention: number): FSRS {
  const known = schedulers.get(retention) ?? fsrs({ enable_fuzz: false, request_retention: retention / 100 });
  schedulers.set(retention, known);
  return known;
}

/**
 * Folds a log of reviews into the state of its card, after `ts-fsrs`. Reviews count in the order of their
 * times; a clock that went back makes none earlier than the one before it.
 * @returns undefined when there was no review
 */
export function scheduleOf(reviews: readonly Review[]): Schedule | undefined {
  const card = foldReviews(reviews);
  return card && scheduleFrom(card);
}

/** The same, with how often the card was forgotten after it had been learned. */
export function historyOf(reviews: readonly Review[]): (Schedule & { readonly lapses: number }) | undefined {
  const card = foldReviews(reviews);
  return card && { ...scheduleFrom(card), lapses: card.lapses };
}

function foldReviews([first, ...rest]: readonly Review[]): Card | undefined {
  if (first === undefined) return undefined;
  let card = next(createEmptyCard(first.at), first);
  let last = first.at;
  for (const review of rest) {
    last = Math.max(last, review.at);
    card = next(card, { ...review, at: last });
  }
  return card;
}

function scheduleFrom(card: Card): Schedule {
  return {
    due: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    state: State[card.state] as Schedule["state"],
  };
}

function next(card: Card, { at, rating, retention = USUAL_RETENTION }: Review): Card {
  return schedulerFor(retention).next(card, at, rating as Grade).card;
}

/**
 * How likely a card is to be remembered, 0 to 1, by the forgetting curve of FSRS-6.
 * @param days since its last review, not negative
 */
export function recallAfter(days: number, stability: number): number {
  return forgetting_curve(schedulerFor(USUAL_RETENTION).parameters.w, days, stability);
}

/** After how many days a card is remembered with the likelihood `recall`, by the same curve turned round. */
export function daysUntil(recall: number, stability: number): number {
  const { decay, factor } = computeDecayFactor(schedulerFor(USUAL_RETENTION).parameters.w);
  return (stability / factor) * (recall ** (1 / decay) - 1);
}
