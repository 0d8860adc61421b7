import { expect, test } from "vitest";
import { assetHref, figureAnchor, noteHref, parseTarget, termHref } from "./href.ts";

test("every page's address ends in a slash before its anchor", () => {
  expect(noteHref("docker-images")).toBe("/notes/docker-images/");
  expect(noteHref("docker-images", "layers")).toBe("/notes/docker-images/#layers");
  expect(noteHref("docker-images", "")).toBe("/notes/docker-images/");
  expect(termHref("image")).toBe("/glossary/#image");
  expect(figureAnchor("flow")).toBe("fig-flow");
});

test("an asset's address is encoded part by part", () => {
  expect(assetHref("그림/a b.png")).toBe("/assets/%EA%B7%B8%EB%A6%BC/a%20b.png");
});

test("an address with a scheme or two slashes is external", () => {
  for (const url of ["https://a.b/c", "mailto:a@b.c", "javascript:alert(1)", "//cdn.example/x"]) {
    expect(parseTarget(url)).toEqual({ kind: "external", url });
  }
});

test("a note's address is taken apart with or without slash and anchor", () => {
  expect(parseTarget("/notes/docker-images/#layers")).toEqual({
    kind: "note",
    slug: "docker-images",
    anchor: "layers",
  });
  expect(parseTarget("/notes/network/tcp")).toEqual({ kind: "note", slug: "network/tcp", anchor: "" });
  expect(parseTarget("/notes/a/?q=1#b")).toEqual({ kind: "note", slug: "a", anchor: "b" });
});

test("an anchor is decoded and composed", () => {
  expect(parseTarget(`#${encodeURIComponent("레이어".normalize("NFD"))}`)).toEqual({
    kind: "anchor",
    anchor: "레이어",
  });
  expect(parseTarget("#")).toEqual({ kind: "anchor", anchor: "" });
  expect(parseTarget("")).toEqual({ kind: "anchor", anchor: "" });
});

test("a percent sign that encodes nothing is left as written", () => {
  expect(parseTarget("100%.md")).toEqual({ kind: "file", path: "100%.md", anchor: "" });
});

test("the glossary is a term with an anchor and a page without", () => {
  expect(parseTarget("/glossary/#image")).toEqual({ kind: "term", term: "image" });
  expect(parseTarget("/glossary")).toEqual({ kind: "page", path: "/glossary/", anchor: "" });
});

test("other absolute addresses are pages, relative ones are files", () => {
  expect(parseTarget("/")).toEqual({ kind: "page", path: "/", anchor: "" });
  expect(parseTarget("/sources#x")).toEqual({ kind: "page", path: "/sources/", anchor: "x" });
  expect(parseTarget("../b/%EA%B0%80.md?raw=1#절")).toEqual({
    kind: "file",
    path: "../b/가.md",
    anchor: "절",
  });
  expect(parseTarget("./a.png")).toEqual({ kind: "file", path: "./a.png", anchor: "" });
});
