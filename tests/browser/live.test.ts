import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findByAxe } from "./axe.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const NOTE = "/notes/inverse-virtualization/";
const LAB = "inverse-virtualization-remote-cost";
const STEPS_NOTE = "/notes/docker-images/";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  // Every shift around figures is counted, also one that a reader's own act allows.
  await page.addInitScript(() => {
    const seen = window as unknown as { shifts: number };
    seen.shifts = 0;
    type Shift = { readonly value: number; readonly sources: readonly { readonly node: Node | null }[] };
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as unknown as Shift[])
        if (sources.some(({ node }) => !node?.parentElement?.closest("[data-live]"))) seen.shifts += value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(site.origin + path);
  return page;
}
const figure = (page: Page) => page.locator(`[data-live="${LAB}"]`);
const slider = (page: Page, name: string) => figure(page).getByRole("slider", { name });
const result = (page: Page, name: string) => figure(page).locator(`[data-result="${name}"]`).textContent();
const shifts = (page: Page) => page.evaluate(() => (window as unknown as { shifts: number }).shifts);
const hashOf = (page: Page) => new URL(page.url()).hash;
/** Files of figures that a page has asked for. */
const loaded = (page: Page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => /\/(?:live|islands\/[^/]*)\.[^/]*\.js|\/islands\//.test(name)),
  );

/** Brings the figure into view by hand, as a reader does. */
async function turnTo(page: Page): Promise<void> {
  await page.mouse.move(640, 400);
  await page.mouse.wheel(0, 10);
  await figure(page).scrollIntoViewIfNeeded();
  await slider(page, "원격 접근").waitFor();
  await expect.poll(() => slider(page, "원격 접근").getAttribute("aria-valuetext")).toBe("2%");
}

test("without scripts the sentence, the drawing and what the lab says are there, and nothing looks as if it moved", async () => {
  const page = await open(NOTE, { javaScriptEnabled: false });
  const text = await figure(page).locator("p").first().textContent();
  expect(text).toContain("접근의 2%가 2,000ns 걸리는 원격이면");
  expect(await figure(page).locator("svg:visible").count()).toBe(1);
  expect(await figure(page).locator("[data-live-said]").textContent()).toMatch(/[가-힣].*다\.$/);
  expect(await figure(page).getByRole("slider").count()).toBe(0);
  expect(await figure(page).locator("button:visible, .live-hint:visible").count()).toBe(0);
  const href = await figure(page).getByRole("link", { name: "실습에서 크게 보기" }).getAttribute("href");
  expect(href).toMatch(new RegExp(`^/labs/${LAB}/#v=1&`));
  await page.context().close();
});

test("nothing loads before the first interaction, and then only what the figure names", async () => {
  const page = await open(NOTE);
  await page.waitForLoadState("networkidle");
  await page.evaluate((lab) => document.querySelector(`[data-live="${lab}"]`)!.scrollIntoView(), LAB);
  await page.waitForLoadState("networkidle");
  expect(await loaded(page)).toEqual([]);
  await turnTo(page);
  const files = [...new Set(await loaded(page))];
  expect(files.filter((name) => /\/figure\./.test(name))).toHaveLength(1);
  expect(files.filter((name) => /hydrate|entry/.test(name))).toEqual([]);
  await page.context().close();
});

test("a pointer that rests while the page moves below it is no interaction", async () => {
  const page = await open(NOTE);
  // What browsers send when the page, and not the pointer, has moved or has just opened.
  for (const type of ["pointerover", "pointermove"])
    await page.locator("article p").first().dispatchEvent(type);
  const moved = await page.evaluate(() => performance.now());
  await page.mouse.move(640, 410);
  await expect.poll(async () => (await loaded(page)).length).toBeGreaterThan(0);
  const asked = await page.evaluate(
    () => performance.getEntriesByType("resource").find(({ name }) => /\/tools\./.test(name))?.startTime,
  );
  expect(asked).toBeGreaterThan(moved);
  await page.context().close();
});

test("a number is dragged, the rest follows, and nothing on the page moves", async () => {
  const page = await open(NOTE);
  await turnTo(page);
  const below = figure(page).locator("xpath=following-sibling::*[1]");
  const before = await below.boundingBox();
  const box = (await slider(page, "원격 접근").boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 32, box.y + 4, { steps: 8 });
  await expect.poll(() => result(page, "relative")).toBe("2.9배");
  await page.mouse.move(box.x + box.width / 2 + 900, box.y + 4, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => slider(page, "원격 접근").getAttribute("aria-valuenow")).toBe("100");
  expect(await below.boundingBox()).toEqual(before);
  expect(await shifts(page)).toBe(0);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("");
  await page.context().close();
});

test("a number is pressed instead of dragged: left of its middle less, right of it more", async () => {
  const page = await open(NOTE);
  await turnTo(page);
  const number = slider(page, "원격 접근");
  const now = async () => Number(await number.getAttribute("aria-valuenow"));
  const before = await now();
  const press = async (share: number) => {
    const box = (await number.boundingBox())!;
    await page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
  };
  await press(0.8);
  await expect.poll(now).toBeGreaterThan(before);
  await press(0.2);
  await expect.poll(now).toBe(before);
  await press(0.2);
  await expect.poll(now).toBeLessThan(before);
  await page.context().close();
});

test("the plot is dragged as well, and the sentence follows it", async () => {
  const page = await open(NOTE);
  await turnTo(page);
  const plot = (await figure(page).locator("svg:visible .reach").boundingBox())!;
  await page.mouse.move(plot.x + plot.width / 2, plot.y + plot.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await expect.poll(() => slider(page, "원격 접근").getAttribute("aria-valuenow")).toBe("50");
  await page.context().close();
});

test("by keyboard: a step, ten, the first value; what is said comes a moment later", async () => {
  const page = await open(NOTE);
  // The first key wakes what makes sliders of the numbers.
  await page.keyboard.press("Tab");
  await slider(page, "원격 접근").focus();
  for (const [key, value] of [
    ["ArrowRight", "3"],
    ["Shift+ArrowRight", "13"],
    ["ArrowLeft", "12"],
    ["Shift+ArrowLeft", "2"],
    ["End", "100"],
    ["Home", "2"],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => slider(page, "원격 접근").getAttribute("aria-valuenow")).toBe(value);
  }
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => figure(page).getByRole("status").textContent()).toContain("3%만 원격이라");
  await page.context().close();
});

test("the address holds the state, opens it for somebody else, and without it the section", async () => {
  const page = await open(NOTE);
  await turnTo(page);
  await slider(page, "원격 접근").press("Shift+ArrowRight");
  await expect.poll(() => hashOf(page)).toBe(`#latency~${LAB}=v=1&s=locality&at=1&e=1.remotePercent:12`);
  const address = page.url().slice(site.origin.length);

  const other = await open(address);
  await expect.poll(() => slider(other, "원격 접근").getAttribute("aria-valuenow")).toBe("12");
  expect(await figure(other).evaluate((element) => element.getBoundingClientRect().top < innerHeight)).toBe(
    true,
  );
  const link = figure(other).getByRole("link", { name: "실습에서 크게 보기" });
  expect(await link.getAttribute("href")).toBe(`/labs/${LAB}/#v=1&s=locality&at=1&e=1.remotePercent:12`);
  await link.click();
  await expect.poll(() => other.locator(".bench-say .num").textContent()).toMatch(/^1/);
  expect(await other.locator(".bench").textContent()).toContain("12%");

  await figure(page).getByRole("button", { name: "처음 값" }).click();
  await expect.poll(() => hashOf(page)).toBe("#latency");
  for (const one of [page, other]) await one.context().close();
});

test("an address that says nothing the lab knows shows the note as it is, at the section", async () => {
  const page = await open(`${NOTE}#latency~${LAB}=v=1&s=none`);
  await expect.poll(() => slider(page, "원격 접근").getAttribute("aria-valuenow")).toBe("2");
  await expect
    .poll(() => figure(page).getByRole("status").textContent())
    .toContain("주소에 적힌 예제가 없습니다");
  await page.context().close();
  const gone = await open(`${NOTE}#latency~no-such-lab=v=1`);
  await expect
    .poll(() => gone.locator("#latency").evaluate((element) => Math.abs(element.getBoundingClientRect().top)))
    .toBeLessThan(200);
  await gone.context().close();
});

test("sharing gives the address of what is seen", async () => {
  const page = await open(NOTE);
  await turnTo(page);
  await slider(page, "원격 접근").press("ArrowRight");
  await figure(page).getByRole("button", { name: "움직인 그림 공유" }).click();
  const field = page.getByRole("dialog").getByRole("textbox");
  await field.waitFor();
  expect(await field.inputValue()).toBe(
    `${site.origin}${NOTE}#latency~${LAB}=v=1&s=locality&at=1&e=1.remotePercent:3`,
  );
  await page.context().close();
});

test("steps of a scenario are dragged through like any number", async () => {
  const page = await open(STEPS_NOTE);
  await page.keyboard.press("Tab");
  const steps = page.locator("[data-live]").getByRole("slider", { name: "단계" });
  await steps.focus();
  await page.keyboard.press("End");
  await expect.poll(() => page.locator('[data-result="total"]').textContent()).toBe("110MB");
  await expect.poll(() => hashOf(page)).toBe("#deleted-files~docker-images-layer-stacker=v=1&s=delete&at=5");
  await page.context().close();
});

const WITH_FIGURES = [
  "docker-images",
  "deployment-eras",
  "docker-containers",
  "docker-overview",
  "hypervisor",
  "inverse-virtualization",
  "virtualization",
];
/** They are of one kit: one note stands for all but in the deep tests. */
test.each(process.env.DEEP ? WITH_FIGURES : WITH_FIGURES.slice(0, 1))(
  "every figure of %s comes to life without moving anything, and axe finds nothing",
  async (slug) => {
    const page = await open(`/notes/${slug}/`);
    await page.keyboard.press("Control");
    const figures = await page.locator("[data-live]").all();
    expect(figures.length).toBeGreaterThan(0);
    for (const one of figures) {
      await one.scrollIntoViewIfNeeded();
      const height = (await one.boundingBox())!.height;
      const number = one.getByRole("slider").first();
      await number.focus();
      await expect.poll(() => number.getAttribute("aria-valuetext")).not.toBeNull();
      const label = () => one.locator("svg:visible").first().innerHTML();
      const drawn = await label();
      await page.keyboard.press("ArrowRight");
      await expect.poll(label).not.toBe(drawn);
      await page.keyboard.press("End");
      expect((await one.boundingBox())!.height).toBe(height);
    }
    expect(await shifts(page)).toBe(0);
    for (const [theme, width] of [
      ["light", 1280],
      ["dark", 320],
    ] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.setViewportSize({ width, height: 800 });
      expect(await findByAxe(page), `${theme} ${width}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.context().close();
  },
);
