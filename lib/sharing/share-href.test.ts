import { expect, test } from "vitest";
import { cardOf, shareHref } from "./share-href.ts";

test("a section is shared by its stub, everything else by its own address", () => {
  expect(shareHref("/notes/docker-images/#whiteout")).toBe("/s/docker-images/whiteout/");
  expect(shareHref("/notes/network/tcp/#ports")).toBe("/s/network/tcp/ports/");
  for (const href of [
    "/notes/docker-images/",
    "/notes/docker-images/#fig-layers",
    "/notes/docker-images/#fix-size",
    "/notes/docker-images/#sources",
    "/glossary/#image",
    "/labs/docker-images-layers/#v1",
    "/",
  ])
    expect(shareHref(href)).toBe(href);
});

test("a card belongs to the page that a chat reads", () => {
  expect(cardOf("/s/docker-images/whiteout/")).toBe("/cards/docker-images/whiteout.png");
  expect(cardOf("/notes/docker-images/#fig-layers")).toBe("/cards/docker-images.png");
  expect(cardOf("/labs/docker-images-layers/#s=1")).toBe("/cards/labs/docker-images-layers.png");
  expect(cardOf("/glossary/#image")).toBe("/cards/glossary.png");
  expect(cardOf("/search/?q=x")).toBe("/cards/search.png");
  expect(cardOf("/notes/")).toBe("/cards/notes.png");
  expect(cardOf("/")).toBe("/cards/home.png");
});
