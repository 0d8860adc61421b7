import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByAxe } from "./axe.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const NOTE = "/notes/docker-images/";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(path = NOTE, options: Parameters<typeof site.browser.newPage>[0] = {}): Promise<Page> {
  const page = await site.browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  await page.goto(site.origin + path);
  return page;
}

const sheet = (page: Page) => page.getByRole("dialog", { name: "할 일과 단축키" });
const names = (page: Page) => sheet(page).locator("li:visible button > span").allTextContents();

describe("the sheet of what can be done", () => {
  test("opens with ?, finds by initials, and does it with Enter", async () => {
    const page = await open();
    await page.keyboard.press("?");
    await sheet(page).waitFor();
    expect(await names(page)).toEqual(
      expect.arrayContaining(["다음 노트: 이미지 만들기", "보기 설정", "인쇄"]),
    );
    const all = await names(page);
    expect(all.length, all.join(", ")).toBe(new Set(all).size);
    await page.keyboard.type("ㄷㅇㄴㅌ");
    await expect.poll(() => names(page)).toEqual(["다음 노트: 이미지 만들기"]);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/notes/docker-build/");
    await page.close();
  });

  test("is walked with arrows, says when nothing fits, and closes with Escape", async () => {
    const page = await open();
    await page.keyboard.press("?");
    await sheet(page).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("검색");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type("없는 일");
    await sheet(page).getByText("그런 일은 여기 없습니다").waitFor();
    await page.keyboard.press("Enter");
    expect(page.url()).toBe(site.origin + NOTE);
    await page.keyboard.press("Escape");
    await sheet(page).waitFor({ state: "hidden" });
    await page.close();
  });

  test("leads to the settings and to search, which then have the focus", async () => {
    const page = await open();
    await page.keyboard.press("?");
    await sheet(page).getByRole("button", { name: "보기 설정" }).click();
    const settings = page.getByRole("dialog", { name: "보기 설정" });
    await settings.waitFor();
    expect(await settings.evaluate((one) => one.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("Escape");
    // A dialog that is closing still has the keys.
    await settings.waitFor({ state: "hidden" });
    await page.keyboard.press("?");
    await sheet(page).getByRole("button", { name: /^검색/ }).click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest("dialog.search") !== null))
      .toBe(true);
    await page.close();
  });

  test("a key is not lost that comes while the tools of the page are on their way", async () => {
    const page = await open();
    // The pointer's first move asks for them, the key comes before they are there.
    await page.route(/\/tools\.[^/]+\.js$/, async (route) => {
      await page.keyboard.press("?");
      await route.continue();
    });
    await page.mouse.move(200, 300);
    await sheet(page).waitFor();
    await page.close();
  });

  test("the key is not lost that follows Shift as the first act on a page", async () => {
    const page = await open();
    await page.keyboard.down("Shift");
    await page.keyboard.press("?");
    await page.keyboard.up("Shift");
    await sheet(page).waitFor();
    await page.close();
  });

  test("says on a page without a next note nothing of one", async () => {
    const page = await open("/glossary/");
    await page.keyboard.press("?");
    await sheet(page).waitFor();
    const all = await names(page);
    expect(all.filter((name) => name.startsWith("다음 노트"))).toEqual([]);
    expect(all).not.toContain("가기: 용어집");
    await page.close();
  });

  test("in a field ? is a letter", async () => {
    const page = await open("/glossary/");
    await page.getByRole("searchbox").press("?");
    expect(await page.getByRole("searchbox").inputValue()).toBe("?");
    expect(await sheet(page).count()).toBe(0);
    await page.close();
  });

  test.each([
    [1440, "light"],
    [390, "dark"],
    [320, "light"],
  ] as const)("by the button of the footer at %d px, %s, axe finds nothing", async (width, colorScheme) => {
    const page = await open(NOTE, { viewport: { width, height: 700 }, colorScheme });
    await page.getByRole("button", { name: "할 일과 단축키" }).click();
    await sheet(page).waitFor();
    expect(await findByAxe(page, ".palette")).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await page.close();
  });
});

describe("search", () => {
  const dialog = (page: Page) => page.locator("dialog.search[open]");
  const offers = (page: Page) => dialog(page).getByRole("group", { name: "할 일" }).getByRole("button");

  test("offers what a query names of it, by keyboard, and nothing for other words", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await page.keyboard.type("글자 크기");
    await expect.poll(() => offers(page).allTextContents()).toEqual(["보기 설정"]);
    expect(await findByAxe(page, "dialog.search")).toEqual([]);
    // Past the button that closes search.
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const settings = page.getByRole("dialog", { name: "보기 설정" });
    await settings.waitFor();
    await dialog(page).waitFor({ state: "hidden" });
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("화이트아웃");
    await expect.poll(() => offers(page).count()).toBe(0);
    await page.close();
  });

  test("with > leads to the sheet", async () => {
    const page = await open();
    await page.keyboard.press("Control+k");
    await page.keyboard.type(">");
    await sheet(page).waitFor();
    expect(await dialog(page).count()).toBe(0);
    await page.keyboard.type("인쇄");
    await expect.poll(() => names(page)).toEqual(["인쇄"]);
    await page.close();
  });

  test("goes to the next note at 360 px, by thumb", async () => {
    const page = await open(NOTE, {
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
    await page.locator("header [data-search]").tap();
    await dialog(page).locator("input").fill("다음");
    await offers(page).first().tap();
    await page.waitForURL("**/notes/docker-build/");
    await page.close();
  });
});
