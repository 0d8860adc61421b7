import { globSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  findStrayAddresses,
  linksAway,
  openBelow,
  type SiteBelow,
  wakeWorker,
} from "../../browser/below-a-path.ts";
import { type Checkout, openCheckout } from "../checkout.ts";

/** The whole site of this project, at a path that begins as its own pages do. */
const BASE = "/notes";
const SITE_URL = `https://name.github.io${BASE}`;

let checkout: Checkout;
let out: string;
let site: SiteBelow;
const problems: string[] = [];

beforeAll(async () => {
  checkout = openCheckout();
  const { code, output } = await checkout.run("build", { SITE_URL, NOTES_DIR: "" }).ended;
  expect(code, output).toBe(0);
  out = join(checkout.root, "out");
  site = await openBelow(out, BASE, 6400);
});
afterAll(async () => {
  await site?.close();
  checkout?.remove();
});

async function visit(path: string, work: (page: Page) => Promise<void>): Promise<void> {
  const context = await site.browser.newContext({ serviceWorkers: "block" });
  context.on("weberror", (error) => problems.push(`${path}: ${error.error()}`));
  const page = await context.newPage();
  await page.goto(site.at + path);
  await work(page);
  await context.close();
  expect(problems).toEqual([]);
  expect(site.strays.splice(0)).toEqual([]);
}

test("every address in the files leads below the path, to something that is there", () => {
  expect(findStrayAddresses(out, BASE, SITE_URL)).toEqual([]);
});

test("every page comes to life without a request that leaves the path", async () => {
  const pages = globSync("**/index.html", { cwd: out }).filter((path) => !path.startsWith("s/"));
  expect(pages.length).toBeGreaterThan(70);
  for (const path of pages)
    await visit(`/${path.replace(/index\.html$/, "")}`, async (page) => {
      await page.keyboard.press("ArrowDown");
      await page.waitForLoadState("networkidle");
      expect(await linksAway(page, site.at), path).toEqual([]);
    });
});

test("a lab runs, its links lead to its note, and its address opens it again", async () => {
  await visit("/labs/auto-scaling-hpa-calculator/", async (page) => {
    const root = page.locator("[data-island]").first();
    await root.scrollIntoViewIfNeeded();
    await root.locator("button:visible, input:visible").first().click();
    await page.waitForLoadState("networkidle");
    expect(await linksAway(page, site.at)).toEqual([]);
    await page.locator("main a[href*='/notes/auto-scaling/']").first().click();
    await page.waitForURL(new RegExp(`^${site.at}/notes/auto-scaling/`));
  });
  await visit("/labs/cluster/", async (page) => {
    await page.locator("[data-island] button:visible").first().click();
    await page.waitForLoadState("networkidle");
    expect(await linksAway(page, site.at)).toEqual([]);
  });
});

test("review comes to life, and the palette leads to the pages it names", async () => {
  await visit("/review/", async (page) => {
    await page.locator("main a").first().waitFor();
    expect(await linksAway(page, site.at)).toEqual([]);
  });
  await visit("/notes/docker-images/", async (page) => {
    await page.keyboard.press("?");
    await page
      .getByRole("dialog", { name: "할 일과 단축키" })
      .getByRole("button", { name: "용어집" })
      .click();
    await page.waitForURL(`${site.at}/glossary/`);
  });
});

test("subjects are kept under their whole addresses and read without a line", async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  await page.goto(`${site.at}/offline/`);
  expect(await wakeWorker(page)).toBe(`${site.at}/`);
  const subject = page.locator("[data-subjects] li").nth(1);
  await subject.getByRole("button").first().click();
  await subject.locator("progress").waitFor({ state: "hidden" });
  await page.locator("[data-kept] a").first().waitFor();
  expect(await linksAway(page, site.at)).toEqual([]);
  site.cut();
  await page.locator("[data-kept] a").first().click();
  await page.waitForURL(new RegExp(`^${site.at}/(?:notes|labs)/.+`));
  await page.locator("h1").waitFor();
  await context.close();
  expect(site.strays.splice(0)).toEqual([]);
});
