import { expect, test } from "vitest";
import { DEEPEST, limitStructure } from "./limit-structure.ts";

test("an ordinary note is left as it is", () => {
  const text = "| 가 | 나 |\n| --- | --- |\n| 1 | 2 |\n\n> > - 글\n\n```\n|-|-|\n```\n";
  expect(limitStructure(text)).toEqual({ text, limited: [] });
});

test("a table that is too wide or too large stays lines of text", () => {
  const wide = `${"|a".repeat(3000)}|\n${"|-".repeat(3000)}|\n${"|1\n".repeat(3000)}`;
  const { text, limited } = limitStructure(wide);
  expect(limited).toEqual([{ line: 2, what: "columns" }]);
  expect(text.split("\n")).toHaveLength(wide.split("\n").length);
  const large = `${"|a".repeat(150)}|\n${"|-".repeat(150)}|\n${"|1\n".repeat(3000)}`;
  expect(limitStructure(large).limited).toEqual([{ line: 2, what: "cells" }]);
});

test("quotations and lists go no deeper than so many levels", () => {
  const { text, limited } = limitStructure(`${">".repeat(5000)} 글\n\n${"- ".repeat(1000)}글\n`);
  expect(limited).toEqual([
    { line: 1, what: "depth" },
    { line: 3, what: "depth" },
  ]);
  expect(text.split("\n")[0]!.match(/>/g)).toHaveLength(DEEPEST);
  const deep = Array.from({ length: 1000 }, (_, level) => `${"  ".repeat(level)}- 글`).join("\n");
  expect(
    Math.max(
      ...limitStructure(deep)
        .text.split("\n")
        .map((line) => line.length),
    ),
  ).toBeLessThan(300);
});
