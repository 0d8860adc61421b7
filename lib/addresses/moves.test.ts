import { expect, test } from "vitest";
import { planMoves } from "./moves.ts";

const pages = new Set(["/notes/a/", "/notes/b/", "/glossary/"]);
const plan = (moved: Record<string, string>) =>
  planMoves(new Map(Object.entries(moved)), pages, (address) => !address.endsWith("#html"));

test("a section that stays on its page is an anchor, one that left it a link", () => {
  const { onPage, gone } = plan({
    "/notes/a/#older": "/notes/a/#new",
    "/notes/a/#old": "/notes/a/#new",
    "/notes/a/#away": "/notes/b/#here",
    "/notes/a/#raw": "/notes/a/#html",
    "/notes/a/#dropped": "/notes/a/",
    "/glossary/#x": "/glossary/#y",
  });
  expect(gone).toEqual([]);
  expect(onPage.get("/notes/a/")).toEqual({
    anchors: new Map([
      ["", ["dropped"]],
      ["new", ["old", "older"]],
    ]),
    away: [
      { id: "away", href: "/notes/b/#here" },
      { id: "raw", href: "/notes/a/#html" },
    ],
  });
  expect(onPage.get("/glossary/")?.anchors).toEqual(new Map([["y", ["x"]]]));
});

test("a page that is gone keeps a place for each of its old ids", () => {
  const { onPage, gone } = plan({
    "/notes/old/#y": "/notes/b/#y",
    "/notes/old/": "/notes/a/",
    "/notes/old/#x": "/notes/a/#x",
    "/notes/lone/#z": "/notes/b/#z",
  });
  expect(onPage.size).toBe(0);
  expect(gone).toEqual([
    { path: "/notes/lone/", href: "/notes/b/", links: [{ id: "z", href: "/notes/b/#z" }] },
    {
      path: "/notes/old/",
      href: "/notes/a/",
      links: [
        { id: "x", href: "/notes/a/#x" },
        { id: "y", href: "/notes/b/#y" },
      ],
    },
  ]);
});
