import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

const STUB = "/s/docker-images/whiteout/";
const SECTION = "/notes/docker-images/#whiteout";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** How far the section's heading stands from the top of the window, in pixels. */
const distanceOf = (page: Page) =>
  page.locator("#whiteout").evaluate((heading) => Math.abs(heading.getBoundingClientRect().top));

describe("who opens the address of a section's stub", () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`lands on the section, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
      const context = await site.browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await page.goto(`${site.origin}/labs/`);
      await page.goto(site.origin + STUB);
      await page.waitForURL(site.origin + SECTION);
      await expect.poll(() => distanceOf(page)).toBeLessThan(200);
      // The stub is no step to go back to.
      await page.evaluate(() => history.back());
      await page.waitForURL(`${site.origin}/labs/`, { waitUntil: "commit" });
      await context.close();
    });
  }

  test("reads what the section is about, and finds a link, while the note is slow", async () => {
    const context = await site.browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    // A page that goes on answers no questions, so it tells by itself what it holds when it is read.
    await page.addInitScript(() => {
      const tell = () => {
        const link = document.querySelector("main a");
        const shown = {
          title: document.querySelector("h1")?.textContent,
          opening: document.querySelector(".page-lead")?.textContent,
          link: `${link?.textContent} ${link?.getAttribute("href")}`,
          width: document.documentElement.scrollWidth,
        };
        console.info(JSON.stringify(shown));
      };
      document.addEventListener("readystatechange", tell, { once: true });
    });
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    const told = page.waitForEvent("console", (message) => message.type() === "info");
    // The note does not answer at all.
    await page.route("**/notes/docker-images/", () => {});
    await page.goto(site.origin + STUB, { waitUntil: "commit" });
    expect(JSON.parse((await told).text())).toEqual({
      title: "삭제 표시(화이트아웃)",
      opening: expect.stringMatching(/^화이트아웃은/),
      link: `이 절로 가기 ${SECTION}`,
      width: 360,
    });
    expect(errors).toEqual([]);
    await context.close();
  });
});
