import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { watchClipboard } from "./clipboard.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const NOTE = "/notes/docker-images/";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

type Opened = { readonly page: Page; readonly context: BrowserContext; readonly errors: string[] };

async function open(
  path: string,
  prepare: (page: Page) => Promise<unknown> = async () => {},
): Promise<Opened> {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await prepare(page);
  await page.goto(site.origin + path);
  return { page, context, errors };
}

const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme ?? "system");
const themeButton = (page: Page) => page.getByRole("button", { name: /화면 밝기/ });
const toast = (page: Page) => page.locator(".toast");
const zoomButton = (page: Page) => page.locator("figure.fig").first().getByRole("button", { name: "크게" });

/** What can be done on a note with the scripts that are there from the start. */
async function canStillRead(page: Page): Promise<void> {
  expect(await page.locator("main h1").textContent()).toContain("이미지와 레이어");
  const term = page.locator("a.term").first();
  // A card closes when the page scrolls, so it has to have come to rest.
  await term.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  // A pointer comes from somewhere: one that rests opens nothing.
  await page.mouse.move(0, 0);
  await term.hover();
  await page.locator(".def:popover-open").waitFor();
  await page.keyboard.press("Escape");
  const before = await themeOf(page);
  await themeButton(page).click();
  expect(await themeOf(page)).not.toBe(before);
  await page.evaluate(() => document.getElementById("whiteout")!.scrollIntoView());
  await page.waitForFunction(
    () => document.querySelector(".gauge [aria-current]")?.getAttribute("href") === "#whiteout",
  );
  await page.evaluate(() => scrollTo(0, 0));
}

describe("a part that cannot be loaded", () => {
  for (const [how, fail] of [
    ["the connection breaks", { abort: true }],
    ["the host has lost it", { status: 404 }],
    ["its bytes are others", { body: "document.title = 'other'" }],
  ] as const) {
    test(`the diagram viewer, when ${how}: a message, and the next try works`, async () => {
      let broken = true;
      const { page, context, errors } = await open(NOTE, (opened) =>
        opened.route("**/scripts/viewer.*", (route) => {
          if (!broken) return route.continue();
          if ("abort" in fail) return route.abort();
          return route.fulfill({ contentType: "text/javascript", body: "", ...fail });
        }),
      );
      await zoomButton(page).click();
      await expect.poll(() => toast(page).textContent()).toContain("불러오지 못했습니다. 다시 눌러");
      await canStillRead(page);
      expect(await page.title()).toContain("이미지와 레이어");
      broken = false;
      await zoomButton(page).click();
      await page.locator("dialog.zoom").waitFor();
      expect(errors).toEqual([]);
      await context.close();
    });
  }

  test("search: a message, and the next try works", async () => {
    let broken = true;
    const { page, context, errors } = await open(NOTE, (opened) =>
      opened.route("**/scripts/search.*", (route) => (broken ? route.abort() : route.continue())),
    );
    await page.keyboard.press("/");
    await expect.poll(() => toast(page).textContent()).toContain("검색을 불러오지 못했습니다");
    await page.keyboard.press("Escape");
    await canStillRead(page);
    broken = false;
    await page.keyboard.press("/");
    await page.keyboard.type("레이어");
    await expect.poll(() => page.locator("dialog.search a[href^='/notes/']").count()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test("a click that comes before the scripts that it is for is not lost", async () => {
  const { page, context, errors } = await open("/", async (opened) => {
    await opened.route("**/scripts/boot.*", async (route) => {
      await opened.getByRole("button", { name: /화면 밝기/ }).click();
      await route.continue();
    });
  });
  await expect.poll(() => themeOf(page)).toBe("light");
  expect(errors).toEqual([]);
  await context.close();
});

test("offline in mid-session the page is read on, and what needs the net says so and works afterwards", async () => {
  const { page, context, errors } = await open(NOTE);
  await context.setOffline(true);
  await canStillRead(page);
  await zoomButton(page).click();
  await expect.poll(() => toast(page).textContent()).toContain("다시 눌러 주세요");
  await context.setOffline(false);
  await zoomButton(page).click();
  await page.locator("dialog.zoom").waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

describe("storage", () => {
  test("that is blocked takes nothing but memory away", async () => {
    const { page, context, errors } = await open(NOTE, (opened) =>
      opened.addInitScript(() => {
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("blocked", "SecurityError");
          },
        });
      }),
    );
    await canStillRead(page);
    for (const path of ["/", "/glossary/", "/search/"]) await page.goto(site.origin + path);
    expect(errors).toEqual([]);
    await context.close();
  });

  test("that is full does not either", async () => {
    const { page, context, errors } = await open(NOTE, (opened) =>
      opened.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException("full", "QuotaExceededError");
        };
      }),
    );
    await canStillRead(page);
    expect(errors).toEqual([]);
    await context.close();
  });

  test("that is damaged is set aside and written anew", async () => {
    const { page, context, errors } = await open(NOTE);
    await canStillRead(page);
    const keys = await page.evaluate(() => Object.keys(localStorage));
    expect(keys).toContain("whale.place");
    for (const garbage of ["{{{", "null", "[]", '{"v":99}', '"\\u0000"', "9".repeat(10_000)]) {
      await page.evaluate(
        ([names, value]) => {
          for (const name of names) localStorage.setItem(name, value);
        },
        [keys, garbage] as const,
      );
      for (const path of ["/", NOTE, "/search/", "/glossary/"]) await page.goto(site.origin + path);
    }
    await page.goto(site.origin + NOTE);
    await canStillRead(page);
    await page.goto(`${site.origin}/`);
    expect(await page.locator("[data-resume]").getAttribute("href")).toContain(NOTE);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test("two tabs agree on the theme, and each keeps its own place", async () => {
  const { page, context, errors } = await open(NOTE);
  const other = await context.newPage();
  other.on("pageerror", (error) => errors.push(error.message));
  await other.goto(`${site.origin}/notes/docker-containers/`);
  await themeButton(page).click();
  await expect.poll(() => themeOf(other)).toBe("light");
  await themeButton(other).click();
  await expect.poll(() => themeOf(page)).toBe("dark");
  // One after the other: the place that is told last is the one that is kept.
  for (const [tab, id] of [
    [other, "writable-layer"],
    [page, "whiteout"],
  ] as const) {
    await tab.evaluate((to) => document.getElementById(to)!.scrollIntoView(), id);
    await tab.waitForFunction((to) => localStorage.getItem("whale.place")?.includes(to), id);
  }
  expect(await other.evaluate(() => scrollY)).toBeGreaterThan(0);
  expect(errors).toEqual([]);
  await context.close();
});

test("a clock that jumps, back or ahead by years, changes nothing", async () => {
  const { page, context, errors } = await open(NOTE, async (opened) => {
    await opened.clock.install({ time: "1970-01-01" });
    await watchClipboard(opened);
  });
  for (const time of ["2099-12-31", "1999-01-01", "2026-06-01"]) {
    await page.clock.setSystemTime(time);
    await page.mouse.move(1, 1);
    await page.locator("a.term").first().hover();
    await page.clock.runFor(500);
    await page.locator(".def:popover-open").waitFor();
    await page.keyboard.press("Escape");
    await page.mouse.move(0, 0);
    await page.clock.runFor(500);
  }
  await page.getByRole("button", { name: "복사" }).first().click();
  // Frames are the clock's too: a toast gets its text with the next one.
  await toast(page).waitFor({ state: "attached" });
  await page.clock.runFor(100);
  await toast(page).filter({ hasText: "복사했습니다" }).waitFor();
  await page.clock.runFor(3000);
  await toast(page).waitFor({ state: "hidden" });
  expect(errors).toEqual([]);
  await context.close();
});
