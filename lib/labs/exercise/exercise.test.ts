import { expect, test } from "vitest";
import { fitAddress, LONGEST_HASH, writeFields } from "../../sim/hash.ts";
import type { Task } from "../lab-file.ts";
import { readSheet, writeSheet } from "./exercise.ts";

const TASKS: readonly Task[] = [
  {
    id: "words",
    kind: "fill",
    ask: "채우세요.",
    items: Array.from({ length: 99 }, (_, index) => ({
      id: `w${index}`,
      text: "____",
      why: "그렇다.",
      accept: ["답"],
      wrong: {},
    })),
  },
];
const sheetOf = (length: number) => ({
  words: Object.fromEntries(
    TASKS[0]!.items.map(({ id }, index) => [
      id,
      `${String.fromCharCode(0xac00 + index * 97)}`.repeat(length),
    ]),
  ),
});

test("a long sheet is deflated, and opens again", () => {
  const fields = writeSheet(TASKS, sheetOf(20), ["words"]);
  expect(writeFields(fields).length).toBeGreaterThan(6000);
  const address = fitAddress(fields)!;
  expect(address.length).toBeLessThanOrEqual(LONGEST_HASH);
  expect(readSheet(TASKS, `#${address}`)).toEqual({
    sheet: sheetOf(20),
    checked: ["words"],
    problem: undefined,
  });
});

test("what is too long for an address is written as none, and a file of any length opens", () => {
  const long = {
    words: Object.fromEntries(
      TASKS[0]!.items.map(({ id }, index) => [
        id,
        Array.from({ length: 70 }, (_, at) =>
          String.fromCharCode(0xac00 + ((index * 7919 + at * at * 104_729 + at * index * 31) % 11_000)),
        ).join(""),
      ]),
    ),
  };
  const fields = writeSheet(TASKS, long, []);
  expect(fitAddress(fields)).toBeUndefined();
  expect(readSheet(TASKS, writeFields(fields))).toEqual({ sheet: long, checked: [], problem: undefined });
});

test("addresses from before are read as they are", () => {
  const { sheet, problem } = readSheet(TASKS, "#v=1&a=words.w0.%EB%8B%B5&c=words");
  expect([sheet.words!.w0, problem]).toEqual(["답", undefined]);
  expect(readSheet(TASKS, "#v=1&a=nothing.w0.x").problem).toMatch(/맞지 않습니다/);
  expect(readSheet(TASKS, "#v=1&z=%%%").problem).toMatch(/읽을 수 없습니다/);
});
