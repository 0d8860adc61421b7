import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stubHref } from "../../lib/address/href.ts";
import { anchorOf, noteOf, parseLedger } from "../../lib/addresses/ledger.ts";
import { isWholePng } from "../support/whole-png.ts";
import { attribute, out, type Page, readPages } from "./pages.ts";

const SITE = "http://localhost:3000";
const pages = readPages();
const byAddress = new Map(pages.map((page) => [page.address, page]));
const stubs = pages.filter((page) => page.address.startsWith("/s/"));
const notes = pages.filter((page) => page.elements.some((one) => attribute(one, "data-note") !== undefined));

/** What a crawler reads: the content of tags by name or property, once each. */
function tagsOf(page: Page): Map<string, string> {
  const tags = new Map<string, string>();
  for (const element of page.elements) {
    const name = attribute(element, "property") ?? attribute(element, "name");
    if (element.tagName !== "meta" || name === undefined || name === "theme-color") continue;
    expect(tags.has(name), `${page.name}: ${name} twice`).toBe(false);
    tags.set(name, attribute(element, "content") ?? "");
  }
  return tags;
}

const canonicalOf = (page: Page) =>
  page.elements
    .filter((one) => one.tagName === "link" && attribute(one, "rel") === "canonical")
    .map((one) => attribute(one, "href"));

/** The card that a section has where it stands. */
const ownCard = (page: Page) => `${SITE}${page.address.replace(/^\/s\/(.*)\/$/, "/cards/$1.png")}`;

describe("a section's stub", () => {
  test("there is one for every heading of every note, and for every section that was ever published", () => {
    expect(notes.length).toBeGreaterThanOrEqual(20);
    const headings = notes.flatMap((page) => {
      const slug = page.address.replace(/^\/notes\/|\/$/g, "");
      return page.elements
        .filter((one) => attribute(one, "data-share") === "section")
        .map((one) => stubHref(slug, attribute(one, "href")!.slice(1)));
    });
    expect(headings.length).toBeGreaterThan(300);
    expect(headings.filter((address) => !byAddress.has(address))).toEqual([]);
    const ledger = readFileSync(join(import.meta.dirname, "../../content/addresses.yaml"), "utf8");
    const { entries } = parseLedger(ledger, "content/addresses.yaml", "error");
    const missing = entries.flatMap(({ address }) => {
      const slug = noteOf(address)?.slug;
      const anchor = anchorOf(address);
      if (slug === undefined || anchor === "" || anchor.startsWith("fig-")) return [];
      return byAddress.has(stubHref(slug, anchor)) ? [] : [stubHref(slug, anchor)];
    });
    expect(missing).toEqual([]);
  });

  test("says what it is to a crawler, of itself and not of the note", () => {
    for (const page of stubs) {
      const tags = tagsOf(page);
      const own = SITE + page.address;
      expect(canonicalOf(page), page.name).toEqual([own]);
      expect(tags.get("og:url"), page.name).toBe(own);
      expect(tags.get("robots"), page.name).toBe("noindex");
      expect(tags.get("og:title"), page.name).toMatch(/\S+ — \S+/);
      expect(tags.get("twitter:card"), page.name).toBe("summary_large_image");
      expect(tags.get("og:image"), page.name).toBe(tags.get("twitter:image"));
      const description = tags.get("description") ?? "";
      expect(description, page.name).toBe(tags.get("og:description"));
      expect(description.length, page.name).toBeGreaterThan(5);
      expect([...description].length, page.name).toBeLessThanOrEqual(160);
      expect(description, page.name).toMatch(/[.?!…)”"'가-힣a-zA-Z0-9]$/);
      expect(description, page.name).not.toMatch(/\*\*|\]\(|\[\[|^[#>-]\s|\[\^|�/);
      expect(description, page.name).toBe(description.normalize("NFC"));
    }
  });

  test("sections of one note have titles, descriptions and cards of their own", () => {
    // An old address shows the card of where its section stands now.
    const present = stubs.filter((page) => tagsOf(page).get("og:image") === ownCard(page));
    expect(present.length).toBeGreaterThan(300);
    const pictures = stubs.map((page) => tagsOf(page).get("og:image"));
    expect(new Set(pictures).size).toBe(present.length);
    const texts = present.map((page) => `${tagsOf(page).get("og:title")} ${tagsOf(page).get("description")}`);
    expect(texts.filter((text, index) => texts.indexOf(text) !== index).length).toBeLessThan(
      stubs.length / 50,
    );
  });

  test("leads to its section by a refresh, a script and a link that agree", () => {
    for (const page of stubs) {
      const refresh = page.elements.find((one) => attribute(one, "http-equiv") === "refresh");
      const target = /^0; url=(.+)$/.exec(attribute(refresh!, "content") ?? "")?.[1] ?? "";
      const [path = "", anchor] = target.split("#");
      const ids = byAddress.get(path)?.elements.map((one) => attribute(one, "id"));
      expect(ids, `${page.name}: ${target}`).toContain(anchor);
      const script = page.elements.find((one) => attribute(one, "data-to") !== undefined);
      expect(attribute(script!, "data-to"), page.name).toBe(target);
      const links = page.elements.filter((one) => one.tagName === "a").map((one) => attribute(one, "href"));
      expect(links, page.name).toEqual([target]);
    }
  });
});

describe("a card", () => {
  const shared = pages.filter((page) => page.name !== "404.html" && tagsOf(page).has("og:url"));

  test("is named by every page that is shared, absolute and with its size", () => {
    // What is kept on this device is nobody else's page.
    const without = pages.filter(
      (page) => !shared.includes(page) && !["404.html", "offline/index.html"].includes(page.name),
    );
    // A note that has moved is not shared by its old address.
    expect(without.filter((page) => !page.html.includes('data-moved=""')).map((page) => page.name)).toEqual(
      [],
    );
    for (const page of shared) {
      const tags = tagsOf(page);
      expect(tags.get("og:image"), page.name).toMatch(/^http:\/\/localhost:3000\/cards\/[a-z0-9/._-]+\.png$/);
      expect(tags.get("og:image:width"), page.name).toBe("1200");
      expect(tags.get("og:image:height"), page.name).toBe("630");
      expect(tags.get("og:image:type"), page.name).toBe("image/png");
      expect(tags.get("og:image:alt"), page.name).not.toBe("");
      expect(tags.get("og:site_name"), page.name).toBe("고래노트");
      expect(tags.get("og:locale"), page.name).toBe("ko_KR");
      expect(tags.get("og:url"), page.name).toBe(canonicalOf(page)[0]);
    }
  });

  test("is a whole PNG of 1200 × 630 under 300 KB", () => {
    for (const page of shared) {
      const path = tagsOf(page).get("og:image")!.slice(SITE.length);
      const file = readFileSync(join(out, path));
      expect(isWholePng(file), path).toBe(true);
      expect([file.readUInt32BE(16), file.readUInt32BE(20)], path).toEqual([1200, 630]);
      expect(file.length, path).toBeLessThan(300_000);
    }
  });
});
