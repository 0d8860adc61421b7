import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

const NOTE = "/notes/docker-images/";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(path: string, width: number, height: number): Promise<Page> {
  const page = await site.browser.newPage({ viewport: { width, height } });
  await page.goto(site.origin + path);
  return page;
}

describe("in a low window", () => {
  // A phone on its side, one with its address bar, and 1280 × 900 at 400 %.
  test.each([
    [640, 320],
    [640, 240],
    [320, 225],
  ])(
    "of %d × %d px the bar names the section that a link leads to, and hides none of it",
    async (width, height) => {
      const page = await open(`${NOTE}#whiteout`, width, height);
      const heading = page.locator("#whiteout");
      const bar = page.locator("[data-where] b");
      await expect.poll(() => bar.textContent()).toBe(await heading.locator("> span:not(.no)").textContent());
      const { top, free } = await heading.evaluate((element) => {
        const box = element.getBoundingClientRect();
        const inFront = document
          .elementsFromPoint(box.x + 20, 4)
          .some((one) => one.closest(".top, .where-bar"));
        return { top: box.top, free: !inFront };
      });
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top).toBeLessThan(height / 2);
      expect(free, "no bar stays in front of the text").toBe(true);
      await page.close();
    },
  );

  test("the contents open over the whole of it, and all of them can be reached", async () => {
    const page = await open(NOTE, 640, 240);
    await page.locator("[data-where]").click();
    const last = page.locator("#toc .gauge a").last();
    await last.scrollIntoViewIfNeeded();
    const box = (await last.boundingBox())!;
    expect(box.y + box.height).toBeLessThanOrEqual(240);
    await page.close();
  });
});

test("a reader whose letters are twice as large is told the section that a link leads to", async () => {
  const page = await open(NOTE, 390, 640);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  await page.evaluate(() => {
    location.hash = "#whiteout";
  });
  const title = await page.locator("#whiteout > span:not(.no)").textContent();
  await expect.poll(() => page.locator("[data-where] b").textContent()).toBe(title);
  await page.close();
});

test("the bar counts the sections that the cover counts; what follows them is none", async () => {
  const page = await open(NOTE, 390, 800);
  const cover = await page.locator(".facts").textContent();
  const bar = page.locator("[data-where] .num");
  const count = /(\d+)절/.exec((await bar.textContent())!)![1]!;
  expect(cover).toContain(`절 ${count}`);
  await page.goto(`${site.origin}${NOTE}#sources`);
  await expect.poll(() => page.locator("[data-where] b").textContent()).toBe("출처");
  expect(await bar.textContent()).toBe(`${count}/${count}`);
  await page.close();
});

describe.each([320, 390])("at %d px", (width) => {
  test.each([NOTE, "/", "/labs/"])(
    "%s: the mark is whole, the header leads to notes, nothing is too small to hit",
    async (path) => {
      const page = await open(path, width, 800);
      const mark = (await page.locator("header .brand svg").boundingBox())!;
      expect(mark.width).toBe(mark.height);
      expect(mark.width).toBeGreaterThanOrEqual(20);
      expect(await page.locator("header .brand").textContent()).toBe("고래노트");
      expect(
        await page
          .getByRole("navigation", { name: "주 메뉴" })
          .getByRole("link", { name: "노트" })
          .isVisible(),
      ).toBe(true);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll(":is(header.top, .crumbs, .foot) :is(a, button)")].flatMap((target) => {
          const { width, height } = target.getBoundingClientRect();
          return width > 0 && Math.min(width, height) < 24
            ? [`${target.textContent}: ${width} × ${height}`]
            : [];
        }),
      );
      expect(small).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const top = await page.evaluate(() => {
        const right = (selector: string) => document.querySelector(selector)!.getBoundingClientRect().right;
        return right(".top .nav") <= document.querySelector(".top-end")!.getBoundingClientRect().left;
      });
      expect(top, "the parts of the header stand side by side").toBe(true);
      await page.close();
    },
  );
});

async function openCardByKeyboard(page: Page) {
  const term = page.locator("main a.term").first();
  await term.focus();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  const id = `card-${await term.getAttribute("data-term")}`;
  const card = page.locator(`#${id}`);
  await card.waitFor();
  return { term, card, id };
}

test("Tab leads from a term into its card, through its links, and on to what follows the term", async () => {
  const page = await open(NOTE, 1440, 900);
  const { term, card, id } = await openCardByKeyboard(page);
  expect(await term.getAttribute("aria-controls")).toBe(id);
  const count = await card.locator("a, button").count();
  expect(count).toBeGreaterThan(1);
  for (let at = 0; at < count; at++) {
    await page.keyboard.press("Tab");
    expect(
      await card
        .locator("a, button")
        .nth(at)
        .evaluate((one) => one === document.activeElement),
    ).toBe(true);
  }
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest(".prose") !== null)).toBe(true);
  await card.waitFor({ state: "hidden" });
  await page.close();
});

test("Escape in a term's card leads back to the term", async () => {
  const page = await open(NOTE, 1440, 900);
  const { term, card } = await openCardByKeyboard(page);
  await page.keyboard.press("Tab");
  expect(await card.evaluate((one) => one.contains(document.activeElement))).toBe(true);
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "hidden" });
  expect(await term.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.close();
});

test("a table has the name of its caption, and each row that of its first cell", async () => {
  const page = await open("/notes/docker-containers/", 1440, 900);
  const table = page.locator("main figure.wide table").first();
  const caption = page.locator("main figure.wide figcaption").first().locator("span").first();
  expect(await table.getAttribute("aria-label")).toBe(await caption.textContent());
  const rows = await table.locator("tbody tr").count();
  expect(await table.getByRole("rowheader").count()).toBe(rows);
  await page.close();
});

test("a long run has a handle to take, which stays in forced colours", async () => {
  const page = await open("/labs/virtualization-address-translation/", 390, 844);
  const slider = page.locator(".track.long input");
  await slider.waitFor();
  for (const forcedColors of ["none", "active"] as const) {
    await page.emulateMedia({ forcedColors });
    expect(await slider.evaluate((input) => getComputedStyle(input).opacity)).toBe("1");
  }
  await page.close();
});
