import { expect, test } from "vitest";
import { normalizeText } from "./normalize.ts";

test("the byte-order mark goes, only at the start", () => {
  expect(normalizeText("\uFEFF---\n")).toBe("---\n");
  expect(normalizeText("a\uFEFFb")).toBe("a\uFEFFb");
});

test("every kind of line end becomes one line feed", () => {
  expect(normalizeText("a\r\nb\rc\nd\r\n\r\ne")).toBe("a\nb\nc\nd\n\ne");
});

test("decomposed Hangul is composed", () => {
  expect(normalizeText("이미지".normalize("NFD"))).toBe("이미지");
});

test("normalising twice changes nothing more", () => {
  const once = normalizeText("\uFEFF가\r\n나".normalize("NFD"));
  expect(normalizeText(once)).toBe(once);
});
