import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
type AxeResults = { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] };

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
  lost: "/404.html",
};

describe("axe finds nothing", () => {
  for (const [name, path] of Object.entries(PAGES)) {
    for (const theme of ["light", "dark"] as const) {
      for (const width of [360, 1440]) {
        test(`${name}, ${theme}, ${width} px`, async () => {
          const context = await site.browser.newContext({
            viewport: { width, height: 900 },
            colorScheme: theme,
            reducedMotion: "reduce",
          });
          const page = await context.newPage();
          await page.goto(site.origin + path);
          await page.evaluate(axe);
          const results = await page.evaluate(() =>
            (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
          );
          expect(
            results.violations.map(
              (violation) =>
                `${violation.id}: ${violation.nodes
                  .map((node) => node.target.join(" "))
                  .slice(0, 3)
                  .join(" | ")}`,
            ),
          ).toEqual([]);
          await context.close();
        });
      }
    }
  }

  test("open sheets and cards on a phone", async () => {
    const context = await site.browser.newContext({ viewport: { width: 360, height: 900 }, hasTouch: true });
    const page = await context.newPage();
    await page.goto(`${site.origin}/notes/docker-images/`);
    for (const show of [
      () => page.locator("[data-where]").click(),
      () => page.locator("a.term").first().tap(),
      () => page.getByRole("button", { name: "노트 목록" }).click(),
    ]) {
      await page.reload();
      await show();
      await page.evaluate(axe);
      const results = await page.evaluate(() =>
        (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
      );
      expect(results.violations.map((violation) => violation.id)).toEqual([]);
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
