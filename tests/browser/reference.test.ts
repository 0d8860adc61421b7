import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(path: string, scripts = true, width = 1440): Promise<Page> {
  const context = await site.browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  return page;
}

const done = (page: Page) => page.context().close();
const shownTerms = (page: Page) =>
  page.locator("[data-names]:visible").evaluateAll((all) => all.map(({ id }) => id));

describe("the glossary", () => {
  test("is filtered by 초성, English, abbreviation, and keeps the query in the address", async () => {
    const page = await open("/glossary/");
    const all = (await shownTerms(page)).length;
    const field = page.getByRole("searchbox", { name: "용어 거르기" });
    for (const [query, id] of [
      ["ㅇㄴㅇㅍㅇ", "union-filesystem"],
      ["copy on write", "copy-on-write"],
      ["CoW", "copy-on-write"],
      ["볼륨", "volume"],
    ] as const) {
      await field.fill(query);
      const shown = await shownTerms(page);
      expect(shown, query).toContain(id);
      expect(shown.length, query).toBeLessThan(all / 4);
      expect(new URL(page.url()).searchParams.get("q")).toBe(query);
    }
    await page.reload();
    expect((await shownTerms(page)).length).toBeLessThan(all / 4);
    await field.fill("그런 말은 없다");
    await page.getByText("그런 용어가 없습니다.").waitFor();
    await field.fill("");
    expect((await shownTerms(page)).length).toBe(all);
    expect(page.url()).not.toContain("?");
    await done(page);
  });

  test("who comes by a term's address sees it, whatever the filter", async () => {
    const page = await open("/glossary/?q=파드#volume");
    await page.locator("#volume").waitFor({ state: "visible" });
    await done(page);
  });

  test("without JavaScript shows all terms and both rows of letters, and no field", async () => {
    const page = await open("/glossary/", false, 320);
    expect(await page.getByRole("searchbox", { name: "용어 거르기" }).isVisible()).toBe(false);
    await page
      .getByRole("navigation", { name: "첫 글자로 건너뛰기" })
      .getByText("C", { exact: true })
      .click();
    await page.getByRole("link", { name: "copy-on-write", exact: true }).click();
    expect(new URL(page.url()).hash).toBe("#copy-on-write");
    await done(page);
  });
});

test("a correction leads from the note to its entry and back, without JavaScript", async () => {
  const page = await open("/notes/docker-images/", false);
  const callout = page.locator(".call.correction").first();
  const id = await callout.getAttribute("id");
  await callout.getByRole("link", { name: "바로잡기" }).click();
  const entry = page.locator(".entries > li:target");
  expect(await entry.locator("dt").allTextContents()).toEqual(["흔한 설명", "정확한 설명", "이유"]);
  await entry.getByRole("link", { name: /^노트에서 보기/ }).click();
  expect(page.url()).toBe(`${site.origin}/notes/docker-images/#${id}`);
  await done(page);
});

test("corrections and sources fit 320 px", async () => {
  for (const path of [
    "/corrections/",
    "/sources/",
    "/glossary/",
    "/versions/",
    "/original/",
    "/cheatsheet/",
  ]) {
    const page = await open(path, true, 320);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    await done(page);
  }
});
