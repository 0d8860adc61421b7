/** What only a whole Chrome does: the small one of the other tests keeps no page, and may know neither fragments nor transitions. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenSite, openSite } from "../browser/open-site.ts";

const NOTE = "/notes/docker-images/";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(
  path: string,
  reducedMotion: "reduce" | "no-preference" = "no-preference",
  prepare: () => void = () => {},
): Promise<Page> {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion });
  const page = await context.newPage();
  await page.addInitScript(prepare);
  await page.goto(site.origin + path);
  return page;
}

test("the way back leads to the page as it was left: its place, its folds, its list of notes", async () => {
  const page = await open(NOTE);
  await page.locator("figure.fig").first().getByRole("button", { name: "크게" }).click();
  await page.locator("dialog.zoom").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("a.term").first().hover();
  const read = () =>
    page.evaluate(() => ({
      kept: document.documentElement.dataset.kept,
      y: Math.round(scrollY),
      open: document.querySelectorAll("main details[open]").length,
      sidebar: document.querySelector("#nav")!.scrollTop,
    }));
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("main details")) details.toggleAttribute("open", true);
    document.getElementById("whiteout")!.scrollIntoView();
    document.documentElement.dataset.kept = "never";
    addEventListener("pageshow", ({ persisted }) => {
      document.documentElement.dataset.kept = String(persisted);
    });
  });
  const before = await read();
  expect(before.y).toBeGreaterThan(500);
  expect(before.open).toBeGreaterThan(0);
  await page.evaluate(() => {
    document.querySelector<HTMLAnchorElement>('header nav a[href="/glossary/"]')!.click();
  });
  await page.waitForURL("**/glossary/");
  await page.evaluate(() => history.back());
  await page.waitForURL(`**${NOTE}`, { waitUntil: "commit" });
  await expect.poll(read).toEqual({ ...before, kept: "true" });
  await page.context().close();
});

describe("a link to a sentence", () => {
  const words = "화이트아웃은 아래 레이어의 파일을 보이지 않게 하는 삭제 표시다.";

  test("is followed by the browser itself, and what it shows is what we highlight", async () => {
    const page = await open(`${NOTE}#whiteout:~:text=${encodeURIComponent(words)}`);
    expect(await page.evaluate(() => "fragmentDirective" in document)).toBe(true);
    const shown = () =>
      page.evaluate(() => {
        const [range] = [...(CSS.highlights.get("shared") ?? [])] as Range[];
        const box = range?.getBoundingClientRect();
        return box && { text: range!.toString(), inSight: box.top >= 0 && box.bottom <= innerHeight };
      });
    await expect.poll(shown).toEqual({ text: words, inSight: true });
    // The browser keeps the directive to itself.
    expect(await page.evaluate(() => location.hash)).toBe("#whiteout");
    expect(await page.locator(".toast").count()).toBe(0);
    await page.context().close();
  });
});

describe("from page to page", () => {
  for (const motion of ["no-preference", "reduce"] as const)
    test(`with motion ${motion} there is ${motion === "reduce" ? "no" : "a"} transition`, async () => {
      const page = await open(NOTE, motion, () => {
        addEventListener("pagereveal", (event) => {
          const { viewTransition } = event as Event & { viewTransition: ViewTransition | null };
          document.documentElement.dataset.transition = "none";
          viewTransition?.finished.then(() => {
            document.documentElement.dataset.transition = "finished";
          });
        });
      });
      await page.getByRole("link", { name: /다음 노트/ }).click();
      await page.waitForURL(/docker-build/);
      await expect
        .poll(() => page.evaluate(() => document.documentElement.dataset.transition))
        .toBe(motion === "reduce" ? "none" : "finished");
      await page.context().close();
    });
});
