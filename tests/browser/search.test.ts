import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByAxe } from "./axe.ts";
import { copiedText, watchClipboard } from "./clipboard.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const NOTE = "/notes/docker-images/";
let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

async function open(path = NOTE, { width = 1440, scripts = true } = {}): Promise<Page> {
  const context = await site.browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  await watchClipboard(page);
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("close", () => expect(problems).toEqual([]));
  await page.goto(site.origin + path);
  return page;
}

async function done(page: Page): Promise<void> {
  await page.close();
  await page.context().close();
}

const eventually = <T>(read: () => Promise<T>) => expect.poll(read);
const field = (page: Page) => page.getByRole("combobox");
const options = (page: Page) => page.getByRole("option");
const chosen = (page: Page) => page.locator('[role="option"][aria-selected="true"]');

/** Types as an input method does: each text is what stands in the field while it is put together. */
async function compose(cdp: CDPSession, texts: readonly string[]): Promise<void> {
  for (const text of texts)
    await cdp.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
}

describe("the dialog", () => {
  test("opens with /, Ctrl K and its button, and takes what is typed before it is loaded", async () => {
    const page = await open();
    const typed = Promise.withResolvers<void>();
    await page.route("**/search.*.js", async (route) => {
      await typed.promise;
      await route.continue();
    });
    await page.keyboard.press("/");
    await page.keyboard.type("화이트아웃");
    typed.resolve();
    await options(page).first().waitFor();
    expect(await page.locator("dialog.search input").inputValue()).toBe("화이트아웃");
    await page.keyboard.press("Escape");
    await page.locator("dialog.search").waitFor({ state: "hidden" });
    await page.keyboard.press("Control+k");
    await page.locator("dialog.search").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "검색" }).click();
    await page.locator("dialog.search").waitFor();
    expect(new URL(page.url()).pathname).toBe(NOTE);
    await done(page);
  });

  test("an Enter before the answer opens it when it comes, and what was found for other words is no choice", async () => {
    const page = await open();
    const index = Promise.withResolvers<void>();
    await page.route("**/search/index.json", async (route) => {
      await index.promise;
      await route.continue();
    });
    await page.keyboard.press("/");
    await page.locator(".offers button").first().waitFor();
    await page.keyboard.type("화이트아웃");
    await page.keyboard.press("Enter");
    expect(await page.locator("dialog.search").isVisible()).toBe(true);
    index.resolve();
    await page.waitForURL(/#whiteout$|\/glossary\//);
    await done(page);
  });

  test("Enter with nothing found keeps the dialog, which says what is not here and how to go on", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await field(page).fill("ㅁㄴㅇㄹ");
    await page.locator(".blank b").waitFor();
    await page.keyboard.press("Enter");
    expect(await page.locator("dialog.search").isVisible()).toBe(true);
    expect(await page.locator(".blank a[href='/glossary/']").isVisible()).toBe(true);
    await page.locator(".offers button").first().click();
    await options(page).first().waitFor();
    await done(page);
  });

  test("before its script is there, Enter goes on to the page of search with what was typed", async () => {
    // The script is kept away, which the browser tells as an error.
    const context = await site.browser.newContext();
    const page = await context.newPage();
    await page.goto(site.origin + NOTE);
    await page.route("**/search.*.js", (route) => route.abort());
    await page.keyboard.press("/");
    await page.keyboard.type("화이트아웃");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\/\?q=/);
    await context.close();
  });

  test("a closed search does not come back with the page, and one that led somewhere does", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await field(page).fill("화이트아웃");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/glossary\//);
    await page.goBack();
    await page.locator("dialog.search[open]").waitFor();
    await page.reload();
    await page.locator("dialog.search[open]").waitFor();
    await page.keyboard.press("Escape");
    await eventually(() => page.evaluate(() => (history.state as { search?: string } | null)?.search)).toBe(
      undefined,
    );
    await page.reload();
    expect(await page.locator("dialog.search").isVisible()).toBe(false);
    await done(page);
  });

  test("one that is closed before its script is there does not come back either", async () => {
    const page = await open();
    await page.evaluate(() => history.replaceState({ search: "화이트아웃" }, ""));
    let arrive = () => {};
    const wait = new Promise<void>((done) => {
      arrive = done;
    });
    await page.route("**/search.*.js", async (route) => {
      await wait;
      await route.continue();
    });
    await page.reload();
    await page.locator("dialog.search[open]").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog.search").isVisible()).toBe(false);
    arrive();
    await eventually(() => page.evaluate(() => (history.state as { search?: string } | null)?.search)).toBe(
      undefined,
    );
    await page.reload();
    expect(await page.locator("dialog.search").isVisible()).toBe(false);
    await done(page);
  });

  test("Ctrl K opens it under the Hangul keyboard and with caps lock, and no other key that ends in k", async () => {
    const page = await open();
    const dialog = page.locator("dialog.search");
    const press = (key: string, code: string) =>
      page.locator("body").dispatchEvent("keydown", { key, code, ctrlKey: true, bubbles: true });
    for (const [key, code] of [
      ["Backspace", "Backspace"],
      ["CapsLock", "CapsLock"],
    ] as const)
      await press(key, code);
    expect(await dialog.isVisible()).toBe(false);
    for (const key of ["ㅏ", "K", "k"]) {
      await press(key, "KeyK");
      await dialog.waitFor();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
    }
    await done(page);
  });

  test("its start explains the ways to ask and offers questions", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await page.getByRole("button", { name: "ㅎㅇㅍㅂㅇㅈ 첫소리만" }).waitFor();
    await page.getByRole("button", { name: "파드가 안 떠요" }).click();
    await options(page).first().waitFor();
    await done(page);
  });

  test("shows the concept first, marks what answers, and follows the chosen one with Enter", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await field(page).fill("하이퍼바이저를");
    await page.locator(".hit .hit-text mark").first().waitFor();
    expect(await options(page).first().getAttribute("href")).toBe("/glossary/#hypervisor");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const href = await chosen(page).getAttribute("href");
    expect(await field(page).getAttribute("aria-activedescendant")).toBe(
      await chosen(page).getAttribute("id"),
    );
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname + url.hash === href);
    await page.evaluate(() => history.back());
    await eventually(() => page.locator("dialog.search input").inputValue()).toBe("하이퍼바이저를");
    await done(page);
  });

  test("says how a query was read, and finds it as it stands when asked to", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await field(page).fill("zjsxpdlsj");
    await page.getByText("한/영 변환").first().waitFor();
    await page.getByRole("button", { name: "글자 그대로 찾기" }).click();
    await page.getByText("맞는 곳이 없습니다").waitFor();
    await done(page);
  });

  test("finds while a syllable is being put together, and the Enter that ends it opens nothing", async () => {
    const page = await open();
    await page.keyboard.press("/");
    const cdp = await page.context().newCDPSession(page);
    await compose(cdp, ["ㅋ", "커", "컨", "컨ㅌ", "컨테", "컨텡"]);
    await eventually(() => options(page).first().textContent()).toContain("컨테이너");
    await field(page).dispatchEvent("keydown", {
      key: "Enter",
      keyCode: 229,
      isComposing: true,
      bubbles: true,
    });
    await field(page).dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
    expect(new URL(page.url()).pathname).toBe(NOTE);
    await cdp.send("Input.insertText", { text: "컨테이너" });
    await eventually(() => field(page).inputValue()).toBe("컨테이너");
    await done(page);
  });

  test("filters by kind, opens a drawing with its part lit, and copies the address of a result", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await field(page).fill("오버레이");
    await page.getByRole("button", { name: /^그림 \d/ }).click();
    const href = await options(page).first().getAttribute("href");
    expect(href).toMatch(/#fig-/);
    await page.keyboard.press("Control+c");
    await eventually(() => copiedText(page)).toBe(site.origin + href);
    await done(page);
  });

  test("narrows what was found to one subject, and back", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await field(page).fill("컨테이너");
    // A question that the start offers names it too.
    const subject = page.locator("button[data-group=kubernetes]");
    await subject.click();
    const groups = () =>
      page
        .locator(".hit .flag")
        .evaluateAll((flags) => [...new Set(flags.map((flag) => flag.getAttribute("class")))]);
    expect(await groups()).toEqual(["flag g-kubernetes"]);
    await subject.click();
    expect((await groups()).length).toBeGreaterThan(1);
    await done(page);
  });

  test("announces briefly, and axe finds nothing", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await field(page).fill("파드");
    await eventually(() => page.locator("dialog.search [role=status]").textContent()).toMatch(/^결과 \d+건$/);
    expect(await findByAxe(page, "dialog.search")).toEqual([]);
    await done(page);
  });

  test("a preview that is longer than its room is scrolled by keyboard", async () => {
    const page = await open();
    await page.setViewportSize({ width: 1440, height: 500 });
    await page.keyboard.press("/");
    await field(page).fill("설정");
    const preview = page.locator("dialog.search .preview:not(:empty)");
    await preview.waitFor();
    const isFocused = () => preview.evaluate((one) => one === document.activeElement);
    for (let at = 0; at < 20 && !(await isFocused()); at++) await page.keyboard.press("Tab");
    expect(await isFocused()).toBe(true);
    await page.keyboard.press("End");
    await expect.poll(() => preview.evaluate((one) => one.scrollTop)).toBeGreaterThan(0);
    await done(page);
  });

  test("answers without a network once it was used, and says so when it cannot be loaded", async () => {
    const page = await open();
    await page.keyboard.press("/");
    await field(page).fill("볼륨");
    await options(page).first().waitFor();
    await page.context().setOffline(true);
    await field(page).fill("롤링 업데이트");
    await eventually(() => options(page).first().textContent()).toContain("롤링 업데이트");
    await page.context().setOffline(false);
    await done(page);

    const other = await site.browser.newContext();
    const broken = await other.newPage();
    await other.route("**/search/index.json", (route) => route.abort());
    await broken.goto(site.origin + NOTE);
    await broken.keyboard.press("/");
    await field(broken).fill("볼륨");
    await broken.getByText("검색 색인을 불러오지 못했습니다").first().waitFor();
    await other.unroute("**/search/index.json");
    await broken.getByRole("button", { name: "다시 시도" }).click();
    await options(broken).first().waitFor();
    await other.close();
  });
});

describe("the page", () => {
  test("its address carries the query", async () => {
    const page = await open(`/search/?q=${encodeURIComponent("ㅋㅌㅇㄴ")}`);
    await options(page).first().waitFor();
    await field(page).fill("디플로이먼트");
    await eventually(async () => new URL(page.url()).searchParams.get("q")).toBe("디플로이먼트");
    await done(page);
  });

  test("without JavaScript the button leads to it, and it says what to do", async () => {
    const page = await open(NOTE, { scripts: false });
    await page.getByRole("link", { name: "검색" }).click();
    expect(new URL(page.url()).pathname).toBe("/search/");
    expect(await page.getByText("자바스크립트가 필요합니다").isVisible()).toBe(true);
    await done(page);
  });

  test("nothing scrolls sideways at 320 px, in the page and the dialog", async () => {
    const page = await open(`/search/?q=${encodeURIComponent("쿠버네티스")}`, { width: 320 });
    await options(page).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.goto(site.origin + NOTE);
    await page.keyboard.press("/");
    await field(page).fill("쿠버네티스");
    await options(page).first().waitFor();
    expect(await page.locator("dialog.search").evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(
      true,
    );
    await done(page);
  });
});
