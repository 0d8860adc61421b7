import { expect, test } from "vitest";
import { foldBox, queueOf } from "./box.ts";
import { at, DAY, kept, rated, START, todayAt } from "./log-fixtures.ts";
import { daysUntil, recallAfter } from "./schedule.ts";
import { cardsToday, placeOf, standingOf } from "./standing.ts";
import { summaryOf } from "./summary.ts";

test("the day on which a card falls below a recall is where the curve says so", () => {
  for (const stability of [0.4, 3, 40, 900])
    for (const recall of [0.5, 0.7, 0.9, 0.97])
      expect(recallAfter(daysUntil(recall, stability), stability)).toBeCloseTo(recall, 6);
});

test("pages count the cards of today as the page of review lists them, on the day and on those after it", () => {
  const cards = Array.from({ length: 45 }, (_, index) => `a-c${index + 1}`);
  const log = cards.map((card) => kept(card));
  for (let day = 0; day < 12; day++) {
    const now = START + day * DAY;
    const before = summaryOf(foldBox(log), todayAt(now - DAY / 2));
    const box = foldBox(log);
    const queue = queueOf(box, todayAt(now));
    const listed = queue.learning.length + queue.due.length + queue.fresh.length;
    expect([day, cardsToday(before, todayAt(now))]).toEqual([day, listed]);
    // Half of them are answered; what is left is what pages tell.
    const asked = [...queue.learning, ...queue.due, ...queue.fresh].slice(0, Math.ceil(listed / 2));
    for (const [index, { id }] of asked.entries())
      log.push(rated(id, now + index * 1000, index % 5 === 0 ? 1 : 4));
    const later = todayAt(now + 3_600_000);
    const rest = queueOf(foldBox(log), later);
    expect([day, cardsToday(summaryOf(foldBox(log), later), later)]).toEqual([
      day,
      rest.learning.length + rest.due.length + rest.fresh.length,
    ]);
  }
});

test("before an exam the cards that come back for it are counted", () => {
  const exam = START + 5 * DAY;
  const log = [
    at(START, { kind: "setting", name: "exam", value: exam }),
    ...["a-c1", "a-c2"].flatMap((card) => [
      kept(card, START - 90 * DAY),
      rated(card, START - 90 * DAY, 4),
      rated(card, START - 80 * DAY, 4),
      rated(card, START - 40 * DAY, 4),
    ]),
  ];
  const today = todayAt(START);
  const queue = queueOf(foldBox(log), today);
  expect(queue.due).toHaveLength(1);
  expect(cardsToday(summaryOf(foldBox(log), today), today)).toBe(1);
});

test("a note stands with what was read of it, what is due and what is lost, by its cards wherever they come from", () => {
  const log = [
    ...["docker-images-c1", "docker-images-q2", "term-layer", "own-1", "own-2"].map((card) => kept(card)),
    at(START, { kind: "own", card: "own-1", front: "a", back: "b", href: "/notes/docker-images/#layers" }),
    at(START, { kind: "own", card: "own-2", front: "a", back: "b", href: "/labs/docker-images-x/#v=1" }),
    ...["docker-images-c1", "docker-images-q2", "term-layer", "own-1", "own-2"].map((card) =>
      rated(card, START, 4),
    ),
    // Forgotten on the day after it was learned.
    rated("docker-images-q2", START + 20 * DAY, 1),
  ];
  const now = START + 20 * DAY + 3_600_000;
  const summary = summaryOf(foldBox(log), todayAt(now), (id) =>
    id === "term-layer" ? "docker-images" : undefined,
  );
  expect(standingOf("docker-images", summary, [3, 12], todayAt(now))).toEqual({
    ...{ read: "some", due: 4, lost: 1 },
  });
  expect(standingOf("/labs/docker-images-x/", summary, [0, 0], todayAt(now))).toEqual({
    ...{ read: "none", due: 1, lost: 0 },
  });
  // What nobody asks for is lost in the end: it does not stay as it was.
  const years = START + 2000 * DAY;
  expect(standingOf("docker-images", summary, [12, 12], todayAt(years))).toEqual({
    ...{ read: "all", due: 4, lost: 4 },
  });
});

test("the place of an address is its note or its lab", () => {
  expect(placeOf("/notes/docker-images/#layers")).toBe("docker-images");
  expect(placeOf("/notes/a/b/")).toBe("a/b");
  expect(placeOf("/labs/docker-images-x/?pane=a#v=1&s=start")).toBe("/labs/docker-images-x/");
  expect(placeOf("/glossary/#layer")).toBe("");
});
