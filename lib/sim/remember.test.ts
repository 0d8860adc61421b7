import { expect, test } from "vitest";
import { remembered } from "./remember.ts";

test("what was made is made once, until others have taken its place", () => {
  const made: number[] = [];
  const double = remembered((value: number) => {
    made.push(value);
    return value * 2;
  }, 2);
  expect([1, 2, 1, 2].map((value) => double(value))).toEqual([2, 4, 2, 4]);
  expect(made).toEqual([1, 2]);
  expect([3, 2, 1].map((value) => double(value))).toEqual([6, 4, 2]);
  expect(made).toEqual([1, 2, 3, 1]);
});

test("what the key leaves out makes no difference", () => {
  const first = remembered(
    (pair: { readonly a: number; readonly b: number }) => pair,
    4,
    ({ a }) => a,
  );
  expect(first({ a: 1, b: 1 })).toBe(first({ a: 1, b: 2 }));
  expect(first({ a: 2, b: 1 })).not.toBe(first({ a: 1, b: 1 }));
});
