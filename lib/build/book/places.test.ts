import { expect, test } from "vitest";
import { chapterId, placeOf } from "./places.ts";

const places = {
  ids: new Set([
    "docker-images",
    "docker-images--layers",
    "lab.docker-images-pull",
    "a.b",
    "glossary--image",
  ]),
  origin: "https://gorae.example",
};
const from = (href: string) => placeOf(href, "docker-images", places);

test("pages have one id each, whatever folder they stand in", () => {
  expect(["/notes/docker-images/", "/notes/a/b/", "/labs/x-y/", "/glossary/"].map(chapterId)).toEqual([
    "docker-images",
    "a.b",
    "lab.x-y",
    "glossary",
  ]);
});

test("a link whose target is printed leads into the book", () => {
  expect(from("#layers")).toEqual({ kind: "here", id: "docker-images--layers" });
  expect(from("/notes/docker-images/#layers")).toEqual({ kind: "here", id: "docker-images--layers" });
  expect(from("/notes/a/b/")).toEqual({ kind: "here", id: "a.b" });
  expect(from("/labs/docker-images-pull/")).toEqual({ kind: "here", id: "lab.docker-images-pull" });
  expect(from("/glossary/#image")).toEqual({ kind: "here", id: "glossary--image" });
});

test("a section that is not printed counts as its page", () => {
  expect(from("/notes/docker-images/#backlinks")).toEqual({ kind: "here", id: "docker-images" });
});

test("what the book does not hold is on the site, and what is elsewhere stays there", () => {
  expect(from("/notes/other/#x")).toEqual({ kind: "elsewhere", url: "https://gorae.example/notes/other/#x" });
  expect(from("https://docs.docker.com/#x")).toEqual({
    kind: "elsewhere",
    url: "https://docs.docker.com/#x",
  });
  expect(from("//other.example/")).toEqual({ kind: "elsewhere", url: "//other.example/" });
  expect(from("mailto:a@b.example")).toEqual({ kind: "elsewhere", url: "mailto:a@b.example" });
});
