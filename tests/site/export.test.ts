import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { describe, expect, test } from "vitest";
import { anchorOf, pageOf, parseLedger } from "../../lib/addresses/ledger.ts";
import { filesUnder } from "../../lib/build/export/files-under.ts";
import { describeFile } from "../../lib/build/export/published.ts";
import { isHashed, SCRIPTS_FOLDER } from "../../lib/headers/cache-control.ts";
import { metaPolicy } from "../../lib/headers/content-policy.ts";
import { attribute, out, type Page, readPages } from "./pages.ts";

const pages = readPages();
const byAddress = new Map(pages.map((page) => [page.address, page]));
const idsOf = (page: Page) =>
  page.elements.map((element) => attribute(element, "id")).filter((id) => id !== undefined);
/** Data blocks, which no browser runs. */
const isData = (element: Page["elements"][number]) =>
  /^application\/(ld\+)?json$/.test(attribute(element, "type") ?? "");
const isStub = (page: Page) => page.address.startsWith("/s/");

describe("the exported site", () => {
  test("has the pages the contract names", () => {
    for (const address of [
      "/",
      "/notes/",
      "/glossary/",
      "/sources/",
      "/corrections/",
      "/versions/",
      "/cheatsheet/",
      "/original/",
      "/accessibility/",
      "/404.html",
      ...["docker-overview", "docker-images", "docker-containers", "hypervisor", "kubernetes-overview"].map(
        (slug) => `/notes/${slug}/`,
      ),
    ]) {
      expect([...byAddress.keys()]).toContain(address);
    }
  });

  test("every internal link leads to a page and an id that exist", () => {
    const dead: string[] = [];
    for (const page of pages) {
      for (const element of page.elements) {
        const href = element.tagName === "a" ? attribute(element, "href") : undefined;
        if (href === undefined || /^[a-z]+:/i.test(href)) continue;
        const [path = "", hash] = href.split("#");
        // What a figure shows opens in its lab: a state, which the check has tried.
        if (/^\/labs\/./.test(path) && /^v=\d/.test(hash ?? "") && byAddress.has(path)) continue;
        const target = path === "" ? page : byAddress.get(path);
        if (!target && !existsSync(join(out, path))) dead.push(`${page.name}: ${href}`);
        else if (hash && target && !idsOf(target).includes(hash)) dead.push(`${page.name}: ${href}`);
      }
    }
    expect(dead).toEqual([]);
  });

  test("every address that was ever published is answered, by the page it names", () => {
    const ledger = readFileSync(join(import.meta.dirname, "../../content/addresses.yaml"), "utf8");
    const { entries } = parseLedger(ledger, "content/addresses.yaml", "error");
    expect(entries.length).toBeGreaterThan(100);
    const dead = entries.filter(({ address }) => {
      const page = byAddress.get(pageOf(address));
      return page === undefined || (anchorOf(address) !== "" && !idsOf(page).includes(anchorOf(address)));
    });
    expect(dead.map((entry) => entry.address)).toEqual([]);
  });

  test("ids are unique on every page", () => {
    for (const page of pages) {
      const ids = idsOf(page);
      expect(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        page.name,
      ).toEqual([]);
    }
  });

  test("every reference to another element's id resolves", () => {
    for (const page of pages) {
      const ids = new Set(idsOf(page));
      for (const element of page.elements) {
        for (const name of ["aria-describedby", "aria-labelledby", "aria-controls", "popovertarget"]) {
          for (const id of attribute(element, name)?.split(" ") ?? [])
            expect(ids, `${page.name} ${name}=${id}`).toContain(id);
        }
      }
    }
  });

  test("addresses and ids are ASCII", () => {
    for (const page of pages) {
      expect(page.address).toMatch(/^[\x21-\x7e]*$/);
      for (const id of idsOf(page)) expect(id, page.name).toMatch(/^[\x21-\x7e]+$/);
    }
  });

  test("the HTML is valid", async () => {
    const validator = new HtmlValidate(
      new StaticConfigLoader({ extends: ["html-validate:standard"], rules: { "attribute-misuse": "off" } }),
    );
    const problems: string[] = [];
    for (const page of pages) {
      const report = await validator.validateString(page.html, page.name);
      for (const result of report.results)
        for (const message of result.messages)
          problems.push(
            `${page.name}:${message.line}:${message.column} ${message.ruleId} ${message.message}`,
          );
    }
    expect(problems).toEqual([]);
  });

  test("no element carries a style attribute, a handler or an inline script", () => {
    for (const page of pages) {
      for (const element of page.elements) {
        for (const { name } of element.attrs)
          expect(/^(style|on[a-z]+)$/.test(name), `${page.name} <${element.tagName} ${name}>`).toBe(false);
        if (element.tagName === "script" && !isData(element))
          expect(element.childNodes, page.name).toEqual([]);
        expect(element.tagName, page.name).not.toBe("style");
      }
    }
  });

  test("every script and style sheet is named by its hash and is what its integrity says", () => {
    for (const page of pages) {
      const loaded = page.elements.flatMap((element) => {
        const integrity = attribute(element, "integrity") ?? "none";
        const parts = element.attrs.filter(({ name }) => name.startsWith("data-part-"));
        if (element.tagName === "link" && attribute(element, "rel") === "stylesheet")
          return [`${attribute(element, "href")} ${integrity}`];
        if (element.tagName !== "script" || isData(element)) return [];
        return [`${attribute(element, "src")} ${integrity}`, ...parts.map(({ value }) => value)];
      });
      expect(loaded.length, page.name).toBeGreaterThanOrEqual(isStub(page) ? 3 : 4);
      for (const one of loaded) {
        const [href = "", integrity] = one.split(" ");
        expect(isHashed(href), `${page.name}: ${href}`).toBe(true);
        expect(describeFile(href, readFileSync(join(out, href))).integrity, href).toBe(integrity);
      }
    }
  });

  test("the policy stands at the head of every page, right behind the encoding", () => {
    const head = `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${metaPolicy()}">`;
    for (const page of pages) expect(page.html.includes(head), page.name).toBe(true);
  });

  test("nothing on a page is loaded from another origin", () => {
    for (const page of pages) {
      for (const element of page.elements) {
        const source =
          attribute(element, "src") ??
          (element.tagName === "link" && !/^(canonical|alternate)$/.test(attribute(element, "rel") ?? "")
            ? attribute(element, "href")
            : undefined);
        if (source !== undefined) expect(source, page.name).toMatch(/^\/(?!\/)/);
      }
    }
  });

  test("each page has a title, a description, one h1, a main region and a language", () => {
    for (const page of pages) {
      const count = (tag: string) => page.elements.filter((element) => element.tagName === tag).length;
      expect(count("h1"), page.name).toBe(1);
      expect(count("main"), page.name).toBe(1);
      expect(
        page.elements.some((element) => element.tagName === "html" && attribute(element, "lang") === "ko"),
      ).toBe(true);
      expect(page.html).toMatch(/<title>[^<]+<\/title>/);
      expect(page.html).toMatch(/<meta name="description" content="[^"]+">/);
    }
  });

  test("a term's card is on every page that marks the term", () => {
    for (const page of pages) {
      const ids = new Set(idsOf(page));
      for (const element of page.elements) {
        const term = attribute(element, "data-term");
        if (term !== undefined) expect(ids, page.name).toContain(`card-${term}`);
      }
    }
  });

  test("the router's copies, React's runtime and its data are not shipped", () => {
    const names = filesUnder(out).map((path) => path.slice(out.length));
    const texts = names.filter((name) => /\.txt(\.|$)/.test(name));
    expect(texts.filter((name) => !/^\/(llms|robots)\.txt(\.br|\.gz)?$/.test(name))).toEqual([]);
    // The service worker alone keeps its name: browsers ask for it to learn of a release.
    expect(names.filter((name) => name.endsWith(".js") && !name.startsWith(SCRIPTS_FOLDER))).toEqual([
      "/sw.js",
    ]);
    for (const page of pages) {
      expect(page.html).not.toContain("__next_f");
      // Next's marker of late metadata, had it another form than `plainPage` knows.
      expect(page.html, page.name).not.toContain('<div hidden=""></div>');
    }
  });

  test("every page that gains from it has a brotli and a gzip copy", () => {
    for (const page of pages.filter((one) => !isStub(one))) {
      expect(existsSync(join(out, `${page.name}.br`)), page.name).toBe(true);
      expect(existsSync(join(out, `${page.name}.gz`)), page.name).toBe(true);
    }
  });
});
