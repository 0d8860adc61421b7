import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { elementsOf, readXml } from "../../lib/build/feeds/sample-xml.ts";
import { isWholePng } from "../support/whole-png.ts";
import { attribute, out, type Page, readPages, root } from "./pages.ts";

const SITE = "http://localhost:3000";
const pages = readPages();
const byAddress = new Map(pages.map((page) => [page.address, page]));
const read = (path: string) => readFileSync(join(out, path), "utf8");
const notes = pages.filter((page) => page.elements.some((one) => attribute(one, "data-note") !== undefined));
const linksOf = (page: Page, rel: string) =>
  page.elements.filter((one) => one.tagName === "link" && attribute(one, "rel") === rel);
/** An address of this site leads to a page, an id on it, or a file. */
function leadsSomewhere(address: string): boolean {
  const [path = "", anchor] = address.slice(SITE.length).split("#");
  const page = byAddress.get(path);
  if (page === undefined) return existsSync(join(out, path)) && !path.endsWith("/");
  // A state of a lab.
  if (path.startsWith("/labs/") && anchor?.startsWith("v=")) return true;
  return anchor === undefined || page.elements.some((one) => attribute(one, "id") === anchor);
}

describe("for programs", () => {
  test("the sitemap lists every page that may be listed, under its canonical address, and no other", () => {
    const listed = elementsOf(readXml(read("sitemap.xml")), "loc").map((one) => one.text);
    const hidden = (page: Page) =>
      page.elements.some(
        (one) => attribute(one, "name") === "robots" && /noindex/.test(attribute(one, "content") ?? ""),
      );
    const canonical = pages
      .filter((page) => page.name !== "404.html" && !hidden(page) && !page.html.includes('data-moved=""'))
      .map((page) => attribute(linksOf(page, "canonical")[0]!, "href")!);
    expect(listed.toSorted()).toEqual(canonical.toSorted());
    expect(new Set(listed).size).toBe(listed.length);
    expect(read("robots.txt")).toContain(`Sitemap: ${SITE}/sitemap.xml`);
    expect(read("robots.txt")).not.toContain("Disallow: /");
  });

  test("dates are those of the history, and there are none where it is not known", () => {
    const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
    const known = existsSync(join(root, ".git")) && git("rev-parse", "--is-shallow-repository") === "false";
    const urls = elementsOf(readXml(read("sitemap.xml")), "url");
    const dated = urls.filter((url) => elementsOf(url, "lastmod").length > 0);
    if (!known) expect(dated).toEqual([]);
    else {
      const url = urls.find((one) => elementsOf(one, "loc")[0]!.text.endsWith("/notes/docker-images/"))!;
      const file = "content/notes/docker-images.mdx";
      const changed = git("status", "--porcelain", "--", file) !== "";
      const seconds = Number(git("log", "-1", "--format=%ct", "--", file));
      const date = new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
      expect(elementsOf(url, "lastmod").map((one) => one.text)).toEqual(changed ? [] : [date]);
    }
  });

  test("the feed has every note, and every page points to it", () => {
    const entries = elementsOf(readXml(read("feed.xml")), "entry");
    const links = entries.map((entry) => elementsOf(entry, "id")[0]!.text);
    expect(links.toSorted()).toEqual(notes.map((page) => SITE + page.address).toSorted());
    for (const page of pages.filter((one) => !one.address.startsWith("/s/"))) {
      const alternates = linksOf(page, "alternate").map((one) => attribute(one, "href"));
      expect(
        alternates.some((href) => href?.endsWith("/feed.xml")),
        page.name,
      ).toBe(true);
    }
  });

  test("the manifest names icons that are there, in their sizes", () => {
    const manifest = JSON.parse(read("manifest.webmanifest")) as { icons: { src: string; sizes: string }[] };
    expect(manifest.icons.length).toBeGreaterThan(3);
    for (const { src, sizes } of manifest.icons) {
      const file = readFileSync(join(out, src));
      if (sizes === "any") continue;
      expect(isWholePng(file), src).toBe(true);
      expect(`${file.readUInt32BE(16)}x${file.readUInt32BE(20)}`, src).toBe(sizes);
    }
    for (const page of pages.filter((one) => !one.address.startsWith("/s/")))
      expect(linksOf(page, "manifest").map((one) => attribute(one, "href"))).toEqual([
        "/manifest.webmanifest",
      ]);
  });

  test("every note and section is there as Markdown, which says what it is and leads to what exists", () => {
    const stubs = pages.filter((page) => page.address.startsWith("/s/"));
    const copies = [
      ...notes.map((page) => `${page.address}index.md`),
      ...stubs.map((page) => page.address.replace(/^\/s\//, "/notes/").replace(/\/$/, ".md")),
    ];
    expect(copies.filter((path) => !existsSync(join(out, path)))).toEqual([]);
    for (const path of copies) {
      const text = read(path);
      expect(text, path).toMatch(/^# \S/);
      expect(text, path).not.toMatch(/^---\n/);
      const prose = text.replace(/^(```+|~~~+)[\s\S]*?^\1/gm, "").replace(/`[^`\n]*`/g, "");
      expect(prose, path).not.toMatch(/\[\[|\[#[a-z-]+\]|^:::/m);
      // An & before a letter is written with a backslash, as CommonMark allows.
      const inside = prose.replaceAll("\\&", "&").match(/http:\/\/localhost:3000[^\s)>\]"]*/g) ?? [];
      expect(
        inside.filter((address) => !leadsSomewhere(address)),
        path,
      ).toEqual([]);
    }
  });

  test("llms.txt leads to what exists", () => {
    const links = read("llms.txt")
      .match(/\((http:[^)]+)\)/g)!
      .map((link) => link.slice(1, -1));
    expect(links.length).toBeGreaterThan(notes.length);
    expect(links.filter((address) => !leadsSomewhere(address))).toEqual([]);
  });

  test("pages say in linked data what they are", () => {
    const typesOn = (page: Page) =>
      page.elements
        .filter((one) => attribute(one, "type") === "application/ld+json")
        .flatMap((one) => {
          const text = one.childNodes.map((child) => ("value" in child ? child.value : "")).join("");
          const data = JSON.parse(text) as { "@context": string; "@graph"?: object[] };
          expect(data["@context"], page.name).toBe("https://schema.org");
          return (data["@graph"] ?? [data]).map((thing) => (thing as { "@type": string })["@type"]);
        });
    for (const page of notes) expect(typesOn(page), page.name).toEqual(["TechArticle", "BreadcrumbList"]);
    expect(typesOn(byAddress.get("/glossary/")!)).toEqual(["DefinedTermSet"]);
    const file = JSON.parse(read("glossary/terms.json")) as {
      "@graph": { hasDefinedTerm: { url: string }[] }[];
    };
    const terms = file["@graph"].flatMap((set) => set.hasDefinedTerm);
    expect(terms.length).toBeGreaterThan(200);
    expect(terms.filter(({ url }) => !leadsSomewhere(url))).toEqual([]);
  });
});
