import { expect, test } from "vitest";
import { type Visit, visitNote } from "./visits.ts";

const HOUR = 3_600_000;

test("what changed since the visit before is new for the whole visit, and not at the next", () => {
  let visits: readonly Visit[] = [];
  const open = (version: number, now: number) => {
    const next = visitNote(visits, "docker-images", version, now);
    visits = next.visits;
    return next.before;
  };
  // At the first visit nothing is new.
  expect(open(100, 0)).toBe(100);
  expect(open(100, 30 * HOUR)).toBe(100);
  // The note was revised meanwhile.
  expect(open(140, 60 * HOUR)).toBe(100);
  expect(open(140, 60 * HOUR + 10)).toBe(100);
  expect(open(140, 60 * HOUR + 50 * 60_000)).toBe(100);
  expect(open(140, 90 * HOUR)).toBe(140);
  // A clock that went back a week takes nothing away and marks nothing anew.
  expect(open(140, -200 * HOUR)).toBe(140);
  expect(visits).toEqual([["docker-images", 140, 140, -200 * HOUR]]);
});

test("other notes keep their visits, the last visited first", () => {
  const first = visitNote([], "a", 1, 0).visits;
  const second = visitNote(first, "b", 2, 1).visits;
  expect(visitNote(second, "a", 3, 5 * HOUR).visits.map(([note]) => note)).toEqual(["a", "b"]);
});
