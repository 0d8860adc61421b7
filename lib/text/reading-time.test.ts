import { expect, test } from "vitest";
import { readingMinutes } from "./reading-time.ts";

const of = (part: Partial<Parameters<typeof readingMinutes>[0]>) =>
  readingMinutes({ prose: "", cells: 0, codeLines: 0, ...part });

test("Korean technical prose takes a minute for 450 characters, blanks aside", () => {
  expect(of({ prose: "가".repeat(450) })).toBe(1);
  expect(of({ prose: "가 나 ".repeat(2250) })).toBe(10);
  expect(of({ prose: "word ".repeat(450) })).toBe(4);
});

test("a cell takes 3 seconds, a line of code 4", () => {
  expect(of({ cells: 100 })).toBe(5);
  expect(of({ codeLines: 75 })).toBe(5);
  expect(of({ prose: "가".repeat(4500), cells: 100, codeLines: 75 })).toBe(20);
});

test("nothing takes a minute", () => {
  expect(of({})).toBe(1);
  expect(of({ prose: "…!" })).toBe(1);
});
