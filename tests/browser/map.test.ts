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

/** What a reader did before, as the pages of notes and of review write it down. */
async function keepLog(page: Page, entries: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  await page.evaluate(
    (all) =>
      new Promise<void>((done, fail) => {
        const opening = indexedDB.open("whale-notes", 2);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore("goals", { keyPath: ["site", "key"] });
          opening.result
            .createObjectStore("log", { keyPath: ["site", "id"] })
            .createIndex("kind", ["site", "kind"]);
        };
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction("log", "readwrite");
          const site = document.documentElement.dataset.site;
          for (const [index, body] of all.entries()) {
            const entry = { id: `t-${index}`, at: Date.now() - 1000 * (all.length - index), ...body };
            transaction.objectStore("log").put({ site, id: entry.id, kind: body.kind, entry });
          }
          transaction.oncomplete = () => done(opening.result.close());
          localStorage.setItem("whale.reader", JSON.stringify({ v: 1 }));
        };
      }),
    entries,
  );
}

describe("the reader's own way on the map", () => {
  const READ = ["layers", "union-filesystem"].map((section) => ({
    kind: "read",
    note: "docker-images",
    section,
    on: true,
  }));

  test("tells what was read, what is due and what can be learned next, and shows only that", async () => {
    const page = await open("/map/");
    expect(await page.getByRole("radio").count()).toBe(0);
    const deck = (await (await page.request.get(`${site.origin}/review/deck.json`)).json()) as {
      readonly cards: readonly { readonly id: string; readonly href: string }[];
    };
    const card = deck.cards.find(({ href }) => href === "/notes/docker-images/#whiteout")!.id;
    await keepLog(page, [
      ...READ,
      { kind: "keep", card, on: true },
      { kind: "review", card, rating: 1, retention: 90, by: "test" },
    ]);
    // The page of review tells the others what it knows of the cards.
    await page.goto(`${site.origin}/review/`);
    await page.waitForFunction(() => localStorage["whale.reader"].includes("/notes/docker-images/#whiteout"));
    await page.addInitScript(() => {
      Object.assign(window, { moved: 0 });
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries() as unknown as { value: number }[])
          (window as unknown as { moved: number }).moved += value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${site.origin}/map/`);
    await page.getByRole("radio", { name: /^모두/ }).waitFor();
    await page.evaluate(
      () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))),
    );
    expect(await page.evaluate(() => (window as unknown as { moved: number }).moved)).toBe(0);
    expect(await page.locator("#layer h3").textContent()).toContain("읽음");
    expect(await page.locator("#whiteout h3").textContent()).toContain("복습할 때");
    expect(await page.locator("#copy-on-write .way summary").textContent()).toMatch(/\d개 중 \d개 남음/);
    await page.getByRole("radio", { name: /^복습할 때/ }).check();
    expect(
      await page.locator(".concepts > li:visible").evaluateAll((all) => all.map(({ id }) => id)),
    ).toContain("whiteout");
    expect(await page.locator("#layer").isVisible()).toBe(false);
    // Who follows the way to a concept that is not shown sees it.
    await page.evaluate(() => {
      location.hash = "#layer";
    });
    await expect.poll(() => page.locator("#layer").isVisible()).toBe(true);
    expect(await page.getByRole("radio", { name: /^모두/ }).isChecked()).toBe(true);
    expect(await findByAxe(page)).toEqual([]);
    await page.close();
  });

  test("opens the comparison of two that are taken for each other, without a script", async () => {
    const page = await open("/map/", { javaScriptEnabled: false });
    const pair = page.locator("#cgroup .versus").first();
    await pair.locator("summary").click();
    expect(await pair.locator("dt").allTextContents()).toHaveLength(2);
    expect(await pair.locator("dd").first().isVisible()).toBe(true);
    await page.close();
  });
});
