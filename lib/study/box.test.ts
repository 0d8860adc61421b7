import fc from "fast-check";
import { type Card, createEmptyCard, fsrs } from "ts-fsrs";
import { expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import type { Entry } from "../records/log.ts";
import { foldBox, isLeech, nextOf, queueOf, recallOf, rememberedSince } from "./box.ts";
import { at, DAY, kept, rated, START, todayAt } from "./log-fixtures.ts";

const MINUTE = 60_000;

test("a year of reviews by the queue leaves every card where ts-fsrs itself does", () => {
  const scheduler = fsrs({ enable_fuzz: false });
  const cards = new Map<string, Card>(
    Array.from({ length: 120 }, (_, index) => [`a-c${index + 1}`, createEmptyCard(START)]),
  );
  const log: Entry[] = [...cards.keys()].map((card) => kept(card));
  let state = 7;
  const chance = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
  const first = new Map<string, number>();
  let reviews = 0;
  for (let day = 0; day < 365; day++) {
    // Some days are left out, and some clocks are a little off.
    if (chance() < 0.15) continue;
    let now = START + day * DAY + Math.floor(chance() * 10 * 3_600_000);
    for (let step = 0; step < 60; step++) {
      const card = nextOf(queueOf(foldBox(log), todayAt(now)), now);
      if (card === undefined) break;
      const rating = ([1, 2, 3, 3, 3, 3, 4] as const)[Math.floor(chance() * 7)]!;
      const before = first.has(card.id) ? cards.get(card.id)! : createEmptyCard(now);
      first.set(card.id, now);
      cards.set(card.id, scheduler.next(before, now, rating).card);
      log.push(rated(card.id, now, rating));
      reviews++;
      now += Math.floor(20_000 + chance() * 60_000);
    }
  }
  const box = foldBox(log);
  expect(reviews).toBeGreaterThan(1000);
  expect([...box.cards.values()].filter(({ schedule }) => schedule !== undefined)).toHaveLength(120);
  for (const [id, card] of cards) {
    const { schedule } = box.cards.get(id)!;
    expect(schedule!.due).toBe(card.due.getTime());
    expect(schedule!.stability).toBeCloseTo(card.stability, 9);
    expect(schedule!.lapses).toBe(card.lapses);
  }
}, 60_000);

test("a day begins with what is most likely to be lost, and is not longer than was set", () => {
  const log: Entry[] = [];
  for (let index = 1; index <= 140; index++) {
    log.push(kept(`a-c${index}`), rated(`a-c${index}`, START, 4));
    if (index <= 20) log.push(rated(`a-c${index}`, START + 9 * DAY, 4));
  }
  const now = START + 120 * DAY;
  const box = foldBox(log);
  const queue = queueOf(box, todayAt(now));
  expect([queue.allDue, queue.due.length]).toEqual([140, 30]);
  const recalls = queue.due.map((card) => recallOf(card, now));
  expect(recalls).toEqual([...recalls].sort((a, b) => a - b));
  expect(Math.max(...recalls)).toBeLessThanOrEqual(
    Math.min(
      ...queueOf(box, todayAt(now), 110)
        .due.slice(30)
        .map((card) => recallOf(card, now)),
    ),
  );
  // What was reviewed today counts against the day.
  const later = foldBox([
    ...log,
    ...queue.due.slice(0, 10).map(({ id }, index) => rated(id, now + index * MINUTE, 3)),
  ]);
  expect(queueOf(later, todayAt(now + 20 * MINUTE)).due).toHaveLength(20);
  expect(queueOf(later, todayAt(now + 20 * MINUTE), 30).due).toHaveLength(50);
});

test("new cards come in the order of the box, so many a day", () => {
  const log = Array.from({ length: 25 }, (_, index) => kept(`a-c${index + 1}`, START + index));
  expect(queueOf(foldBox(log), todayAt(START + MINUTE)).fresh.map(({ id }) => id)).toEqual(
    Array.from({ length: 10 }, (_, index) => `a-c${index + 1}`),
  );
  const seen = [...log, rated("a-c1", START + MINUTE, 4), rated("a-c2", START + 2 * MINUTE, 4)];
  expect(queueOf(foldBox(seen), todayAt(START + 3 * MINUTE)).fresh).toHaveLength(8);
  expect(queueOf(foldBox(seen), todayAt(START + DAY)).fresh).toHaveLength(10);
});

test("a card that was just learned comes back within the sitting, early where nothing else is left", () => {
  const log = [kept("a-c1"), rated("a-c1", START, 3)];
  const queue = queueOf(foldBox(log), todayAt(START + MINUTE));
  expect(queue.learning.map(({ id }) => id)).toEqual(["a-c1"]);
  expect(nextOf(queue, START + MINUTE)?.id).toBe("a-c1");
  const both = queueOf(foldBox([...log, kept("a-c2")]), todayAt(START + MINUTE));
  expect(nextOf(both, START + MINUTE)?.id).toBe("a-c2");
  expect(nextOf(both, START + 11 * MINUTE)?.id).toBe("a-c1");
});

test("what was taken back counts as if it had not been, and a card that rests is not asked", () => {
  const wrong = rated("a-c1", START, 4);
  const box = foldBox([kept("a-c1"), wrong, at(START + 1, { kind: "undo", of: wrong.id })]);
  expect(box.cards.get("a-c1")?.schedule).toBeUndefined();
  const rests = foldBox([kept("a-c1"), at(START + 1, { kind: "rest", card: "a-c1", on: true })]);
  expect(queueOf(rests, todayAt(START)).allFresh).toBe(0);
  const awake = foldBox([
    kept("a-c1"),
    at(START + 1, { kind: "rest", card: "a-c1", on: true }),
    at(START + 2, { kind: "rest", card: "a-c1", on: false }),
  ]);
  expect(queueOf(awake, todayAt(START)).allFresh).toBe(1);
  expect(foldBox([kept("a-c1"), at(START + 1, { kind: "keep", card: "a-c1", on: false })]).cards.size).toBe(
    0,
  );
});

test("before an exam every card comes back once, and all new ones are seen", () => {
  const exam = START + 60 * DAY;
  const log: Entry[] = [at(START, { kind: "setting", name: "exam", value: exam })];
  for (let index = 1; index <= 70; index++)
    log.push(
      kept(`a-c${index}`),
      rated(`a-c${index}`, START, 4),
      rated(`a-c${index}`, START + 8 * DAY, 4),
      rated(`a-c${index}`, START + 35 * DAY, 4),
    );
  const far = foldBox(log);
  expect([...far.cards.values()].every(({ schedule }) => schedule!.due > exam)).toBe(true);
  expect(queueOf(far, todayAt(exam - 10 * DAY)).due).toHaveLength(0);
  const asked = new Set<string>();
  for (let day = 7; day >= 1; day--) {
    const now = exam - day * DAY + MINUTE;
    for (const { id } of queueOf(foldBox(log), todayAt(now)).due) {
      asked.add(id);
      log.push(rated(id, now, 3));
    }
  }
  expect(asked.size).toBe(70);
  const fresh = Array.from({ length: 60 }, (_, index) => kept(`b-c${index + 1}`));
  const queue = queueOf(foldBox([...fresh, log[0]!]), todayAt(exam - 4 * DAY + MINUTE));
  expect(queue.fresh.length * 3).toBeGreaterThanOrEqual(60);
});

test("a clock that jumps back loses no review, and a leech is known by what was forgotten", () => {
  const log = [kept("a-c1")];
  let now = START;
  for (let lapse = 0; lapse < 5; lapse++) {
    for (const rating of [3, 3, 1] as const) {
      log.push(rated("a-c1", now, rating));
      now += rating === 1 ? 11 * MINUTE : 30 * DAY;
    }
  }
  log.push(rated("a-c1", now - 400 * DAY, 3));
  const box = foldBox(log);
  expect(box.cards.get("a-c1")!.reviews).toHaveLength(16);
  expect(isLeech(box.cards.get("a-c1")!)).toBe(true);
});

test("how much is remembered counts what had been left alone for a day", () => {
  const log = [
    kept("a-c1"),
    rated("a-c1", START, 3),
    rated("a-c1", START + 10 * MINUTE, 1),
    rated("a-c1", START + 3 * DAY, 3),
    rated("a-c1", START + 9 * DAY, 1),
  ];
  expect(rememberedSince(foldBox(log), START)).toEqual({ remembered: 1, of: 2 });
});

test("the order in which entries arrive changes nothing", () => {
  const drafts = fc.oneof(
    fc.record({
      kind: fc.constant("review" as const),
      card: fc.constantFrom("a-c1", "a-c2"),
      rating: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
      retention: fc.constantFrom(85, 90),
      by: fc.constant("x"),
    }),
    fc.record({
      kind: fc.constant("keep" as const),
      card: fc.constantFrom("a-c1", "a-c2"),
      on: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant("rest" as const),
      card: fc.constantFrom("a-c1", "a-c2"),
      on: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.tuple(drafts, fc.integer({ min: 0, max: 5 })), { maxLength: 20 }),
      fc.nat(),
      (list, seed) => {
        const entries = list.map(
          ([draft, day], index): Entry => ({
            id: `e-${index.toString(36)}`,
            at: START + day * DAY,
            ...draft,
          }),
        );
        const mixed = [...entries].sort(
          (a, b) => ((a.id.length * seed + a.id.charCodeAt(2) * 7) % 5) - ((b.at + seed) % 5),
        );
        expect([...foldBox(mixed).cards.values()]).toEqual([...foldBox(entries).cards.values()]);
      },
    ),
    RUNS,
  );
});
