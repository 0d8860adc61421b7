import type { Entry } from "../records/log.ts";
import { latest, ofKind } from "../records/order.ts";
import { historyOf, type Review, recallAfter, type Schedule, USUAL_RETENTION } from "./schedule.ts";

/** A card in a reader's box, with all that is known of it. */
export type BoxCard = {
  readonly id: string;
  readonly reviews: readonly Review[];
  /** Undefined while it was not seen. */
  readonly schedule: (Schedule & { readonly lapses: number }) | undefined;
  readonly rests: boolean;
  /** When it came into the box, in order. */
  readonly order: number;
};

/** In a reader's own words; `href` is "" where it came from nowhere. */
export type OwnText = { readonly front: string; readonly back: string; readonly href: string };

export type Settings = {
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  /** In percent. */
  readonly retention: number;
  /** The hour at which a day begins. It decides what is listed today, never the schedule. */
  readonly dayStart: number;
  /** When the day of an exam begins, ms since the epoch; 0 for none. */
  readonly exam: number;
};

export const USUAL_SETTINGS: Settings = {
  newPerDay: 10,
  reviewsPerDay: 30,
  retention: USUAL_RETENTION,
  dayStart: 4,
  exam: 0,
};

export type Box = {
  readonly cards: ReadonlyMap<string, BoxCard>;
  readonly own: ReadonlyMap<string, OwnText>;
  readonly settings: Settings;
  /** Every review that counts, in order. */
  readonly reviews: readonly (Review & { readonly id: string; readonly card: string })[];
};

/** Folds the log of a device into the reader's box. The same log folds into the same box, wherever and whenever. */
export function foldBox(entries: readonly Entry[]): Box {
  const undone = new Set(ofKind(entries, "undo").map(({ of }) => of));
  const reviews = ofKind(entries, "review").filter(({ id }) => !undone.has(id));
  const byCard = new Map<string, Review[]>();
  for (const review of reviews) {
    const list = byCard.get(review.card);
    if (list === undefined) byCard.set(review.card, [review]);
    else list.push(review);
  }
  const rests = latest(ofKind(entries, "rest"), ({ card }) => card);
  const cards = new Map<string, BoxCard>();
  for (const { card, on } of ofKind(entries, "keep")) {
    if (!on) cards.delete(card);
    else if (!cards.has(card)) {
      const own = byCard.get(card) ?? [];
      const rest = rests.get(card)?.on ?? false;
      cards.set(card, {
        id: card,
        reviews: own,
        schedule: knownHistoryOf(card, own),
        rests: rest,
        order: cards.size,
      });
    }
  }
  const own = new Map(
    [...latest(ofKind(entries, "own"), ({ card }) => card)].map(([card, { front, back, href }]) => [
      card,
      { front, back, href },
    ]),
  );
  return { cards, own, settings: foldSettings(entries), reviews };
}

type History = ReturnType<typeof historyOf>;
/** By card: of thousands of reviews one more is folded anew, and not all of them. */
const histories = new Map<string, { readonly reviews: readonly Review[]; readonly history: History }>();

function knownHistoryOf(card: string, reviews: readonly Review[]): History {
  const known = histories.get(card);
  const isSame = (review: Review, index: number) => {
    const other = known!.reviews[index]!;
    return review.at === other.at && review.rating === other.rating && review.retention === other.retention;
  };
  if (known?.reviews.length === reviews.length && reviews.every(isSame)) return known.history;
  const history = historyOf(reviews);
  histories.set(card, { reviews, history });
  return history;
}

function foldSettings(entries: readonly Entry[]): Settings {
  const kept = latest(ofKind(entries, "setting"), ({ name }) => name);
  const numberOf = (name: keyof Settings, least: number, most: number) => {
    const value = kept.get(name)?.value ?? USUAL_SETTINGS[name];
    return Math.min(most, Math.max(least, value));
  };
  return {
    newPerDay: numberOf("newPerDay", 0, 999),
    reviewsPerDay: numberOf("reviewsPerDay", 1, 9999),
    retention: numberOf("retention", 70, 97),
    dayStart: numberOf("dayStart", 0, 23),
    exam: numberOf("exam", 0, Number.MAX_SAFE_INTEGER),
  };
}

/** A day of the reader's, which begins at the hour that they set: the clock and the time zone are the caller's. */
export type Today = { readonly now: number; readonly start: number; readonly end: number };

export type Queue = {
  /** Cards of this session that come back within it, by when. */
  readonly learning: readonly BoxCard[];
  /** What is due today, what is most at risk first, up to the limit of a day. */
  readonly due: readonly BoxCard[];
  readonly fresh: readonly BoxCard[];
  /** How many are due in all. */
  readonly allDue: number;
  readonly allFresh: number;
  /** New cards of a day at most, and how many new ones and reviews it has had. */
  readonly perDay: number;
  readonly newToday: number;
  readonly reviewedToday: number;
};

const DAY = 86_400_000;
/** Days before an exam in which every card comes back once. */
const EXAM_DAYS = 7;

/**
 * What is asked today. After an absence not everything at once: those that are most likely to be lost first.
 * @param more reviews beyond the limit that the reader asked for
 */
export function queueOf(box: Box, { now, start, end }: Today, more = 0): Queue {
  const { settings } = box;
  const active = [...box.cards.values()].filter(({ rests }) => !rests);
  const isLearning = ({ schedule }: BoxCard) =>
    schedule?.state === "Learning" || schedule?.state === "Relearning";
  const learning = active.filter((card) => isLearning(card) && card.schedule!.due < end);
  const learned = active.filter((card) => card.schedule?.state === "Review");
  const due = learned.filter((card) => card.schedule!.due < end);
  due.push(...beforeExam(learned, settings.exam, now, end));
  const risk = (card: BoxCard) => recallOf(card, now);
  due.sort((a, b) => risk(a) - risk(b) || a.order - b.order);
  const fresh = active.filter(({ schedule }) => schedule === undefined).sort((a, b) => a.order - b.order);

  const today = box.reviews.filter(({ at }) => at >= start);
  const before = new Set(box.reviews.filter(({ at }) => at < start).map(({ card }) => card));
  const seenToday = new Set(today.map(({ card }) => card));
  const newToday = [...seenToday].filter((card) => !before.has(card)).length;
  const reviewedToday = seenToday.size - newToday;
  const perDay = Math.max(settings.newPerDay, examRate(fresh.length, settings.exam, now));
  return {
    learning: learning.sort((a, b) => a.schedule!.due - b.schedule!.due),
    due: due.slice(0, Math.max(0, settings.reviewsPerDay - reviewedToday) + more),
    fresh: fresh.slice(0, Math.max(0, perDay - newToday)),
    allDue: due.length,
    allFresh: fresh.length,
    perDay,
    newToday,
    reviewedToday,
  };
}

/** Cards that would come back only after the exam: each once in the days before it, in equal parts. */
function beforeExam(learned: readonly BoxCard[], exam: number, now: number, end: number): BoxCard[] {
  const opens = exam - EXAM_DAYS * DAY;
  if (exam <= now || now < opens) return [];
  const late = learned.filter(
    ({ schedule, reviews }) => schedule!.due >= Math.max(end, exam) && reviews.at(-1)!.at < opens,
  );
  const days = Math.max(1, Math.ceil((exam - now) / DAY));
  return late.sort((a, b) => recallOf(a, exam) - recallOf(b, exam)).slice(0, Math.ceil(late.length / days));
}

/** So many new cards a day that all of them are seen the day before the exam. */
function examRate(fresh: number, exam: number, now: number): number {
  return exam <= now ? 0 : Math.ceil(fresh / Math.max(1, Math.ceil((exam - now) / DAY) - 1));
}

/** How likely a card is to be remembered now, 0 to 1. */
export function recallOf({ schedule, reviews }: BoxCard, now: number): number {
  if (schedule === undefined) return 0;
  return recallAfter(Math.max(0, (now - reviews.at(-1)!.at) / DAY), schedule.stability);
}

/** Forgotten so often that the card is at fault, not the reader. */
export const LEECH_LAPSES = 4;

export function isLeech({ schedule }: BoxCard): boolean {
  return (schedule?.lapses ?? 0) >= LEECH_LAPSES;
}

/** A card that was just learned may come a little early where nothing else is left, after Anki's learn-ahead. */
const AHEAD = 20 * 60_000;

/** The card that is asked next; undefined when today's are done. */
export function nextOf({ learning, due, fresh }: Queue, now: number): BoxCard | undefined {
  const [first] = learning;
  if (first !== undefined && first.schedule!.due <= now) return first;
  return (
    due[0] ?? fresh[0] ?? (first !== undefined && first.schedule!.due <= now + AHEAD ? first : undefined)
  );
}

/** Of the reviews since then whose card had been left alone for a day or more, how many were remembered. */
export function rememberedSince(
  { reviews }: Pick<Box, "reviews">,
  since: number,
): { readonly remembered: number; readonly of: number } {
  const last = new Map<string, number>();
  let [remembered, of] = [0, 0];
  for (const { card, at, rating } of reviews) {
    const before = last.get(card);
    last.set(card, at);
    if (at < since || before === undefined || at - before < DAY) continue;
    of++;
    if (rating > 1) remembered++;
  }
  return { remembered, of };
}
