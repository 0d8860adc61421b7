import { expect, test } from "vitest";
import { compactPath, roundAll, roundNumber } from "./path-data.ts";

test("numbers have one decimal and nothing is not negative", () => {
  expect(roundNumber(-0.04)).toBe("0");
  expect(roundNumber(12.96)).toBe("13");
  expect(roundAll("translate(1.234, -5.06)")).toBe("translate(1.2,-5.1)");
  expect(roundAll("1.1em")).toBe("1.1em");
});

test("points of a straight run go, corners stay", () => {
  expect(compactPath("M0,0L10,0.02L20,0L20,10")).toBe("M0 0L20 0L20 10");
  expect(compactPath("M0 0H5V5Z")).toBe("M0 0L5 0L5 5Z");
  expect(compactPath("M0,0C1.04,2,3,4,5.06,6L9,9")).toBe("M0 0C1 2 3 4 5.1 6L9 9");
});

test("numbers that follow one another without a space stay apart", () => {
  expect(compactPath("m1.5.3-2.25 4z")).toBe("m1.5 0.3 -2.2 4z");
});

test("the flags of an arc may be glued together", () => {
  expect(compactPath("M0,0a5,5,0,0,1,10.04,0")).toBe("M0 0a5 5 0 0 1 10 0");
  expect(compactPath("M0 0A5 5 0 01 10 0")).toBe("M0 0A5 5 0 0 1 10 0");
});

test("an arc as icons write it keeps its end, and an exponent is no command", () => {
  expect(compactPath("m0 0a2 2 0 0 0 2-2v5a2 2 0 0 0-2.04-2h-7.2z")).toBe(
    "m0 0a2 2 0 0 0 2 -2v5a2 2 0 0 0 -2 -2h-7.2z",
  );
  expect(compactPath("M0 0a2 2 0 012-2")).toBe("M0 0a2 2 0 0 1 2 -2");
  expect(compactPath("M0 1e1L5 1e1")).toBe("M0 10L5 10");
});
