import { afterEach, expect, test, vi } from "vitest";
import { atomFeed, LONGEST_FEED } from "./feed.ts";
import { elementsOf, readXml, type XmlElement } from "./sample-xml.ts";

const SITE_URL = "https://gorae.example";
const note = (slug: string, meta: Partial<{ title: string; summary: string; verifiedOn: string }> = {}) => ({
  slug,
  meta: { title: slug, summary: "요약이다.", verifiedOn: "", ...meta },
});
const text = (element: XmlElement, name: string) =>
  element.children.find((child) => child.name === name)?.text;
const feedOf = (xml: string | undefined) => {
  const feed = readXml(xml ?? "");
  return { feed, entries: elementsOf(feed, "entry") };
};

afterEach(() => vi.useRealTimers());

test("notes are told newest first, under addresses that stay", () => {
  const dates = new Map([
    ["b", { published: "2026-01-01T00:00:00Z", revised: "2026-03-01T00:00:00Z" }],
    ["a", { published: "2026-02-01T00:00:00Z", revised: "2026-03-01T00:00:00Z" }],
    ["c", { published: "2026-02-01T00:00:00Z", revised: "2026-04-01T10:20:30Z" }],
  ]);
  const { feed, entries } = feedOf(atomFeed([note("b"), note("c"), note("a")], dates, SITE_URL, "MIT"));
  expect(feed.attributes.xmlns).toBe("http://www.w3.org/2005/Atom");
  expect(text(feed, "id")).toBe(`${SITE_URL}/`);
  expect(text(feed, "updated")).toBe("2026-04-01T10:20:30.000Z");
  expect(text(feed, "rights")).toBe("MIT");
  expect(feed.children.filter(({ name }) => name === "link").map(({ attributes }) => attributes)).toEqual([
    { rel: "alternate", href: `${SITE_URL}/` },
    { rel: "self", href: `${SITE_URL}/feed.xml` },
  ]);
  expect(entries.map((entry) => text(entry, "id"))).toEqual(
    ["c", "a", "b"].map((slug) => `${SITE_URL}/notes/${slug}/`),
  );
  expect(entries.map((entry) => text(entry, "published"))).toEqual([
    "2026-02-01T00:00:00.000Z",
    "2026-02-01T00:00:00.000Z",
    "2026-01-01T00:00:00.000Z",
  ]);
  expect(elementsOf(entries[0]!, "link")[0]!.attributes.href).toBe(`${SITE_URL}/notes/c/`);
});

test("without a history the author's day of verification is the date, and without either there is no entry", () => {
  const dates = new Map([["writing", { published: "2026-01-01T00:00:00Z" }]]);
  const notes = [
    note("verified", { verifiedOn: "2026-11-22" }),
    note("writing", { verifiedOn: "2026-11-20" }),
    note("undated"),
  ];
  const { entries } = feedOf(atomFeed(notes, dates, SITE_URL));
  expect(entries.map((entry) => [text(entry, "published"), text(entry, "updated")])).toEqual([
    ["2026-11-22T00:00:00.000Z", "2026-11-22T00:00:00.000Z"],
    ["2026-01-01T00:00:00.000Z", "2026-11-20T00:00:00.000Z"],
  ]);
  expect(atomFeed([note("undated")], new Map(), SITE_URL)).toBeUndefined();
});

test("marks in titles are text to a reader of HTML and of XML", () => {
  const odd = note("a", { title: "<b> & ]]> 제목", summary: "a < b", verifiedOn: "2026-11-22" });
  const { entries } = feedOf(atomFeed([odd], new Map(), SITE_URL));
  expect(text(entries[0]!, "title")).toBe("&lt;b&gt; &amp; ]]&gt; 제목");
  expect(text(entries[0]!, "summary")).toBe("a &lt; b");
});

test("the same notes give the same feed on another day, and no longer one than is of use", () => {
  const notes = Array.from({ length: LONGEST_FEED + 5 }, (_, index) =>
    note(`n${index}`, { verifiedOn: "2026-11-22" }),
  );
  vi.useFakeTimers({ now: Date.UTC(2026, 11, 1) });
  const first = atomFeed(notes, new Map(), SITE_URL);
  vi.setSystemTime(Date.UTC(2027, 5, 1));
  expect(atomFeed(notes, new Map(), SITE_URL)).toBe(first);
  expect(first).not.toContain("2027");
  expect(feedOf(first).entries).toHaveLength(LONGEST_FEED);
});
