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
