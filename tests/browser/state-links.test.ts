import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

const NOTE = "/notes/docker-images/";
const LAB = "/labs/docker-images-cache-invalidation/";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(path: string, width = 1280): Promise<Page> {
  const context = await site.browser.newContext({ viewport: { width, height: 800 } });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  return page;
}

/** The address that the open menu of sharing shows, as a path. */
async function shared(page: Page): Promise<string> {
  const field = page.getByRole("dialog").getByRole("textbox");
  await field.waitFor();
  return (await field.inputValue()).replace(site.origin, "");
}

describe("a figure that is seen large", () => {
  test("is shared as it is seen, and the link opens it so for somebody else", async () => {
    const page = await open(NOTE);
    const figure = page.locator("figure.fig").first();
    await figure.getByRole("button", { name: "크게" }).click();
    const zoom = page.locator("dialog.zoom");
    await zoom.locator("[id^=zoom-fig-][id*=-n-]").first().click();
    const status = await zoom.locator(".zoom-status").textContent();
    expect(status).toMatch(/^고른 요소: /);
    await zoom.getByRole("button", { name: "공유" }).click();
    const path = await shared(page);
    expect(path).toMatch(/^\/notes\/docker-images\/\?zoom=1#fig-[\w-]+-n-[\w-]+$/);
    expect(path.length).toBeLessThanOrEqual(120);
    await page.context().close();

    const other = await open(path, 390);
    await other.locator("dialog.zoom").waitFor();
    await expect.poll(() => other.locator(".zoom-status").textContent()).toBe(status);
    await other.locator("dialog.zoom").getByRole("button", { name: "닫기" }).click();
    expect(other.url()).not.toContain("zoom=");
    await other.context().close();
  });

  test("opens in its place, and says so, where the link asks for what is not known", async () => {
    for (const query of ["?zoom=2", "?zoom=<img src=x onerror=alert(1)>", "?zoom=1&zoom=1"]) {
      const plain = await open(NOTE);
      const id = await plain.locator("figure.fig").first().getAttribute("id");
      await plain.context().close();
      const page = await open(`${NOTE}${query}#${id}`);
      await expect
        .poll(() => page.locator(".toast").textContent())
        .toBe("알 수 없는 보기여서 그림이 있는 자리로 왔습니다.");
      expect(await page.locator("dialog.zoom").count()).toBe(0);
      await expect
        .poll(() => page.locator(`#${id}`).evaluate((figure) => figure.getBoundingClientRect().top))
        .toBeLessThan(300);
      await page.context().close();
    }
  });
});

describe("a lab", () => {
  test("is shared with its state and the pane that a phone shows, and opens so again", async () => {
    const page = await open(LAB, 390);
    const panes = page.locator(".pane-tabs button");
    await panes.nth(1).click();
    await page
      .locator(".bench button:enabled", { hasText: /다음|한 단계/ })
      .first()
      .click();
    await expect.poll(() => page.url()).toMatch(/\?pane=[\w-]+#v=1/);
    await page.locator(".bench [data-share=lab]").click();
    const path = await shared(page);
    expect(path).toBe(page.url().replace(site.origin, ""));
    expect(path.length).toBeLessThanOrEqual(120);
    const shown = await page.locator(".pane.shown h2").textContent();
    await page.context().close();

    const other = await open(path, 390);
    await expect.poll(() => other.locator(".pane.shown h2").textContent()).toBe(shown);
    await other.context().close();
  });

  test("opens as it starts, and says so, where the link names a pane that is not there", async () => {
    const page = await open(`${LAB}?pane=constructor#v=1&at=0`, 390);
    await expect
      .poll(() => page.locator(".toast").textContent())
      .toBe("주소에 적힌 보기가 없어 처음 보기로 열었습니다.");
    expect(await page.locator(".pane.shown").count()).toBe(1);
    await page.context().close();
  });
});

test("a search is shared by its address, Hangul and all", async () => {
  const page = await open("/search/?q=%EC%84%A0%EC%96%B8%ED%98%95+%EB%B0%B0%ED%8F%AC");
  await page.locator(".hit").first().waitFor();
  await page.getByRole("button", { name: "이 검색 공유" }).click();
  const path = await shared(page);
  expect(new URL(path, site.origin).searchParams.get("q")).toBe("선언형 배포");
  await page.context().close();
});
