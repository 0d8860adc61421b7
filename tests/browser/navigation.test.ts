import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createStaticServer } from "../../lib/build/serve/static-server.ts";
import { type OpenSite, openServer } from "./open-site.ts";

const root = join(import.meta.dirname, "../..");
const NOTE = "/notes/docker-images/";

type Asked = { readonly path: string; readonly headers: IncomingHttpHeaders };

let site: OpenSite;
let asked: Asked[] = [];
let sendsRules = true;

beforeAll(async () => {
  const server = createStaticServer(join(root, "out"));
  server.prependListener("request", (request, response) => {
    asked.push({ path: request.url ?? "", headers: request.headers });
    if (sendsRules) return;
    // As on a host that sends no headers of ours.
    const { setHeader } = response;
    response.setHeader = (name, value) =>
      name === "Speculation-Rules" ? response : setHeader.call(response, name, value);
  });
  site = await openServer(server, 5300);
});
afterAll(() => site.close());
beforeEach(() => {
  asked = [];
  sendsRules = true;
});

async function open(
  path: string,
  reducedMotion: "reduce" | "no-preference" = "no-preference",
): Promise<Page> {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  return page;
}

const nextNote = (page: Page) => page.getByRole("link", { name: /다음 노트/ });
const purposeOf = (path: string) =>
  asked.filter((one) => one.path === path).map(({ headers }) => headers["sec-purpose"] ?? headers.purpose);

describe("a note that a reader points at is fetched ahead", () => {
  test("by the browser's own rules, where the host sends the header", async () => {
    const page = await open(NOTE);
    await expect.poll(() => asked.some(({ path }) => path === "/speculation.json")).toBe(true);
    const path = new URL((await nextNote(page).getAttribute("href"))!, site.origin).pathname;
    await nextNote(page).hover();
    await expect.poll(() => purposeOf(path)).toEqual([expect.stringMatching(/^prefetch/)]);
    await nextNote(page).click();
    await page.waitForURL(`**${path}`);
    expect(purposeOf(path)).toHaveLength(1);
    await page.context().close();
  });

  test("by a link, where it does not", async () => {
    sendsRules = false;
    const page = await open(NOTE);
    const path = new URL((await nextNote(page).getAttribute("href"))!, site.origin).pathname;
    await nextNote(page).hover();
    await expect.poll(() => purposeOf(path)).toEqual(["prefetch"]);
    await page.context().close();
  });

  test("and nothing else is", async () => {
    const page = await open(NOTE);
    await page.locator("header a.brand").hover();
    await page.locator('header nav a[href="/glossary/"]').hover();
    await nextNote(page).hover();
    const path = new URL((await nextNote(page).getAttribute("href"))!, site.origin).pathname;
    await expect.poll(() => purposeOf(path)).toHaveLength(1);
    expect(
      asked.filter(({ headers }) => headers["sec-purpose"] !== undefined).map((one) => one.path),
    ).toEqual([path]);
    await page.context().close();
  });
});

describe("from page to page", () => {
  test("nothing of ours keeps a page from being kept for the way back, and scroll is found again", async () => {
    const page = await open(NOTE);
    const session = await page.context().newCDPSession(page);
    const against: string[] = [];
    session.on("Page.backForwardCacheNotUsed", ({ notRestoredExplanations }) => {
      for (const { type, reason } of notRestoredExplanations)
        if (type !== "Circumstantial") against.push(reason);
    });
    await session.send("Page.enable");
    // All that a reader may have touched: the viewer, a card, the list of sections.
    await page.locator("figure.fig").first().getByRole("button", { name: "크게" }).click();
    await page.locator("dialog.zoom").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("a.term").first().hover();
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("main details")) details.toggleAttribute("open", true);
      document.getElementById("whiteout")!.scrollIntoView();
    });
    const state = () =>
      page.evaluate(() => ({
        y: Math.round(scrollY),
        open: document.querySelectorAll("main details[open]").length,
        sidebar: document.querySelector("#nav")!.scrollTop,
      }));
    const before = await state();
    expect(before.y).toBeGreaterThan(500);
    expect(before.open).toBeGreaterThan(0);
    await page.evaluate(() => {
      document.documentElement.dataset.kept = "";
      document.querySelector<HTMLAnchorElement>('header nav a[href="/glossary/"]')!.click();
    });
    await page.waitForURL("**/glossary/");
    await page.evaluate(() => history.back());
    // No load comes from a page that was kept.
    await page.waitForURL(`**${NOTE}`, { waitUntil: "commit" });
    await expect.poll(async () => (await state()).y).toBeGreaterThan(500);
    // The small Chromium of the tests keeps no page at all; where one does, all is as it was left.
    const kept = await page.evaluate(() => document.documentElement.dataset.kept !== undefined);
    if (kept) expect(await state()).toEqual(before);
    expect(against).toEqual([]);
    await page.context().close();
  });

  for (const motion of ["no-preference", "reduce"] as const) {
    test(`with motion ${motion} there is ${motion === "reduce" ? "no" : "a"} transition`, async () => {
      const page = await open(NOTE, motion);
      await page.context().addInitScript(() => {
        addEventListener("pagereveal", (event) => {
          const { viewTransition } = event as Event & { viewTransition: unknown };
          document.documentElement.dataset.transition = String(viewTransition !== null);
        });
      });
      await nextNote(page).click();
      await page.waitForURL(/docker-build/);
      await expect
        .poll(() => page.evaluate(() => document.documentElement.dataset.transition))
        .toBe(String(motion === "no-preference"));
      await page.context().close();
    });
  }
});
