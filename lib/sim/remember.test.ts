import { expect, test } from "vitest";
import { atOnce, remembered, rememberedInSlices } from "./remember.ts";

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

test("what is made in slices may be asked ahead, and is made once", () => {
  const slices: number[] = [];
  const sum = rememberedInSlices(function* (most: number) {
    let sum = 0;
    for (let value = 1; value <= most; value++) {
      slices.push(value);
      sum += value;
      yield;
    }
    return sum;
  }, 2);
  const ahead = sum.prepare(3);
  expect(ahead.next().done).toBe(false);
  expect(slices).toEqual([]);
  ahead.next();
  expect(slices).toEqual([1]);
  // Who cannot wait gets the same at once.
  expect(sum(3)).toBe(6);
  expect(atOnce(ahead)).toBeUndefined();
  expect(sum(3)).toBe(6);
  slices.length = 0;
  expect(sum.prepare(3).next().done).toBe(true);
  atOnce(sum.prepare(2));
  expect([sum(2), slices]).toEqual([3, [1, 2]]);
});
