import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByAxe, VIEWS } from "../../browser/axe.ts";
import { type OpenSite, openSite } from "../../browser/open-site.ts";
import { readPages } from "../../site/pages.ts";

/** Stubs are one page with other words. */
const addresses = readPages()
  .map(({ address }) => address)
  .filter((address) => !address.startsWith("/s/"));

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

describe.each(addresses)("axe finds nothing on %s", (address) => {
  // Side by side: when all other files have ended, a page that is walked alone leaves half the machine idle.
  test.concurrent.each(VIEWS)("$theme, $width px", async ({ theme, width }) => {
    const page = await site.browser.newPage({
      viewport: { width, height: 900 },
      colorScheme: theme,
      reducedMotion: "reduce",
    });
    await page.goto(site.origin + address);
    expect(await findByAxe(page)).toEqual([]);
    await page.close();
  });
});
