import { type Card, createEmptyCard, fsrs, type Grade, State } from "ts-fsrs";

/** Again, Hard, Good, Easy. */
export type Rating = 1 | 2 | 3 | 4;

/** @property at milliseconds since the epoch */
export type Review = { readonly at: number; readonly rating: Rating };

/** A card after its last review. Stability in days, difficulty from 1 to 10, `due` in milliseconds since the epoch. */
export type Schedule = {
  readonly due: number;
  readonly stability: number;
  readonly difficulty: number;
  readonly state: "New" | "Learning" | "Review" | "Relearning";
};

/**
 * FSRS-6 with its default parameters: retention 0.90, no fuzz, learning steps of 1 and 10 minutes, one
 * relearning step of 10 minutes, intervals up to 36,500 days. Elapsed days are whole UTC calendar days, so a
 * reader's time zone and summer time change nothing.
 */
const scheduler = fsrs({ enable_fuzz: false });

/**
 * Folds a log of reviews into the state of its card, after `ts-fsrs`. Reviews count in the order of their
 * times; a clock that went back makes none earlier than the one before it.
 * @returns undefined when there was no review
 */
export function scheduleOf(reviews: readonly Review[]): Schedule | undefined {
  const [first, ...rest] = reviews;
  if (first === undefined) return undefined;
  let card = next(createEmptyCard(first.at), first);
  let last = first.at;
  for (const review of rest) {
    last = Math.max(last, review.at);
    card = next(card, { ...review, at: last });
  }
  return {
    due: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    state: State[card.state] as Schedule["state"],
  };
}

function next(card: Card, { at, rating }: Review): Card {
  return scheduler.next(card, at, rating as Grade).card;
}
