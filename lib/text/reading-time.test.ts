import { expect, test } from "vitest";
import { readingMinutes } from "./reading-time.ts";

test("Hangul is counted by the syllable, 600 a minute", () => {
  expect(readingMinutes("가".repeat(600), 0)).toBe(1);
  expect(readingMinutes("가".repeat(1800), 0)).toBe(3);
  expect(readingMinutes("가".repeat(6000), 0)).toBe(10);
});

test("a 2,400 syllable note with 40 lines of code takes six minutes", () => {
  expect(readingMinutes("컨테이너 ".repeat(600), 40)).toBe(6);
});

test("Latin words are counted by the word, paths as one", () => {
  expect(readingMinutes("word ".repeat(600), 0)).toBe(3);
  expect(readingMinutes("/var/lib/docker/overlay2 ".repeat(600), 0)).toBe(3);
});

test("mixed prose adds up", () => {
  expect(readingMinutes(`${"가".repeat(1200)} ${"image ".repeat(400)}`, 20)).toBe(5);
});

test("nothing to read is still one minute", () => {
  expect(readingMinutes("", 0)).toBe(1);
  expect(readingMinutes("…!", 0)).toBe(1);
});
