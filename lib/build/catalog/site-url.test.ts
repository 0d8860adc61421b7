import { expect, test } from "vitest";
import { basePathOf, readSiteUrl, siteIdOf } from "./site-url.ts";

test("SITE_URL is an origin, with a path where the site stands below one; a slash at its end is no other", () => {
  expect(readSiteUrl({})).toBe("http://localhost:3000");
  expect(readSiteUrl({ SITE_URL: "" })).toBe("http://localhost:3000");
  expect(readSiteUrl({ SITE_URL: "https://Gorae.example/" })).toBe("https://gorae.example");
  expect(readSiteUrl({ SITE_URL: "https://고래.example" })).toBe("https://xn--299a86r.example");
  expect(readSiteUrl({ SITE_URL: "https://name.github.io/notes/" })).toBe("https://name.github.io/notes");
  expect(readSiteUrl({ SITE_URL: "https://name.github.io/a/b" })).toBe("https://name.github.io/a/b");
  expect(basePathOf("https://name.github.io/a/b")).toBe("/a/b");
  expect(basePathOf("https://gorae.example")).toBe("");
});

test.each([
  "gorae.example",
  "https://gorae.example/%EB%85%B8%ED%8A%B8/",
  "https://gorae.example//notes",
  "https://gorae.example/notes/#a",
  "https://a:b@gorae.example",
  "ftp://gorae.example",
  "https://x/?a=1",
])("SITE_URL=%s is refused in one sentence", (text) => {
  expect(() => readSiteUrl({ SITE_URL: text })).toThrow(/^SITE_URL="[^"]*"[은는] 쓸 수 없습니다\./);
});

test("a site is told from others by its origin, or by a name of its own", () => {
  expect(siteIdOf({})).toMatch(/^[0-9a-f]{8}$/);
  expect(siteIdOf({ SITE_URL: "https://gorae.example/" })).toBe(
    siteIdOf({ SITE_URL: "https://gorae.example" }),
  );
  expect(siteIdOf({ SITE_URL: "https://gorae.example/a" })).not.toBe(
    siteIdOf({ SITE_URL: "https://gorae.example/b" }),
  );
  expect(new Set([siteIdOf({}), siteIdOf({ SITE_ID: "a" }), siteIdOf({ SITE_ID: "b" })]).size).toBe(3);
});
