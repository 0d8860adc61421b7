import { expect, test } from "vitest";
import { isShown, type TIMES, timeOf } from "./shelf-filter.ts";

test("every lab is in one span of time", () => {
  expect([1, 5, 6, 10, 11, 60].map(timeOf)).toEqual(["short", "short", "middle", "middle", "long", "long"]);
});

test("what is chosen is joined, and leaves out what has no goals", () => {
  const open = { minutes: 4, goals: 2, met: 1 };
  const met = { minutes: 12, goals: 2, met: 2 };
  const without = { minutes: 4, goals: 0, met: 0 };
  const shown = (time: (typeof TIMES)[number]["id"], done: "all" | "open" | "met") =>
    [open, met, without].map((lab) => isShown(lab, time, done));
  expect(shown("all", "all")).toEqual([true, true, true]);
  expect(shown("short", "all")).toEqual([true, false, true]);
  expect(shown("all", "open")).toEqual([true, false, false]);
  expect(shown("all", "met")).toEqual([false, true, false]);
  expect(shown("short", "met")).toEqual([false, false, false]);
});
