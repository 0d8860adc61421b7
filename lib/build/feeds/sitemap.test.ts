import { expect, test } from "vitest";
import { robotsText } from "./robots.ts";
import { elementsOf, readXml } from "./sample-xml.ts";
import { LARGEST_SITEMAP, listedPages, sitemapFiles } from "./sitemap.ts";

const SITE_URL = "https://gorae.example";
const site = {
  notes: [{ slug: "docker-images" }, { slug: "hypervisor" }],
  labs: [{ id: "docker-images-layer-stacker" }],
};
const at = (revised?: string) => ({ published: "2026-01-01T00:00:00Z", ...(revised && { revised }) });

test("every page that may be listed is, with the alternates of the site's one language", () => {
  const [path, text] = [...sitemapFiles(listedPages(site, { notes: new Map() }), SITE_URL)][0]!;
  expect(path).toBe("sitemap.xml");
  const urls = elementsOf(readXml(text), "url");
  expect(urls.map((url) => elementsOf(url, "loc")[0]!.text.replace(SITE_URL, ""))).toEqual([
    "/",
    "/accessibility/",
    "/cheatsheet/",
    "/corrections/",
    "/glossary/",
    "/labs/",
    "/labs/docker-images-layer-stacker/",
    "/map/",
    "/notes/",
    "/notes/docker-images/",
    "/notes/hypervisor/",
    "/original/",
    "/review/",
    "/sources/",
    "/versions/",
  ]);
  expect(elementsOf(urls[9]!, "xhtml:link").map((link) => link.attributes)).toEqual(
    ["ko", "x-default"].map((hreflang) => ({
      rel: "alternate",
      hreflang,
      href: `${SITE_URL}/notes/docker-images/`,
    })),
  );
});

test("a page says when it changed only where that is known of everything on it", () => {
  const dates = (second?: string) => ({
    notes: new Map([
      ["docker-images", at("2026-03-01T00:00:00Z")],
      ["hypervisor", at(second)],
    ]),
    glossary: at("2026-02-01T00:00:00Z"),
    sources: at("2026-04-01T00:00:00Z"),
  });
  const lastmods = (second?: string) =>
    Object.fromEntries(
      elementsOf(readXml(sitemapFiles(listedPages(site, dates(second)), SITE_URL).get("sitemap.xml")!), "url")
        .filter((url) => elementsOf(url, "lastmod").length > 0)
        .map((url) => [
          elementsOf(url, "loc")[0]!.text.replace(SITE_URL, ""),
          elementsOf(url, "lastmod")[0]!.text,
        ]),
    );
  expect(lastmods("2026-03-09T00:00:00Z")).toEqual({
    "/": "2026-03-09T00:00:00Z",
    "/cheatsheet/": "2026-03-09T00:00:00Z",
    "/corrections/": "2026-03-09T00:00:00Z",
    "/glossary/": "2026-02-01T00:00:00Z",
    "/map/": "2026-02-01T00:00:00Z",
    "/notes/": "2026-03-09T00:00:00Z",
    "/notes/docker-images/": "2026-03-01T00:00:00Z",
    "/notes/hypervisor/": "2026-03-09T00:00:00Z",
    "/original/": "2026-03-09T00:00:00Z",
    "/sources/": "2026-04-01T00:00:00Z",
  });
  expect(lastmods(undefined)).toEqual({
    "/glossary/": "2026-02-01T00:00:00Z",
    "/map/": "2026-02-01T00:00:00Z",
    "/notes/docker-images/": "2026-03-01T00:00:00Z",
  });
});

test("more pages than a file may hold are told in parts, and addresses are escaped", () => {
  const pages = Array.from({ length: LARGEST_SITEMAP + 2 }, (_, index) => ({ href: `/notes/a&b-${index}/` }));
  const files = sitemapFiles(pages, SITE_URL);
  expect([...files.keys()].sort()).toEqual(["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
  expect(elementsOf(readXml(files.get("sitemap.xml")!), "loc").map((loc) => loc.text)).toEqual([
    `${SITE_URL}/sitemap-1.xml`,
    `${SITE_URL}/sitemap-2.xml`,
  ]);
  const second = elementsOf(readXml(files.get("sitemap-2.xml")!), "loc").map((loc) => loc.text);
  expect(second).toHaveLength(2);
  expect(second[0]).toMatch(/^https:\/\/gorae\.example\/notes\/a&b-\d+\/$/);
});

test("robots may read everything and learn where the sitemap is", () => {
  expect(robotsText(SITE_URL)).toBe(
    "User-agent: *\nAllow: /\n\nSitemap: https://gorae.example/sitemap.xml\n",
  );
});
