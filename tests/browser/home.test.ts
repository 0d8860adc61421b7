import { afterAll, beforeAll, expect, test } from "vitest";
import { factOf, LAYERS } from "../../components/home/layer-facts.ts";
import * as words from "../../lib/words/words.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

test("without JavaScript the layers open one at a time, each with its number and its lab", async () => {
  const page = await site.browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.origin}/`);
  const layers = page.locator(".strata details");
  expect(await layers.count()).toBe(LAYERS.length);
  for (const [index, layer] of LAYERS.entries()) {
    const one = layers.nth(index);
    if ((await one.getAttribute("open")) === null) await one.locator("summary").click();
    const fact = factOf(layer);
    const said = words.strata[layer].amount(fact.with);
    await one.locator("dl .it").getByText(said, { exact: true }).waitFor();
    expect(await page.locator(".strata details[open]").count()).toBe(1);
    expect(await one.locator("a").first().getAttribute("href")).toBe(fact.href);
  }
  await page.close();
});

test("the lab that a layer leads to says the same number", async () => {
  const page = await site.browser.newPage();
  for (const layer of ["kernel", "containers", "services"] as const) {
    const fact = factOf(layer);
    await page.goto(`${site.origin}${fact.href}`);
    await page
      .locator("main")
      .getByText(new RegExp(`(?<![0-9])${fact.with}\\s?(?:개|MB|ms)`))
      .first()
      .waitFor();
  }
  await page.close();
});

test("arrow keys walk down the layers and up again, and stop at both ends", async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.origin}/`, { waitUntil: "load" });
  const summaries = page.locator(".strata summary");
  const open = () => page.locator(".strata details[open] summary b").textContent();
  await summaries.nth(2).focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(open).toBe(words.strata.kernel.name);
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowDown");
  await expect.poll(open).toBe(words.strata.hardware.name);
  for (let step = 0; step < 7; step++) await page.keyboard.press("ArrowUp");
  await expect.poll(open).toBe(words.strata.services.name);
  expect(await summaries.nth(0).evaluate((element) => element === document.activeElement)).toBe(true);
  await page.close();
});

test("a path of which every note was read says so, quietly, and the others do not", async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.origin}/`);
  const path = page.locator("[data-path]").first();
  const slugs = await path
    .locator("[data-stop]")
    .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset.stop!));
  const keep = (read: readonly string[]) =>
    page.evaluate(
      (kept) =>
        localStorage.setItem(
          "whale.reader",
          JSON.stringify({ v: 1, due: [], fresh: 0, read: kept.map((one) => [one, 999]) }),
        ),
      read,
    );
  await keep(slugs.slice(1));
  await page.reload();
  await page.locator("[data-station].read").first().waitFor();
  expect(await page.locator("[data-path-done]:visible").count()).toBe(0);
  await keep(slugs);
  await page.reload();
  await path.getByText(words.pathIsRead).waitFor();
  expect(await path.locator(".go").isVisible()).toBe(false);
  expect(await page.locator("[data-path-done]:visible").count()).toBe(1);
  await page.close();
});

test("a browser that knows no cascade layers shows the text, and says why it looks plain", async () => {
  const page = await site.browser.newPage({ viewport: { width: 390, height: 800 } });
  await page.goto(`${site.origin}/labs/docker-images-layer-stacker/`);
  const note = page.getByText(words.oldBrowser);
  expect(await note.isVisible()).toBe(false);
  // Such a browser drops a block of a layer whole, as it does each rule that it cannot read.
  await page.route("**/*.css", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      contentType: "text/css",
      body: (await answer.text()).replaceAll("@layer", "@unknown"),
    });
  });
  await page.route(`${site.origin}/labs/docker-images-layer-stacker/`, async (route) => {
    const answer = await route.fetch();
    const html = (await answer.text()).replace(/ integrity="[^"]*"/g, "");
    await route.fulfill({ response: answer, body: html });
  });
  await page.reload();
  await note.waitFor();
  expect((await note.boundingBox())!.y).toBeLessThan((await page.locator("h1").boundingBox())!.y);
  expect(await page.locator("#watch").isVisible()).toBe(true);
  await page.close();
});
