import { expect, test } from "vitest";
import { readSiteUrl } from "./site-url.ts";

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
  expect(() => readSiteUrl({ SITE_URL: text })).toThrow(`SITE_URL="${text}"는 쓸 수 없습니다.`);
});
