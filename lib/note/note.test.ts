import { expect, test } from "vitest";
import { deepFreeze } from "./note.ts";

test("a frozen value refuses writes at every depth", () => {
  const value = deepFreeze({ a: { b: [{ c: 1 }] }, d: null });
  expect(() => Object.assign(value, { e: 1 })).toThrow(TypeError);
  expect(() => Object.assign(value.a.b[0] ?? {}, { c: 2 })).toThrow(TypeError);
  expect(() => value.a.b.push({ c: 3 })).toThrow(TypeError);
  expect(value).toEqual({ a: { b: [{ c: 1 }] }, d: null });
});

test("freezing returns the same value, and leaves what is no object alone", () => {
  const value = { a: 1 };
  expect(deepFreeze(value)).toBe(value);
  expect(deepFreeze(null)).toBeNull();
  expect(deepFreeze("글")).toBe("글");
});
