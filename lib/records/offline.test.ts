import { expect, test } from "vitest";
import { filesCache, isOfSite, outdatedCaches, pagesCache, titleOf } from "./offline.ts";

test("a release removes the files of all before the last, and nothing of another site", () => {
  const names = [
    filesCache("aa", "1"),
    filesCache("bb", "1"),
    pagesCache("aa"),
    filesCache("aa", "2"),
    filesCache("aa", "3"),
    "somebody-else",
  ];
  expect(outdatedCaches(names, "aa", "3")).toEqual([filesCache("aa", "1")]);
  expect(outdatedCaches(names.slice(0, 3), "aa", "2")).toEqual([]);
  expect(outdatedCaches(names, "cc", "1")).toEqual([]);
});

test("a release that comes back after others keeps itself and the last", () => {
  const names = [filesCache("aa", "1"), filesCache("aa", "2"), filesCache("aa", "3")];
  expect(outdatedCaches(names, "aa", "1")).toEqual([filesCache("aa", "2")]);
});

test("a page tells which site it is of", () => {
  expect(isOfSite('<!DOCTYPE html><html lang="ko" data-site="aa"><head>', "aa")).toBe(true);
  expect(isOfSite('<!DOCTYPE html><html lang="ko" data-site="bb">', "aa")).toBe(false);
  expect(isOfSite("<!doctype html><title>Vite App</title>", "aa")).toBe(false);
  expect(isOfSite(`<p>${"가".repeat(3000)}<html data-site="aa">`, "aa")).toBe(false);
});

test("a page tells what it is called", () => {
  expect(titleOf("<head><title>가상화: 전가상화 — 고래노트</title>")).toBe("가상화: 전가상화");
  expect(titleOf("<title>A &amp; B&#x27;s — C — 고래노트</title>")).toBe("A & B's — C");
  expect(titleOf("<p>없다")).toBeUndefined();
});
