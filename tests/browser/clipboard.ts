import type { Page } from "playwright-core";

/** Keeps what the page copies where a test can see it: the site's policy lets nobody read the clipboard. */
export async function watchClipboard(page: Page): Promise<void> {
  await page.addInitScript(() => {
    navigator.clipboard.writeText = async (text) => void Object.assign(window, { copied: text });
  });
}

/** What was copied last; undefined when nothing was. */
export function copiedText(page: Page): Promise<string | undefined> {
  return page.evaluate(() => (window as { copied?: string }).copied);
}
