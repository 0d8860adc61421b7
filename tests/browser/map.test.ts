import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByAxe } from "./axe.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(path: string, options: Parameters<typeof site.browser.newPage>[0] = {}): Promise<Page> {
  const page = await site.browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
  await page.goto(site.origin + path);
  return page;
}

describe("the map of concepts", () => {
  test("says in its list all that its charts show, without a script", async () => {
    const page = await open("/map/", { javaScriptEnabled: false });
    const missing = await page.evaluate(() => {
      const missing: string[] = [];
      for (const stop of document.querySelectorAll<SVGAElement>(".map-plate a")) {
        const id = stop.getAttribute("href")!.slice(1);
        if (!document.querySelector(`.concepts > li[id="${id}"]`)) missing.push(id);
      }
      return missing;
    });
    expect(missing).toEqual([]);
    expect(await page.locator(".map-plate path").count()).toBeGreaterThan(80);
    const copy = page.locator("#copy-on-write");
    expect(await copy.locator(".rel.needs").first().textContent()).toContain("유니온 파일 시스템");
    await page.close();
  });

  test("hides the relations that are not asked for, without a script", async () => {
    const page = await open("/map/", { javaScriptEnabled: false });
    const contrast = page.locator("#cgroup .rel.contrasts");
    expect(await contrast.isVisible()).toBe(true);
    await page.getByLabel("견줄 것").uncheck();
    expect(await contrast.isVisible()).toBe(false);
    await page.close();
  });

  test("is filtered by any name of a concept", async () => {
    const page = await open("/map/");
    await page.getByRole("searchbox", { name: "개념 거르기" }).fill("ㅎㅇㅍㅂㅇㅈ");
    await expect.poll(() => page.locator(".concepts > li:visible").count()).toBeLessThan(6);
    expect(await page.locator("#hypervisor").isVisible()).toBe(true);
    await page.close();
  });

  test("tells the way to a concept, from what needs nothing on", async () => {
    const page = await open("/map/#writable-layer");
    const entry = page.locator("#writable-layer");
    await entry.locator("summary").click();
    const way = await entry.locator("details li").allTextContents();
    expect(way[0]).toBe("도커");
    expect(way.indexOf("레이어")).toBeLessThan(way.indexOf("기록 시 복사"));
    expect(way.at(-1)).toBe("쓰기 레이어");
    await page.close();
  });

  test.each([320, 390, 1440])("does not scroll sideways at %d px, and axe finds nothing", async (width) => {
    const page = await open("/map/", {
      viewport: { width, height: 800 },
      colorScheme: width === 390 ? "dark" : "light",
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    if (width !== 320) expect(await findByAxe(page)).toEqual([]);
    await page.close();
  });

  test("begins at the end of each note, and in the glossary", async () => {
    const page = await open("/notes/docker-images/");
    const section = page.locator('section[aria-labelledby="concepts"]');
    expect(await section.locator("li > a", { hasText: /^레이어$/ }).getAttribute("href")).toBe("/map/#layer");
    await page.goto(`${site.origin}/glossary/#layer`);
    await page.locator("#layer").getByRole("link", { name: "개념 지도에서 보기" }).click();
    await page.waitForURL("**/map/#layer");
    await page.close();
  });
});
