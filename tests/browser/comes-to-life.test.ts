import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as words from "../../lib/words/words.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** All scripts of a page but `theme.js`, which it waits for before it is drawn. */
const LATE = /\/scripts\/(?!theme\.)[^/]+\.js$/;

/** Of each page, what shows that its scripts have done what they do at first. */
const DONE: Readonly<Record<string, string>> = {
  "/": "html[data-js]",
  "/notes/docker-images/": "html[data-js]",
  "/glossary/": "html[data-js]",
  "/map/": "html[data-js]",
  "/search/": ".search-page .blank",
  "/review/": ".rev-stage *",
  "/my/": ".my section",
  "/offline/": "[data-subjects] button",
  "/labs/": "html[data-js]",
  "/labs/docker-images-layer-stacker/": "[data-island] button",
  "/labs/cluster/": "[data-island] button",
  "/notes/docker-image/": "[data-nearest] a[href*='docker-images']",
};

/** Opens a page whose scripts come only after its first paint. */
async function openSlowly(path: string, width: number): Promise<Page> {
  const page = await site.browser.newPage({ viewport: { width, height: 823 } });
  await page.addInitScript(() => {
    const seen = window as unknown as { moved: string[] };
    seen.moved = [];
    type Shift = { readonly value: number; readonly sources: readonly { readonly node: Node | null }[] };
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as unknown as Shift[])
        seen.moved.push(`${value.toFixed(4)} ${sources.map(({ node }) => node?.nodeName).join(" ")}`);
    }).observe({ type: "layout-shift", buffered: true });
  });
  let open = () => {};
  const painted = new Promise<void>((done) => {
    open = done;
  });
  await page.route(LATE, async (route) => {
    await painted;
    await route.continue();
  });
  await page.goto(site.origin + path, { waitUntil: "commit" });
  await page.evaluate(
    () =>
      new Promise<void>((done) =>
        new PerformanceObserver((list) => {
          if (list.getEntriesByName("first-contentful-paint").length > 0) done();
        }).observe({ type: "paint", buffered: true }),
      ),
  );
  open();
  return page;
}

describe("scripts that come after the first paint", () => {
  for (const width of [412, 1440])
    test.each(Object.entries(DONE))(`move nothing at ${width} px of %s`, async (path, done) => {
      const page = await openSlowly(path, width);
      await page.waitForLoadState("load");
      await page.locator(done).first().waitFor({ state: "attached" });
      // A shift is told in the frame after it.
      await page.evaluate(
        () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))),
      );
      expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
      await page.close();
    });
});

describe("a script that is blocked", () => {
  test.each(["/", "/notes/docker-images/", "/search/", "/glossary/"])(
    "leaves no control on %s that does nothing",
    async (path) => {
      const page = await site.browser.newPage();
      await page.route(/\/scripts\/boot\./, (route) => route.abort());
      await page.goto(site.origin + path);
      await page.waitForSelector("html:not([data-js])");
      expect(await page.locator(".needs-js:visible").count()).toBe(0);
      // What leads on without one still does.
      await page.getByRole("link", { name: words.openSearch }).first().click();
      await page.waitForURL("**/search/");
      await page.close();
    },
  );

  test("leaves no button that only it answers, until it comes", async () => {
    const page = await site.browser.newPage();
    let isBlocked = true;
    await page.route(/\/scripts\/tools\./, (route) => (isBlocked ? route.abort() : route.continue()));
    await page.goto(`${site.origin}/notes/docker-images/`);
    const settings = page.locator("header [data-settings]");
    await settings.waitFor();
    await page.keyboard.press("Control");
    await settings.waitFor({ state: "hidden" });
    expect(await page.locator(":is([data-settings],[data-palette]):visible").count()).toBe(0);
    // What other scripts answer stays.
    expect(await page.locator("[data-theme-button]").isVisible()).toBe(true);
    isBlocked = false;
    await page.mouse.wheel(0, 10);
    await settings.click();
    await page.getByRole("dialog", { name: words.settings }).waitFor();
    await page.close();
  });

  test("is said where a page is nothing without it", async () => {
    const page = await site.browser.newPage();
    await page.route(/\/scripts\/(?:offline-page|review|my)\./, (route) => route.abort());
    for (const [path, text] of [
      ["/offline/", words.offlineNeedsScript],
      ["/review/", words.reviewWithoutScripts],
      ["/my/", words.myWithoutScripts],
    ] as const) {
      await page.goto(site.origin + path);
      await page.waitForSelector("html:not([data-js])");
      expect(await page.getByText(text).isVisible(), path).toBe(true);
    }
    await page.close();
  });
});
