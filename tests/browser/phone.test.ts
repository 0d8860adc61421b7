import { globSync } from "node:fs";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

const root = join(import.meta.dirname, "../..");
const slugs = globSync(join(root, "content/notes/*.{md,mdx}"))
  .map((path) => basename(path).replace(/\.mdx?$/, ""))
  .sort();

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Opens every note at this width, one after another, and gathers what `look` finds there. */
async function lookAt<T>(width: number, look: (page: Page) => Promise<readonly T[]>): Promise<T[]> {
  const context = await site.browser.newContext({
    viewport: { width, height: 800 },
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  const found: T[] = [];
  for (const slug of slugs) {
    await page.goto(`${site.origin}/notes/${slug}/`);
    found.push(...(await look(page)));
  }
  await context.close();
  return found;
}

/** Words of tables whose letters stand in two lines: any in code, and numbers and names outside of it. */
const brokenWords = (page: Page) =>
  page.evaluate(() => {
    const broken: string[] = [];
    const range = document.createRange();
    for (const cell of document.querySelectorAll(".prose :is(td, th)")) {
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const isCode = text.parentElement!.closest("code") !== null;
        // Outside of code a line may end after a hyphen or a slash, as in any book.
        const words = isCode ? /\S+/g : /[\p{L}\p{N}][\p{L}\p{N}.,:_]*%?/gu;
        for (const { 0: word, index } of text.textContent!.matchAll(words)) {
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          const tops = [...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => top);
          if (Math.max(...tops) - Math.min(...tops) > 4)
            broken.push(`${location.pathname} ${word} (${cell.textContent!.slice(0, 40)})`);
        }
      }
    }
    return broken;
  });

describe.each([320, 390])("at %d px", (width) => {
  test("no word of a table is broken inside, and the page does not scroll sideways", async () => {
    expect(await lookAt(width, brokenWords)).toEqual([]);
    const wide = await lookAt(width, (page) =>
      page.evaluate(() => (document.documentElement.scrollWidth > innerWidth ? [location.pathname] : [])),
    );
    expect(wide).toEqual([]);
  });
});

test("at 390 px nine of ten figures are seen whole, with letters of 12 px; the others show that they go on", async () => {
  const figures = await lookAt(390, (page) =>
    page.evaluate(() =>
      [...document.querySelectorAll(".fig")].map((figure) => {
        const plate = figure.querySelector(".plate")!;
        const svg = [...plate.querySelectorAll(":scope > svg")].find(
          (one) => one.getClientRects().length > 0,
        );
        const scale = svg ? svg.getBoundingClientRect().width / Number(svg.getAttribute("width")) : 1;
        const sizes = [...(svg?.querySelectorAll("text, tspan") ?? [])].map(
          (text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale,
        );
        return {
          id: `${location.pathname}#${figure.id}`,
          fits: plate.scrollWidth <= plate.clientWidth,
          letters: Math.min(99, ...sizes),
          goesOn: figure.querySelector(".goes-on")!.getBoundingClientRect().height > 0,
        };
      }),
    ),
  );
  expect(figures.length).toBeGreaterThan(50);
  expect(figures.filter(({ letters }) => letters < 11.9)).toEqual([]);
  const scrolling = figures.filter(({ fits }) => !fits);
  expect(scrolling.length / figures.length, scrolling.map(({ id }) => id).join()).toBeLessThanOrEqual(0.1);
  for (const { id, fits, goesOn } of figures) expect(goesOn, id).toBe(!fits);
});

test("on a phone one of two drawings is there: for the eye, for screen readers, on paper the other", async () => {
  const context = await site.browser.newContext({ viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${site.origin}/notes/docker-overview/`);
  const figure = page.locator(".fig:has(.for-narrow)").first();
  expect(await figure.locator(".plate > svg:visible").getAttribute("class")).toBe("for-narrow");
  expect(await figure.locator(".for-narrow [id]").count()).toBe(0);
  await page.emulateMedia({ media: "print" });
  expect(await figure.locator(".plate > svg:visible").getAttribute("class")).toBe("for-wide");
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(await figure.locator(".plate > svg:visible").getAttribute("class")).toBe("for-wide");
  await context.close();
});

test("on a phone the viewer walks and enlarges the narrow drawing, and shares the names of the wide one", async () => {
  const context = await site.browser.newContext({ viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  await page.goto(`${site.origin}/notes/docker-overview/`);
  const figure = page.locator(".fig:has(.for-narrow)").first();
  const name = await figure.locator('.for-narrow [data-node*="-n-"]').first().getAttribute("data-node");
  await page.goto(`${site.origin}/notes/docker-overview/#${name}`);
  await figure.locator(".for-narrow .is-target").waitFor();
  expect(await figure.locator(".is-target").count()).toBe(1);
  await figure.getByRole("button", { name: "크게" }).click();
  const shown = page.locator("dialog.zoom .zoom-stage > svg");
  await shown.waitFor();
  expect(await shown.locator(`[id="zoom-${name}"]`).count()).toBe(1);
  await context.close();
});
