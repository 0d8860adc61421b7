import { expect, test } from "vitest";
import { matches } from "./matches.ts";
import { runVectors } from "./run-vectors.ts";
import { readVectorFile } from "./vector-file.ts";

const vector = (fn: string, input: unknown, expected: unknown) => ({
  id: `x/${fn}/1`,
  fn,
  name: "a case",
  input,
  expected,
});

test("a wrong expectation is reported with what came out instead", () => {
  const vectors = [vector("wholeValue", "1k", 1000), vector("wholeValue", "1k", 1001)];
  expect(runVectors({ system: "resources", vectors })).toEqual({
    system: "resources",
    passed: 1,
    failed: [{ id: "x/wholeValue/1", name: "a case", expected: 1001, actual: 1000 }],
  });
});

test("an unknown system, an unknown function and one that throws fail their vector, in Korean", () => {
  const said = (system: string, fn: string, input: unknown) =>
    runVectors({ system, vectors: [vector(fn, input, null)] }).failed[0]?.actual;
  expect(said("weather", "rain", 1)).toEqual({ error: '"weather" 모델이 없습니다.' });
  expect(said("images", "rain", 1)).toEqual({ error: '"images" 모델에 "rain" 함수가 없습니다.' });
  expect(said("images", "constructor", 1)).toEqual({
    error: '"images" 모델에 "constructor" 함수가 없습니다.',
  });
  expect(said("images", "chainIDs", null)).toEqual({
    error: expect.stringContaining('"chainIDs" 함수가 멈췄습니다'),
  });
});

test("a vector that expects any error is not met by an error of the runner", () => {
  const vectors = [vector("rain", 1, { errorContains: "" }), vector("chainIDs", null, { errorContains: "" })];
  expect(runVectors({ system: "images", vectors }).passed).toBe(0);
});

test("integers are compared exactly, other numbers to one part in a billion", () => {
  expect(matches(10_000_000_001, 10_000_000_000)).toBe(false);
  expect(matches(0.3, 0.1 + 0.2)).toBe(true);
  expect(matches(3, 3.000000001)).toBe(true);
  expect(matches(3, 3.00000001)).toBe(false);
  expect(matches(0.5, Number.NaN)).toBe(false);
  expect(matches(1, "1")).toBe(false);
});

test("arrays and objects are compared part by part, and null is not an empty object", () => {
  expect(matches([1, { a: 0.3 }], [1, { a: 0.1 + 0.2 }])).toBe(true);
  expect(matches([1], [1, 2])).toBe(false);
  expect(matches([], {})).toBe(false);
  expect(matches({}, null)).toBe(false);
  expect(matches({ a: 1 }, { b: 1 })).toBe(false);
  expect(matches({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(matches({ a: 1 }, { a: 1, b: undefined })).toBe(true);
  expect(matches({ toString: 1 }, { a: 1 })).toBe(false);
});

test("an expected error text is looked for within the error", () => {
  expect(matches({ errorContains: "swap" }, { error: "no swap" })).toBe(true);
  expect(matches({ errorContains: "" }, { error: "" })).toBe(true);
  expect(matches({ errorContains: "memory" }, { error: "no swap" })).toBe(false);
  expect(matches({ errorContains: "" }, 5)).toBe(false);
});

test("a file that is none says what is wrong in one Korean sentence", () => {
  const said = (text: string) => (readVectorFile(text) as { error?: string }).error;
  expect(said("{")).toMatch(/^JSON으로 읽을 수 없습니다/);
  expect(said("[]")).toBe('벡터 파일은 {"system": "…", "vectors": […]} 꼴이어야 합니다.');
  expect(said('{"system":"images","vectors":[3]}')).toBe("vectors[0]: 객체가 아닙니다.");
  expect(said('{"system":"images","vectors":[{"id":"a","fn":"digest","input":1}]}')).toBe(
    'vectors[0]: "expected" 항목이 없습니다.',
  );
  expect(said('\uFEFF{"system":"images","vectors":[]}')).toBeUndefined();
});
