import { expect, test } from "vitest";
import { guessAuthorsKeys, NO_KEYS, readAuthorsKeys } from "./authors-keys.ts";

test("what is not to be published says so in many words", () => {
  const withheld = (value: object) => readAuthorsKeys(value).withheld;
  expect([{ draft: true }, { Draft: "yes" }, { status: "draft" }].map(withheld)).toEqual(
    Array(3).fill("draft"),
  );
  expect(
    [{ published: false }, { publish: "false" }, { "dg-publish": false }, { private: true }].map(withheld),
  ).toEqual(Array(4).fill("unpublished"));
  expect([{}, { draft: false }, { published: true }, { status: "done" }].map(withheld)).toEqual(
    Array(4).fill(undefined),
  );
});

test("publish: true marks, unlisted: true keeps out of lists", () => {
  expect(readAuthorsKeys({ publish: true, unlisted: true })).toMatchObject({ marked: true, unlisted: true });
});

test("dates are read as Jekyll, Hugo and velog write them", () => {
  const dates = [
    "2026-11-22",
    "2026/1/2",
    "2026-11-22 10:00:00 +0900",
    "2026-11-22T10:00:00.000Z",
    "2026-11-22 09:30",
  ];
  expect(dates.map((date) => readAuthorsKeys({ date }).date)).toEqual([
    "2026-11-22",
    "2026-01-02",
    "2026-11-22T01:00:00Z",
    "2026-11-22T10:00:00Z",
    "2026-11-22T09:30:00Z",
  ]);
  expect(readAuthorsKeys({ date: new Date("2026-11-22T01:00:00Z") }).date).toBe("2026-11-22T01:00:00Z");
  expect(readAuthorsKeys({ date: "어제" }).date).toBeUndefined();
});

test("tags and categories are lists or words in a line, aliases are names", () => {
  expect(
    readAuthorsKeys({ tags: "#도커, 네트워크", categories: ["CS", 2026], aliases: "유니온 파일 시스템" }),
  ).toEqual({
    ...NO_KEYS,
    tags: ["도커", "네트워크", "CS", "2026"],
    aliases: ["유니온 파일 시스템"],
  });
  expect(readAuthorsKeys({ tags: "a b", aliases: ["가", "", 3] })).toMatchObject({
    tags: ["a", "b"],
    aliases: ["가"],
  });
});

test("a place among others is a number", () => {
  expect(
    [{ weight: 20 }, { nav_order: 1.5 }, { sidebar_position: "3" }].map(
      (value) => readAuthorsKeys(value).place,
    ),
  ).toEqual([20, 1.5, undefined]);
});

test("a note whose frontmatter is broken stays private", () => {
  expect(guessAuthorsKeys('title: "열린 따옴표\ndraft: true\n').withheld).toBe("draft");
  expect(guessAuthorsKeys("title: a: b\npublished: false # 아직\n").withheld).toBe("unpublished");
  expect(guessAuthorsKeys("title: a: b\n")).toEqual(NO_KEYS);
});

test("authors are a name, names, or maps with a name; links of Obsidian lose their brackets", () => {
  const authors = (value: object) => readAuthorsKeys(value).authors;
  expect([{ author: "김고래" }, { authors: ["김고래", "[[이돌]]", "김고래"] }].map(authors)).toEqual([
    ["김고래"],
    ["김고래", "이돌"],
  ]);
  expect([{ authors: [{ name: "김고래", url: "x" }] }, { author: 3 }, { author: "" }].map(authors)).toEqual([
    ["김고래"],
    [],
    [],
  ]);
});

test("a cover is a picture in the folder, under the names that others give it", () => {
  const cover = (value: object) => readAuthorsKeys(value).cover;
  expect(
    [
      { image: "/img/a.png" },
      { cover: { image: "b.jpg", alt: "가" } },
      { banner: "![[그림 c.webp|300]]" },
    ].map(cover),
  ).toEqual(["/img/a.png", "b.jpg", "그림 c.webp"]);
  expect(
    [
      { image: "https://example.org/a.png" },
      { cover: true },
      { thumbnail: "a.txt" },
      { image: "a>.png" },
    ].map(cover),
  ).toEqual(Array(4).fill(undefined));
});
