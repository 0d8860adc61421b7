import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByAxe } from "./axe.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const PAGES = {
  home: "/",
  index: "/notes/",
  note: "/notes/docker-containers/",
  glossary: "/glossary/",
  sources: "/sources/",
  corrections: "/corrections/",
  versions: "/versions/",
  cheatsheet: "/cheatsheet/",
  original: "/original/",
  lost: "/404.html",
};

describe("axe finds nothing", () => {
  /** The other two ways, and every page there is, are for the deep tests. */
  const views = [
    { theme: "light", width: 1440 },
    { theme: "dark", width: 360 },
  ] as const;

  test.each(Object.entries(PAGES))("%s, light on a desk and dark on a phone", async (_, path) => {
    const context = await site.browser.newContext({ reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(site.origin + path);
    for (const { theme, width } of views) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      expect(await findByAxe(page), `${theme}, ${width} px`).toEqual([]);
    }
    await context.close();
  });

  test("open sheets and cards on a phone", async () => {
    const context = await site.browser.newContext({ viewport: { width: 360, height: 900 }, hasTouch: true });
    const page = await context.newPage();
    await page.goto(`${site.origin}/notes/docker-images/`);
    for (const show of [
      () => page.locator("[data-where]").click(),
      () => page.locator("a.term").first().tap(),
      async () => {
        await page.locator("h1 .h-share").click();
        await page.locator(".share-menu").waitFor();
      },
      () => page.getByRole("button", { name: "노트 목록" }).click(),
    ]) {
      await page.reload();
      await show();
      expect(await findByAxe(page)).toEqual([]);
    }
    await context.close();
  });
});

describe("keyboard", () => {
  test("the first stop is the skip link, and it leads to the text", async () => {
    const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${site.origin}/notes/docker-images/`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("본문으로 건너뛰기");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#main");
    await context.close();
  });

  test("every stop shows where the focus is", async () => {
    const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${site.origin}/notes/docker-images/`);
    for (let step = 0; step < 40; step++) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => getComputedStyle(document.activeElement!).boxShadow !== "none");
      expect(
        seen,
        `stop ${step}: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80))}`,
      ).toBe(true);
    }
    await context.close();
  });
});
