import { expect, test } from "vitest";
import { noteMetaKeys, noteMetaSchema, questionKeys } from "./schema.ts";

const good = { title: "제목", summary: "요약", group: "container", order: 1, verifiedOn: "2026-01-01" };
const accepts = (change: Record<string, unknown>) => noteMetaSchema.safeParse({ ...good, ...change }).success;

test("a misspelt key is an error, not a silent loss", () => {
  expect(accepts({})).toBe(true);
  expect(accepts({ draff: true })).toBe(false);
  expect(accepts({ questions: [{ text: "왜", section: "why", more: 1 }] })).toBe(false);
});

test("names of notes and sections are ASCII", () => {
  expect(accepts({ related: ["docker-images", "network/tcp"] })).toBe(true);
  for (const slug of ["이미지", "Docker", "a--b", "-a", "a/", "a b"]) {
    expect([slug, accepts({ related: [slug] })]).toEqual([slug, false]);
  }
  expect(accepts({ questions: [{ text: "왜", section: "a/b" }] })).toBe(false);
});

test("a summary has at most 80 characters and a date is a day that exists", () => {
  expect(accepts({ summary: "가".repeat(80) })).toBe(true);
  expect(accepts({ summary: "가".repeat(81) })).toBe(false);
  expect(accepts({ verifiedOn: "2024-02-29" })).toBe(true);
  expect(accepts({ verifiedOn: "2026-02-29" })).toBe(false);
});

test("the keys for error messages are those of the schema", () => {
  expect(noteMetaKeys).toContain("verifiedOn");
  expect(questionKeys).toEqual(["text", "section"]);
});
