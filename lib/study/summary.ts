import { type Box, type BoxCard, queueOf, type Today } from "./box.ts";
import { daysUntil } from "./schedule.ts";
import { type BoxSummary, placeOf, type Waiting } from "./standing.ts";

const DAY = 86_400_000;
/** Below this recall a card counts as lost: three of ten such cards are forgotten. */
const LOST_BELOW = 0.7;

/**
 * What pages tell of a box.
 * @param noteOf the note that a card of the site was offered with, where that is known
 * @param hrefOf where the answer of a card of the site stands, where that is known
 */
export function summaryOf(
  box: Box,
  today: Today,
  noteOf: (card: string) => string | undefined = () => undefined,
  hrefOf: (card: string) => string | undefined = () => undefined,
): BoxSummary {
  const queue = queueOf(box, today, Number.POSITIVE_INFINITY);
  const seen = [...box.cards.values()].filter(({ rests, schedule }) => !rests && schedule !== undefined);
  // Before an exam cards come earlier than their schedule says.
  const early = new Set(queue.due);
  const dueOf = (card: BoxCard) =>
    early.has(card) ? Math.min(card.schedule!.due, today.now) : card.schedule!.due;
  const places = new Map<string, { due: number[]; lost: number[] }>();
  for (const card of seen) {
    const section = /^\/notes\/[a-z0-9/-]+\/#[a-z0-9-]+/.exec(
      box.own.get(card.id)?.href || (hrefOf(card.id) ?? ""),
    );
    for (const place of [placeOfCard(card.id, box, noteOf), section?.[0] ?? ""]) {
      if (place === "") continue;
      const at = places.get(place) ?? { due: [], lost: [] };
      at.due.push(dueOf(card));
      at.lost.push(lostAt(card));
      places.set(place, at);
    }
  }
  const waiting = [...places].map(([place, { due, lost }]): Waiting => [place, inOrder(due), inOrder(lost)]);
  return {
    due: inOrder(seen.map(dueOf)),
    learning: queue.learning.length,
    fresh: queue.allFresh,
    places: waiting,
    day: {
      starts: box.settings.dayStart,
      newPerDay: queue.perDay,
      reviewsPerDay: box.settings.reviewsPerDay,
      end: today.end,
      newSeen: queue.newToday,
      reviewed: queue.reviewedToday,
    },
  };
}

function placeOfCard(id: string, box: Box, noteOf: (card: string) => string | undefined): string {
  const own = placeOf(box.own.get(id)?.href ?? "");
  return own || (noteOf(id) ?? /^(.+)-[cq]\d+$/.exec(id)?.[1] ?? "");
}

/** From when on a card is taken for lost: at once where it was forgotten when last asked. */
function lostAt({ reviews, schedule }: BoxCard): number {
  const last = reviews.at(-1)!;
  if (last.rating === 1 && schedule!.lapses > 0) return last.at;
  return Math.round(last.at + daysUntil(LOST_BELOW, schedule!.stability) * DAY);
}

function inOrder(times: readonly number[]): number[] {
  return times.toSorted((a, b) => a - b);
}
