import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import { betterOf, type GoalRecord, goalKey, readGoalRecord } from "./goal-record.ts";

const RECORD: GoalRecord = { lab: "a-b", scenario: "start", goal: "low", steps: 3, hash: "v=1&s=start&at=3" };

test("a record is kept as it was, and nothing else is one", () => {
  expect(readGoalRecord(structuredClone(RECORD))).toEqual(RECORD);
  for (const broken of [
    undefined,
    null,
    "x",
    {},
    { ...RECORD, steps: 0 },
    { ...RECORD, steps: 1.5 },
    { ...RECORD, lab: "<script>" },
    { ...RECORD, hash: "javascript:alert(1)" },
    { ...RECORD, hash: 'v=1" onclick=' },
  ])
    expect(readGoalRecord(broken)).toBeUndefined();
  fc.assert(
    fc.property(fc.anything(), (value) => {
      readGoalRecord(value);
    }),
    RUNS,
  );
});

test("the better of two is the same in whatever order they come, and merging twice changes nothing", () => {
  const records = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom("v=1", "v=2", "v=3"))
    .map(([steps, hash]): GoalRecord => ({ ...RECORD, steps, hash }));
  fc.assert(
    fc.property(records, records, records, (a, b, c) => {
      expect(betterOf(a, b)).toEqual(betterOf(b, a));
      expect(betterOf(betterOf(a, b), c)).toEqual(betterOf(a, betterOf(b, c)));
      expect(betterOf(a, a)).toEqual(a);
    }),
    RUNS,
  );
  expect(betterOf(undefined, RECORD)).toBe(RECORD);
  expect(goalKey(RECORD)).toBe("a-b/start/low");
});
