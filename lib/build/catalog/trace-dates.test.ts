import { expect, test } from "vitest";
import { type Change, traceDates } from "./trace-dates.ts";

const trace = (files: readonly string[], changes: readonly Change[]) =>
  Object.fromEntries(traceDates(files, changes));

test("a file keeps the day it came through every name it had", () => {
  const changes = [
    { at: 50, status: "R100", from: "나.md", path: "다.md" },
    { at: 40, status: "M", path: "나.md" },
    { at: 30, status: "R087", from: "가.md", path: "나.md" },
    { at: 10, status: "A", path: "가.md" },
  ];
  expect(trace(["다.md"], changes)).toEqual({ "다.md": { published: 10, revised: 40 } });
});

test("what a file of the same name did before it is not its history", () => {
  const again = [
    { at: 30, status: "A", path: "a.md" },
    { at: 20, status: "D", path: "a.md" },
    { at: 10, status: "A", path: "a.md" },
  ];
  expect(trace(["a.md"], again)).toEqual({ "a.md": { published: 30, revised: 30 } });
  const replaced = [
    { at: 30, status: "A", path: "a.md" },
    { at: 20, status: "R100", from: "a.md", path: "b.md" },
    { at: 10, status: "A", path: "a.md" },
  ];
  expect(trace(["a.md", "b.md"], replaced)).toEqual({
    "a.md": { published: 30, revised: 30 },
    "b.md": { published: 10, revised: 10 },
  });
});

test("a copy is a new file, and a file that no commit made has no dates", () => {
  const changes = [
    { at: 20, status: "C100", from: "a.md", path: "b.md" },
    { at: 10, status: "A", path: "a.md" },
  ];
  expect(trace(["a.md", "b.md", "staged.md"], changes)).toEqual({
    "a.md": { published: 10, revised: 10 },
    "b.md": { published: 20, revised: 20 },
  });
});

test("a commit whose clock was behind does not make a text older than it is", () => {
  const changes = [
    { at: 20, status: "M", path: "a.md" },
    { at: 40, status: "M", path: "a.md" },
    { at: 10, status: "A", path: "a.md" },
  ];
  expect(trace(["a.md"], changes)).toEqual({ "a.md": { published: 10, revised: 40 } });
});
