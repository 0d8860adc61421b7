import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByAxe } from "./axe.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const NOTE = "/notes/docker-images/";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(
  options: Parameters<typeof site.browser.newContext>[0] = {},
): Promise<[BrowserContext, Page]> {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(site.origin + NOTE);
  return [context, page];
}

const panel = (page: Page) => page.getByRole("dialog", { name: "보기 설정" });
const choose = (page: Page, group: string, choice: string) =>
  panel(page)
    .getByRole("group", { name: group })
    .getByRole("radio", { name: choice, exact: true })
    .check({ force: true });
const look = (page: Page) =>
  page.evaluate(() => {
    const prose = getComputedStyle(document.querySelector(".prose > p")!);
    return {
      size: Number.parseFloat(prose.fontSize),
      leading: Number.parseFloat(prose.lineHeight) / Number.parseFloat(prose.fontSize),
      width: prose.maxWidth,
      font: prose.fontFamily,
    };
  });

describe("the reader's settings", () => {
  test("change the page at once, and hold on every page, before it is painted", async () => {
    const [context, page] = await open();
    const usual = await look(page);
    await page.locator("header [data-settings]").click();
    await panel(page).waitFor();
    await choose(page, "글자 크기", "크게");
    await choose(page, "줄 간격", "넓게");
    await choose(page, "글 너비", "넓게");
    await choose(page, "글꼴", "명조");
    const chosen = await look(page);
    expect(chosen.size).toBeCloseTo(usual.size * 1.125, 1);
    expect(chosen.leading).toBeGreaterThan(usual.leading + 0.2);
    expect(Number.parseFloat(chosen.width)).toBeGreaterThan(Number.parseFloat(usual.width));
    expect(chosen.font).toContain("Serif");
    // As the page is the moment its head is read: scripts of the body have not run.
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (document.body) document.documentElement.dataset.early ??= document.documentElement.style.cssText;
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${site.origin}/notes/docker-build/`);
    expect(await page.evaluate(() => document.documentElement.dataset.early)).toContain("112.5%");
    expect(await look(page)).toEqual(chosen);
    await page.locator("header [data-settings]").click();
    await page.getByRole("button", { name: "처음대로" }).click();
    expect(await look(page)).toEqual(usual);
    expect(await page.evaluate(() => localStorage.getItem("whale.look"))).toBeNull();
    await context.close();
  });

  test("the theme is the one of the header's button", async () => {
    const [context, page] = await open();
    await page.locator("header [data-settings]").click();
    await choose(page, "화면", "어둡게");
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
    await page.getByRole("button", { name: "화면 밝기 바꾸기: 어둡게" }).waitFor({ state: "attached" });
    await context.close();
  });

  test("terms are shown in English as well, or alone", async () => {
    const [context, page] = await open();
    const term = page.locator("main a.term[data-en]").first();
    const shown = () => term.evaluate((element) => getComputedStyle(element, "::after").display);
    expect(await shown()).toBe("none");
    await page.locator("header [data-settings]").click();
    await choose(page, "용어", "둘 다");
    expect(await shown()).toBe("inline");
    await choose(page, "용어", "영어");
    expect(await term.evaluate((element) => getComputedStyle(element).fontSize)).toBe("0px");
    expect(
      await term.evaluate((element) => Number.parseFloat(getComputedStyle(element, "::after").fontSize)),
    ).toBeGreaterThan(12);
    await context.close();
  });

  test("a letter alone opens nothing where the reader wants none; with Ctrl it does", async () => {
    const [context, page] = await open();
    await page.locator("header [data-settings]").click();
    await choose(page, "한 글자 단축키", "끄기");
    await page.keyboard.press("Escape");
    await panel(page).waitFor({ state: "hidden" });
    await page.keyboard.press("/");
    expect(await page.locator("dialog.search").evaluate((dialog: HTMLDialogElement) => dialog.open)).toBe(
      false,
    );
    await page.keyboard.press("Control+k");
    expect(await page.locator("dialog.search").evaluate((dialog: HTMLDialogElement) => dialog.open)).toBe(
      true,
    );
    await context.close();
  });

  test("less motion is no motion", async () => {
    const [context, page] = await open();
    await page.locator("header [data-settings]").click();
    await choose(page, "움직임", "줄이기");
    const durations = await page.evaluate(() => [
      getComputedStyle(document.querySelector("main a")!).transitionDuration,
      document.documentElement.dataset.motion,
    ]);
    expect(durations).toEqual(["0s", "less"]);
    await context.close();
  });

  test.each([
    [1440, "light"],
    [390, "dark"],
  ] as const)(
    "at %d px, %s: by keyboard, the focus comes back, axe finds nothing",
    async (width, colorScheme) => {
      const [context, page] = await open({ viewport: { width, height: 800 }, colorScheme });
      const control = page.locator("[data-settings]:visible").first();
      await control.focus();
      await page.keyboard.press("Enter");
      await panel(page).waitFor();
      expect(await panel(page).evaluate((element) => element.contains(document.activeElement))).toBe(true);
      expect(await findByAxe(page, ".settings")).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await page.keyboard.press("Escape");
      await panel(page).waitFor({ state: "hidden" });
      expect(await control.evaluate((element) => element === document.activeElement)).toBe(true);
      await context.close();
    },
  );

  test("where storage is refused they hold for the page", async () => {
    const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addInitScript(() => {
      Object.defineProperty(globalThis, "localStorage", {
        get: () => {
          throw new DOMException("refused", "SecurityError");
        },
      });
    });
    const page = await context.newPage();
    await page.goto(site.origin + NOTE);
    const usual = await look(page);
    await page.locator("header [data-settings]").click();
    await choose(page, "글자 크기", "크게");
    await choose(page, "줄 간격", "넓게");
    const now = await look(page);
    expect(now.size).toBeGreaterThan(usual.size);
    expect(now.leading).toBeGreaterThan(usual.leading);
    await context.close();
  });
});
