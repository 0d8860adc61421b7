import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByAxe } from "./axe.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** What most readers see; every page there is, in two more ways, is for the deep tests. */
const PAGES = {
  home: "/",
  index: "/notes/",
  note: "/notes/docker-containers/",
  versions: "/versions/",
  lost: "/404.html",
};

describe("axe finds nothing", () => {
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

/** A key of one letter is no text to axe. */
test("a key that is written on a button stands out from it", async () => {
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${site.origin}/notes/docker-images/`);
  const cards = page.locator("[data-cards]");
  await cards.locator("summary").click();
  await cards.getByRole("button", { name: /복습에 넣기/ }).click();
  await cards.getByRole("link", { name: "복습하러 가기" }).click();
  const faint = () =>
    page.locator("kbd:visible").evaluateAll((keys) => {
      const light = (color: string) => {
        const [red = 0, green = 0, blue = 0] = color.match(/[\d.]+/g)!.map((part) => {
          const share = Number(part) / 255;
          return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
      };
      const groundOf = (node: Element): string => {
        const color = getComputedStyle(node).backgroundColor;
        return color === "rgba(0, 0, 0, 0)" ? groundOf(node.parentElement!) : color;
      };
      return keys
        .map((key) => ({ key, ratio: light(getComputedStyle(key).color) / light(groundOf(key)) }))
        .filter(({ ratio }) => Math.max(ratio, 1 / ratio) < 4.5)
        .map(({ key, ratio }) => `${key.textContent} ${ratio}`);
    });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.locator(".show kbd").waitFor();
    expect(await faint(), colorScheme).toEqual([]);
  }
  await page.locator(".show").click();
  await page.locator(".gr1 kbd").waitFor();
  expect(await faint()).toEqual([]);
  await context.close();
});
