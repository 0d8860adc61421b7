import { expect, test } from "vitest";
import { type Cited, gatherCorrections, gatherSources } from "./gather.ts";

const note = (slug: string, group: string, part: Partial<Cited> = {}): Cited => ({
  slug,
  meta: { title: slug.toUpperCase(), group },
  outline: [
    { depth: 2, text: "하나", id: "one", githubId: "하나" },
    { depth: 3, text: "하나 아래", id: "sub", githubId: "하나-아래" },
    { depth: 2, text: "둘", id: "two", githubId: "둘" },
  ],
  corrections: [],
  citationUses: [],
  resolved: {},
  ...part,
});

const correction = (id: string, anchor: string, ...sources: string[]) => ({
  id,
  anchor,
  was: "",
  now: "",
  why: "",
  marked: { was: [], now: [], why: sources.map((source) => ({ kind: "cite" as const, source })) },
});

test("corrections come by note, link to their section and callout, and number sources by first use", () => {
  const { notes, count, citations } = gatherCorrections([
    note("a", "x", { corrections: [correction("sub", "sub", "s2"), correction("two", "two", "s1", "s2")] }),
    note("b", "x"),
    note("c", "y", { corrections: [correction("top", "", "s1")] }),
  ]);
  expect(notes.map(({ slug, group }) => [slug, group])).toEqual([
    ["a", "x"],
    ["c", "y"],
  ]);
  expect(
    notes.flatMap(({ entries }) => entries.map(({ id, section, callout }) => [id, section.href, callout])),
  ).toEqual([
    ["a--sub", "/notes/a/#one", "/notes/a/#fix-sub"],
    ["a--two", "/notes/a/#two", "/notes/a/#fix-two"],
    ["c--top", "/notes/c/", "/notes/c/#fix-top"],
  ]);
  expect(count).toBe(3);
  expect(citations).toEqual(["s2", "s1"]);
});

test("a source stands once, under the subject that rests on it most, with each section once", () => {
  const groups = gatherSources(
    [
      note("a", "x", {
        citationUses: [
          { source: "both", anchor: "one" },
          { source: "both", anchor: "sub" },
          { source: "mine", anchor: "two" },
        ],
      }),
      note("b", "y", {
        citationUses: [
          { source: "both", anchor: "one" },
          { source: "both", anchor: "two" },
        ],
      }),
    ],
    ["x", "y", "z"],
  );
  expect(groups.map(({ group, sources }) => [group, sources.map(({ key }) => key)])).toEqual([
    ["x", ["mine"]],
    ["y", ["both"]],
  ]);
  expect(groups[1]?.sources[0]?.notes).toEqual([
    { slug: "a", title: "A", sections: [{ href: "/notes/a/#one", title: "하나" }] },
    {
      slug: "b",
      title: "B",
      sections: [
        { href: "/notes/b/#one", title: "하나" },
        { href: "/notes/b/#two", title: "둘" },
      ],
    },
  ]);
});
