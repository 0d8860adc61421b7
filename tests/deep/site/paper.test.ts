import type { Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { testOnPaper } from "../../browser/on-paper.ts";
import { type OpenSite, openSite } from "../../browser/open-site.ts";
import { readPages } from "../../site/pages.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(path: string): Promise<Page> {
  const page = await site.browser.newPage({ colorScheme: "light" });
  await page.goto(site.origin + path);
  return page;
}

for (const { address } of readPages()) if (/^\/(?:notes|labs)\/./.test(address)) testOnPaper(address, open);
