import { expect, test } from "vitest";
import { readSiteUrl, siteIdOf } from "./site-url.ts";

test("SITE_URL is an origin; a slash at its end is no other", () => {
  expect(readSiteUrl({})).toBe("http://localhost:3000");
  expect(readSiteUrl({ SITE_URL: "" })).toBe("http://localhost:3000");
  expect(readSiteUrl({ SITE_URL: "https://Gorae.example/" })).toBe("https://gorae.example");
  expect(readSiteUrl({ SITE_URL: "https://고래.example" })).toBe("https://xn--299a86r.example");
});

test.each([
  "gorae.example",
  "https://gorae.example/notes",
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
  expect(new Set([siteIdOf({}), siteIdOf({ SITE_ID: "a" }), siteIdOf({ SITE_ID: "b" })]).size).toBe(3);
});
