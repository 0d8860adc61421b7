import { expect, test } from "vitest";
import { formatPlan } from "./format-plan.ts";
import { planRelease } from "./plan-release.ts";
import { formatReleases, parseReleases } from "./releases.ts";

const css = (name: string) => `_next/static/chunks/${name}.css`;

test("hashed files go first, then the list, data, pages, and last what is no longer used", () => {
  const site = {
    id: "new",
    files: ["index.html", "search.json", css("b"), "notes/a/index.html", "boot.js"],
  };
  const previous = [
    { id: "two", assets: [css("a")] },
    { id: "one", assets: [css("old")] },
  ];
  expect(formatPlan(planRelease(site, previous, 2))).toMatchInlineSnapshot(`
    "put	_next/static/chunks/b.css	text/css; charset=utf-8	public, max-age=31536000, immutable
    list	releases.json	new two one
    put	boot.js	text/javascript; charset=utf-8	no-cache
    put	search.json	application/json	no-cache
    put	index.html	text/html; charset=utf-8	no-cache
    put	notes/a/index.html	text/html; charset=utf-8	no-cache
    remove	_next/static/chunks/old.css
    list	releases.json	new two
    "
  `);
});

test("a hashed file that an earlier release brought is neither sent again nor removed while one uses it", () => {
  const site = { id: "new", files: [css("shared"), "index.html"] };
  const plan = planRelease(site, [{ id: "one", assets: [css("shared"), css("own")] }], 1);
  expect(plan.assets).toEqual([]);
  expect(plan.removed).toEqual([css("own")]);
});

test("a release that is tried again takes no second place in the list", () => {
  const site = { id: "new", files: [css("b")] };
  const previous = [
    { id: "new", assets: [css("b")] },
    { id: "one", assets: [css("a")] },
  ];
  expect(planRelease(site, previous, 2).kept.map(({ id }) => id)).toEqual(["new", "one"]);
  expect(planRelease(site, previous, 2).removed).toEqual([]);
});

test("the list survives being written and read; what is no list stops everything", () => {
  const releases = [{ id: "a", assets: [css("a")] }];
  expect(parseReleases(formatReleases(releases))).toEqual(releases);
  for (const text of ["", "{}", '{"version":2,"releases":[]}', '{"version":1,"releases":[{"id":1}]}'])
    expect(() => parseReleases(text), text).toThrow("아무것도 올리지 않았습니다");
});
