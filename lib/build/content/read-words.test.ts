import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readWords } from "./read-words.ts";

const folder = () => mkdtempSync(join(tmpdir(), "whale-words-"));

test("no file is an empty list, and one that cannot be read is an error", () => {
  const there = folder();
  expect(readWords(there)).toEqual([]);
  mkdirSync(join(there, "words.yaml"));
  expect(() => readWords(there)).toThrow("EISDIR");
});

test("a group of one word is told by its number", () => {
  const there = folder();
  writeFileSync(join(there, "words.yaml"), "- [서버, server]\n- [파드]\n");
  expect(() => readWords(there)).toThrow("words.yaml의 2번째 묶음을 읽을 수 없습니다.");
});
