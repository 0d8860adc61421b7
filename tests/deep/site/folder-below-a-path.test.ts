import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  findStrayAddresses,
  linksAway,
  openBelow,
  type SiteBelow,
  wakeWorker,
} from "../../browser/below-a-path.ts";
import { type Checkout, openCheckout } from "../checkout.ts";

/** The same word as the site's own folder of notes, so that what is joined twice or never shows. */
const BASE = "/notes";
const SITE_URL = `https://name.github.io${BASE}`;

let checkout: Checkout;
let out: string;
let site: SiteBelow;

beforeAll(async () => {
  checkout = openCheckout();
  checkout.write(
    join(checkout.notes, "a.md"),
    "# 노트 하나\n\n첫 문장 a. [둘의 절](b.md#절)과 [표](rows.csv)를 본다.\n\n![그림](dot.svg)\n\n## 절\n\n글이다.\n",
  );
  checkout.write(join(checkout.notes, "container.md"), "# 컨테이너\n\n격리된 프로세스다.\n");
  checkout.write(join(checkout.notes, "rows.csv"), "a,b\n1,2\n");
  checkout.write(
    join(checkout.notes, "dot.svg"),
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4"/></svg>',
  );
  const { code, output } = await checkout.run("build", { SITE_URL: `${SITE_URL}/` }).ended;
  expect(code, output).toBe(0);
  expect(output).not.toContain("SITE_URL");
  out = join(checkout.root, "out");
  site = await openBelow(out, BASE, 6100);
});
afterAll(async () => {
  await site?.close();
  checkout?.remove();
});

/** @param asked what the host may be asked for in vain, how often ever */
async function inContext(
  work: (page: Page, context: BrowserContext) => Promise<void>,
  serviceWorkers: "allow" | "block" = "block",
  asked: readonly string[] = [],
): Promise<void> {
  const context = await site.browser.newContext({ serviceWorkers });
  const problems: string[] = [];
  context.on("weberror", (error) => problems.push(String(error.error())));
  await work(await context.newPage(), context);
  await context.close();
  expect(problems).toEqual([]);
  expect([...new Set(site.strays.splice(0))].sort()).toEqual(asked.toSorted());
}

test("every address in the files leads below the path of SITE_URL, to something that is there", () => {
  expect(findStrayAddresses(out, BASE, SITE_URL)).toEqual([]);
  const texts = ["sitemap.xml", "feed.xml", "llms.txt", "robots.txt", "notes/a/index.md"]
    .filter((name) => globSync(name, { cwd: out }).length > 0)
    .flatMap(
      (name) => readFileSync(join(out, name), "utf8").match(/https:\/\/name\.github\.io[^\s<"')]*/g) ?? [],
    );
  expect(texts.length).toBeGreaterThan(5);
  expect(texts.filter((address) => !address.startsWith(`${SITE_URL}/`))).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(out, "manifest.webmanifest"), "utf8")) as {
    start_url: string;
    scope: string;
    icons: readonly { src: string }[];
    shortcuts: readonly { url: string }[];
    share_target: { action: string };
  };
  const { start_url, scope, icons, shortcuts, share_target } = manifest;
  const own = [start_url, scope, ...icons.map(({ src }) => src), ...shortcuts.map(({ url }) => url)];
  expect([...own, share_target.action].filter((address) => !address.startsWith(`${BASE}/`))).toEqual([]);
  expect(readFileSync(join(out, "speculation.json"), "utf8")).toContain(`"${BASE}/notes/*"`);
});

test("every page, its scripts and what they ask for come from below the path", async () => {
  await inContext(async (page) => {
    const pages = globSync("**/index.html", { cwd: out }).filter((path) => !path.startsWith("s/"));
    expect(pages.length).toBeGreaterThan(5);
    for (const path of pages) {
      await page.goto(`${site.at}/${path.replace(/index\.html$/, "")}`);
      await page.keyboard.press("ArrowDown");
      await page.waitForLoadState("networkidle");
      expect(await linksAway(page, site.at), path).toEqual([]);
    }
  });
});

test("from the home page to a note, to a section of another, and from a stub to its section", async () => {
  await inContext(async (page) => {
    await page.goto(`${site.at}/`);
    await page.locator("main").getByRole("link", { name: "노트 하나" }).first().click();
    await page.waitForURL(`${site.at}/notes/a/`);
    await page.locator("main").getByRole("link", { name: "둘의 절" }).click();
    await page.waitForURL(new RegExp(`^${site.at}/notes/b/#.+`));
    const stub = globSync("s/a/*/", { cwd: out })[0]!;
    await page.goto(`${site.at}/${stub}/`);
    await page.waitForURL(new RegExp(`^${site.at}/notes/a/#.+`));
  });
});

test("search finds notes and leads to them, by its dialog and by its page", async () => {
  await inContext(async (page) => {
    await page.goto(`${site.at}/`);
    await page.keyboard.press("/");
    await page.keyboard.type("노트 셋");
    const option = page.getByRole("option").first();
    await option.waitFor();
    expect(await option.getAttribute("href")).toMatch(new RegExp(`^${BASE}/notes/c/`));
    await option.click();
    await page.waitForURL(new RegExp(`^${site.at}/notes/c/`));
    await page.goto(`${site.at}/search/?q=${encodeURIComponent("노트 둘")}`);
    await page.getByRole("option").first().click();
    await page.waitForURL(new RegExp(`^${site.at}/notes/b/`));
  });
});

test("who is lost below the path finds the way, and who asks outside of it is told where the site is", async () => {
  const lost = async (page: Page) => {
    await page.goto(`${site.at}/notes/contaner/`);
    const nearest = page.locator("[data-nearest] a");
    await expect.poll(() => nearest.getAttribute("href")).toMatch(new RegExp(`${BASE}/notes/container/$`));
    const outside = await fetch(`${site.origin}/search/`);
    expect([outside.status, await outside.text()]).toEqual([404, "사이트는 /notes/ 아래에 있습니다.\n"]);
    const bare = await fetch(site.at, { redirect: "manual" });
    expect(bare.headers.get("location")).toBe(`${BASE}/`);
  };
  await inContext(lost, "block", [`404 ${BASE}/notes/contaner/`, "404 /search/", `308 ${BASE}`]);
});

test("the worker answers for the path alone, and what was read and search are there without a line", async () => {
  await inContext(async (page, context) => {
    await page.goto(`${site.at}/notes/a/`);
    expect(await wakeWorker(page)).toBe(`${site.at}/`);
    await page.goto(`${site.at}/notes/b/`);
    site.cut();
    const offline = await context.newPage();
    await offline.goto(`${site.at}/notes/b/`);
    expect(await offline.locator("h1").textContent()).toContain("노트 둘");
    await offline.keyboard.press("/");
    await offline.keyboard.type("노트 셋");
    await offline.getByRole("option").first().waitFor();
    await offline.goto(`${site.at}/notes/c/`);
    await offline.locator("[data-kept] a").first().waitFor();
    expect(await linksAway(offline, site.at)).toEqual([]);
    await offline.goto(`${site.at}/`);
    await offline.locator("main").getByRole("link", { name: "노트 하나" }).first().waitFor();
  }, "allow");
});
