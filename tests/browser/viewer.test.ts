import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Download, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByAxe } from "./axe.ts";
import type { OpenSite } from "./open-site.ts";
import { buildFixture, type Files, openViewerFixture } from "./open-viewer-fixture.ts";

let files: Files;
let site: OpenSite;
beforeAll(async () => {
  files = await buildFixture();
  site = await openViewerFixture(files);
});
afterAll(() => site?.close());

const problems = new WeakMap<Page, string[]>();

async function open(hash = "", options: BrowserContextOptions = {}): Promise<Page> {
  const context = await site.browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  const found: string[] = [];
  problems.set(page, found);
  // A broken policy is reported as an error on the console.
  page.on("pageerror", (error) => found.push(error.message));
  page.on("console", (message) => message.type() === "error" && found.push(message.text()));
  await page.goto(`${site.origin}/${hash}`);
  return page;
}

async function done(page: Page): Promise<void> {
  expect(problems.get(page)).toEqual([]);
  expect(await page.locator("[style]").count()).toBe(0);
  await page.context().close();
}

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const order = (page: Page) => page.locator("#fig-order");
const layers = (page: Page) => page.locator("#fig-layers");
const spoken = (page: Page) => page.locator("p.sr[role=status]");

async function heard(region: Locator, text: string | RegExp): Promise<void> {
  await expect.poll(() => region.textContent()).toMatch(text);
}

async function openDialog(page: Page, figure: Locator): Promise<Locator> {
  await figure.getByRole("button", { name: "크게" }).click();
  const dialog = page.locator("dialog.zoom");
  await dialog.waitFor();
  return dialog;
}

async function viewBox(dialog: Locator): Promise<number[]> {
  const text = await dialog.locator(".zoom-stage > svg").getAttribute("viewBox");
  return text!.split(" ").map(Number);
}

describe("weight", () => {
  test("the viewer is at most 9 KB, the page's own scripts 3,072 together", () => {
    const size = (path: string) => gzipSync(files.get(path)!.body, { level: 9 }).length;
    expect(size("/viewer.js")).toBeLessThanOrEqual(9 * 1024);
    expect(size("/theme.js") + size("/boot.js")).toBeLessThanOrEqual(3072);
  });

  test("a reader who passes the figures does not fetch it", async () => {
    const page = await open();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.mouse.wheel(0, 2000);
    await page.locator("h1").click();
    expect(asked).not.toContain("/viewer.js");
    await layers(page).getByRole("button", { name: "공유" }).click();
    await expect.poll(() => asked).toContain("/viewer.js");
    // The menu stands beside its button, placed by script.
    const menu = page.getByRole("dialog");
    await menu.waitFor();
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "detached" });
    await done(page);
  });
});

describe("tools", () => {
  test("without JavaScript none is shown, and the address of a node marks it", async () => {
    const page = await open("#fig-layers-n-container", { javaScriptEnabled: false });
    expect(await page.locator(".fig-tools:visible").count()).toBe(0);
    const width = await page
      .locator("#fig-layers-n-container rect")
      .evaluate((node) => getComputedStyle(node).strokeWidth);
    expect(width).toBe("3px");
    await done(page);
  });

  test("공유 is about the figure, or the node one has clicked on", async () => {
    const page = await open();
    const share = layers(page).getByRole("button", { name: "공유" });
    await share.click();
    await page.getByRole("dialog", { name: "이 그림 공유" }).waitFor();
    await page.keyboard.press("Enter");
    await heard(page.locator(".toast"), "주소를 복사했습니다");
    expect(await clipboard(page)).toBe(`${site.origin}/#fig-layers`);
    await layers(page).locator("#fig-layers-n-container").click();
    await share.click();
    await page.getByRole("dialog", { name: "고른 요소 공유" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".share-menu").waitFor({ state: "detached" });
    expect(await clipboard(page)).toBe(`${site.origin}/#fig-layers-n-container`);
    await done(page);
  });

  test("따라가기 is there only where there are steps", async () => {
    const page = await open();
    expect(await order(page).getByRole("button", { name: "따라가기" }).count()).toBe(1);
    expect(await layers(page).getByRole("button", { name: "따라가기" }).count()).toBe(0);
    await done(page);
  });
});

describe("zoom", () => {
  test("opens modal with its own ids, and gives the focus back", async () => {
    const page = await open();
    const dialog = await openDialog(page, order(page));
    expect(await dialog.evaluate((node) => node.matches(":modal"))).toBe(true);
    expect(await dialog.getAttribute("aria-label")).toBe("그림 1: 주문이 지나가는 길");
    expect(
      await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
        return ids.length - new Set(ids).size;
      }),
    ).toBe(0);
    for (let stop = 0; stop < 14; stop++) {
      await page.keyboard.press("Tab");
      expect(
        await page.evaluate(
          () => document.activeElement === document.body || !!document.activeElement?.closest("dialog"),
        ),
      ).toBe(true);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.figureAction)).toBe(
      "zoom",
    );
    await done(page);
  });

  test("buttons and keys change the size, and 맞춤 shows all of it", async () => {
    const page = await open();
    const dialog = await openDialog(page, layers(page));
    const percent = dialog.locator(".zoom-percent");
    const fitted = await percent.textContent();
    const whole = await viewBox(dialog);
    expect(whole[0]!).toBeLessThanOrEqual(0);
    expect(whole[0]! + whole[2]!).toBeGreaterThanOrEqual(420);
    await dialog.getByRole("button", { name: "100%" }).click();
    expect(await percent.textContent()).toBe("100%");
    await dialog.getByRole("button", { name: "크게" }).click();
    expect(await percent.textContent()).toBe("125%");
    await dialog.getByRole("button", { name: "작게" }).click();
    expect(await percent.textContent()).toBe("100%");
    await heard(dialog.getByRole("status"), "크기 100%");
    await page.keyboard.press("+");
    await page.keyboard.press("+");
    expect(await percent.textContent()).toBe("156%");
    await page.keyboard.press("-");
    expect(await percent.textContent()).toBe("125%");
    await page.keyboard.press("1");
    expect(await percent.textContent()).toBe("100%");
    const before = await viewBox(dialog);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    const after = await viewBox(dialog);
    expect(after[0]! - before[0]!).toBeCloseTo(60, 0);
    expect(after[1]! - before[1]!).toBeCloseTo(60, 0);
    await page.keyboard.press("0");
    expect(await percent.textContent()).toBe(fitted);
    expect(await viewBox(dialog)).toEqual(whole);
    await done(page);
  });

  test("the wheel zooms around the pointer, a drag moves and clicks on nothing", async () => {
    const page = await open();
    const dialog = await openDialog(page, layers(page));
    const stage = dialog.locator(".zoom-stage");
    const box = (await stage.boundingBox())!;
    const at = { x: box.x + 200, y: box.y + 120 };
    const under = () =>
      dialog.locator(".zoom-stage > svg").evaluate((svg, point) => {
        const place = new DOMPoint(point.x, point.y).matrixTransform(
          (svg as SVGSVGElement).getScreenCTM()!.inverse(),
        );
        return [Math.round(place.x), Math.round(place.y)];
      }, at);
    await page.mouse.move(at.x, at.y);
    const before = await under();
    await page.mouse.wheel(0, -300);
    await expect.poll(() => dialog.locator(".zoom-percent").textContent()).not.toBe("200%");
    expect(await under()).toEqual(before);
    const node = (await dialog.locator("[id='zoom-fig-layers-n-image']").boundingBox())!;
    const start = await viewBox(dialog);
    await page.mouse.move(node.x + 60, node.y + 40);
    await page.mouse.down();
    await page.mouse.move(node.x + 110, node.y + 60, { steps: 4 });
    await page.mouse.up();
    expect((await viewBox(dialog))[0]!).toBeLessThan(start[0]!);
    expect(new URL(page.url()).hash).toBe("");
    // The drawing cannot be lost.
    for (let press = 0; press < 80; press++) await page.keyboard.press("ArrowRight");
    const [x] = await viewBox(dialog);
    expect(x!).toBeLessThan(420);
    await done(page);
  });

  test("two fingers pinch", async () => {
    const page = await open("", { hasTouch: true, viewport: { width: 360, height: 780 } });
    await order(page).getByRole("button", { name: "크게" }).tap();
    const dialog = page.locator("dialog.zoom");
    await dialog.waitFor();
    const before = await viewBox(dialog);
    // Too wide to be read as a whole, so it opens at the size it has in the page.
    expect(await dialog.locator(".zoom-percent").textContent()).toBe("100%");
    const box = (await dialog.locator(".zoom-stage").boundingBox())!;
    const session = await page.context().newCDPSession(page);
    const fingers = (apart: number) => [
      { x: box.x + box.width / 2 - apart, y: box.y + 200, id: 1 },
      { x: box.x + box.width / 2 + apart, y: box.y + 200, id: 2 },
    ];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: fingers(30) });
    for (const apart of [45, 60, 75, 90])
      await session.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: fingers(apart) });
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect.poll(async () => (await viewBox(dialog))[2]!).toBeLessThan(before[2]! / 2.5);
    await done(page);
  });

  test("a node that is clicked on can be shared, a linked one is followed", async () => {
    const page = await open();
    const dialog = await openDialog(page, layers(page));
    await dialog.locator("[id='zoom-fig-layers-n-container']").click();
    await heard(dialog.getByRole("status"), "컨테이너 쓰기 레이어");
    await dialog.getByRole("button", { name: "공유" }).click();
    await dialog.getByRole("dialog", { name: "고른 요소 공유" }).waitFor();
    await page.keyboard.press("Enter");
    await heard(dialog.locator(".toast"), "주소를 복사했습니다");
    expect(await clipboard(page)).toBe(`${site.origin}/?zoom=1#fig-layers-n-container`);
    await dialog.locator("[id='zoom-fig-layers-n-image']").click();
    await dialog.waitFor({ state: "detached" });
    expect(new URL(page.url()).hash).toBe("#about");
    await done(page);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`SVG stands alone in the ${colorScheme} theme's colours`, async () => {
      const page = await open("", { colorScheme });
      const dialog = await openDialog(page, layers(page));
      await dialog.getByRole("button", { name: "SVG 복사" }).click();
      await heard(dialog.getByRole("status"), "복사했습니다");
      const copied = await clipboard(page);
      expect(copied).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(copied).not.toMatch(/var\(| class=| style=|light-dark/);
      expect(copied).toContain(colorScheme === "light" ? "rgb(251, 250, 246)" : "rgb(15, 24, 29)");
      expect(copied).toMatch(/font-family="[^"]*sans-serif"/);
      expect(copied).toContain(`href="${site.origin}/#about"`);
      const saving = page.waitForEvent("download");
      await dialog.getByRole("button", { name: "SVG 저장" }).click();
      const file = await saving;
      expect(file.suggestedFilename()).toBe("fig-layers.svg");
      expect((await bytesOf(file)).toString()).toBe(copied);
      expect(await page.locator(".zoom-proof").count()).toBe(0);
      await done(page);
    });

    test(`PNG is painted under the strict policy and looks like the drawing, ${colorScheme}`, async () => {
      for (const [figure, width, height] of [
        ["fig-layers", 420, 240],
        ["fig-order", 900, 420],
      ] as const) {
        const page = await open("", { colorScheme, deviceScaleFactor: 3 });
        const dialog = await openDialog(page, page.locator(`#${figure}`));
        const saving = page.waitForEvent("download");
        await dialog.getByRole("button", { name: "PNG 저장" }).click();
        const file = await saving;
        expect(file.suggestedFilename()).toBe(`${figure}.png`);
        const painted = await bytesOf(file);
        const savingSvg = page.waitForEvent("download");
        await dialog.getByRole("button", { name: "SVG 저장" }).click();
        const svg = await bytesOf(await savingSvg);
        await done(page);
        expect(await differingPixels(painted, svg, width * 3, height * 3)).toBeLessThan(0.01);
      }
    });
  }
});

/** The browser of all tests saves files where it runs. */
async function bytesOf(file: Download): Promise<Buffer> {
  return buffer(await file.createReadStream());
}

/** The share of pixels in which a PNG clearly differs from what the browser makes of the SVG. */
async function differingPixels(png: Buffer, svg: Buffer, width: number, height: number): Promise<number> {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const share = await page.evaluate(
    async ({ sources, width, height }) => {
      const read = async (source: string) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = new OffscreenCanvas(width, height);
        const drawing = canvas.getContext("2d")!;
        drawing.drawImage(image, 0, 0, width, height);
        return drawing.getImageData(0, 0, width, height).data;
      };
      const [one, other] = [await read(sources[0]!), await read(sources[1]!)];
      let count = 0;
      for (let at = 0; at < one.length; at += 4) {
        const by = [0, 1, 2].map((part) => Math.abs(one[at + part]! - other[at + part]!));
        if (Math.max(...by) > 64) count++;
      }
      return count / (width * height);
    },
    {
      sources: [
        `data:image/png;base64,${png.toString("base64")}`,
        `data:image/svg+xml;base64,${svg.toString("base64")}`,
      ],
      width,
      height,
    },
  );
  await context.close();
  return share;
}

describe("addresses", () => {
  test("a figure's address leads to it below the header", async () => {
    const page = await open("#fig-layers");
    await heard(spoken(page), "그림 2: 이미지와 컨테이너");
    const top = await layers(page).evaluate((node) => node.getBoundingClientRect().top);
    expect(top).toBeGreaterThan(50);
    expect(top).toBeLessThan(140);
    await done(page);
  });

  test("a node's address shows its figure, marks the node and says it", async () => {
    const page = await open("#fig-layers-n-container");
    await heard(spoken(page), "그림 2: 이미지와 컨테이너. 컨테이너 쓰기 레이어");
    const node = page.locator("#fig-layers-n-container");
    expect(await node.getAttribute("class")).toBe("is-target");
    const figureTop = await layers(page).evaluate((element) => element.getBoundingClientRect().top);
    expect(figureTop).toBeGreaterThan(50);
    expect(figureTop).toBeLessThan(140);
    await page.getByRole("link", { name: "세 번째 단계" }).evaluate((link: HTMLElement) => link.click());
    await heard(spoken(page), "재고 저장소가 주문 서비스에");
    expect(await node.getAttribute("class")).toBe("");
    await done(page);
  });

  test("on a phone the plate scrolls to the node", async () => {
    const page = await open("#fig-order-n-store", { viewport: { width: 360, height: 780 } });
    await heard(spoken(page), "재고 저장소");
    const box = (await page.locator("#fig-order-n-store").boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(360);
    await done(page);
  });

  test("the address of a node that is gone still leads to its figure", async () => {
    const page = await open("#fig-layers-n-gone");
    await heard(spoken(page), "그림 2: 이미지와 컨테이너. 주소가 가리키던 요소는 이제 없습니다.");
    expect(await layers(page).evaluate((node) => node.getBoundingClientRect().top)).toBeLessThan(140);
    await done(page);
  });
});

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  describe(`play, motion: ${reducedMotion}`, () => {
    test("steps forward and back, and shows all", async () => {
      const page = await open("", { reducedMotion });
      const button = order(page).getByRole("button", { name: "따라가기" });
      await button.click();
      const bar = order(page).locator(".play-bar");
      await bar.waitFor();
      expect(await button.getAttribute("aria-expanded")).toBe("true");
      const count = bar.locator(".play-count");
      const sentence = bar.getByRole("status");
      expect(await count.textContent()).toBe("1 / 5");
      expect(await sentence.textContent()).toContain("브라우저가 주문 서비스에");
      const marks = (id: string) => page.locator(`#fig-order-${id}`).getAttribute("class");
      expect([await marks("e-0"), await marks("e-1"), await marks("n-store")]).toEqual([
        "is-now",
        "is-later",
        "is-later",
      ]);
      await expect
        .poll(() => page.locator("#fig-order-e-1").evaluate((node) => getComputedStyle(node).opacity))
        .toBe("0.25");
      expect(
        await page.locator("#fig-order-e-0").evaluate((node) => getComputedStyle(node).strokeWidth),
      ).toBe("3px");
      await bar.getByRole("button", { name: "다음" }).click();
      expect(await count.textContent()).toBe("2 / 5");
      expect([await marks("e-0"), await marks("e-1"), await marks("n-store")]).toEqual([
        "",
        "is-now",
        "is-now",
      ]);
      await page.keyboard.press("ArrowRight");
      expect(await count.textContent()).toBe("3 / 5");
      await page.keyboard.press("End");
      expect(await count.textContent()).toBe("5 / 5");
      expect(await bar.getByRole("button", { name: "다음" }).getAttribute("aria-disabled")).toBe("true");
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("Home");
      expect(await count.textContent()).toBe("1 / 5");
      await bar.getByRole("button", { name: "모두 보기" }).click();
      expect(await page.locator(".is-later, .is-now").count()).toBe(0);
      expect(await count.textContent()).toBe("모두 5단계");
      await bar.getByRole("button", { name: "다음" }).click();
      expect(await count.textContent()).toBe("1 / 5");
      await page.keyboard.press("Escape");
      expect(await bar.count()).toBe(0);
      expect(await page.locator(".is-later, .is-now").count()).toBe(0);
      expect(await button.evaluate((node) => node === document.activeElement)).toBe(true);
      await done(page);
    });
  });
}

test("nothing plays by itself, and with reduced motion nothing fades", async () => {
  const page = await open("", { reducedMotion: "reduce" });
  await page.clock.install();
  await order(page).getByRole("button", { name: "따라가기" }).click();
  await order(page).locator(".play-bar").waitFor();
  expect(
    await page.locator("#fig-order-e-1").evaluate((node) => getComputedStyle(node).transitionDuration),
  ).toBe("0s");
  await page.clock.runFor(60_000);
  expect(await order(page).locator(".play-count").textContent()).toBe("1 / 5");
  await done(page);
});

test("on a phone the bar and the step it speaks of are seen together", async () => {
  const page = await open("", { viewport: { width: 360, height: 640 }, hasTouch: true });
  await order(page).getByRole("button", { name: "따라가기" }).tap();
  const bar = order(page).locator(".play-bar");
  await bar.waitFor();
  for (let step = 0; step < 5; step++) {
    const line = (await page.locator(`#fig-order-e-${step}`).boundingBox())!;
    const box = (await bar.boundingBox())!;
    expect(line.y).toBeGreaterThan(40);
    expect(line.y).toBeLessThan(box.y);
    expect(box.y + box.height).toBeLessThanOrEqual(641);
    if (step < 4) await bar.getByRole("button", { name: "다음" }).tap();
  }
  await done(page);
});

describe("walking by keyboard", () => {
  async function focusPlate(figure: Locator): Promise<void> {
    await figure.locator(".plate").focus();
    await figure.locator(".fig-keys").waitFor({ state: "attached" });
  }

  test("goes along the steps, says nodes and relations, and leaves", async () => {
    const page = await open();
    await focusPlate(order(page));
    await page.keyboard.press("ArrowRight");
    await heard(spoken(page), /^브라우저 \(1\/8\)$/);
    await page.keyboard.press("ArrowRight");
    await heard(spoken(page), /^브라우저가 주문 서비스에 ‘주문 요청 POST \/orders’를 보낸다\. \(2\/8\)$/);
    expect(await page.locator(".fig-ring").count()).toBe(1);
    const ring = (await page.locator(".fig-ring").boundingBox())!;
    const edge = (await page.locator("#fig-order-e-0").boundingBox())!;
    expect(ring.x).toBeLessThan(edge.x);
    expect(ring.x + ring.width).toBeGreaterThan(edge.x + edge.width);
    await page.keyboard.press("End");
    await heard(spoken(page), "(8/8)");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await heard(spoken(page), "(7/8)");
    await page.keyboard.press("Home");
    await heard(spoken(page), "(1/8)");
    await page.keyboard.press("Escape");
    await heard(spoken(page), "나왔습니다");
    expect(await page.locator(".fig-ring, .is-current").count()).toBe(0);
    await done(page);
  });

  test("Tab goes on to the next control and takes the ring away", async () => {
    const page = await open();
    await focusPlate(order(page));
    await page.keyboard.press("Enter");
    expect(await page.locator(".fig-ring").count()).toBe(1);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("크게");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("컨테이너");
    expect(await page.locator(".fig-ring").count()).toBe(0);
    await done(page);
  });

  test("Enter follows the link of a node", async () => {
    const page = await open();
    await focusPlate(layers(page));
    await page.keyboard.press("Enter");
    await heard(spoken(page), "이미지, 링크 (1/3)");
    await page.keyboard.press("Enter");
    await expect.poll(() => new URL(page.url()).hash).toBe("#about");
    await done(page);
  });

  test("Tab into a linked node shows the ring there", async () => {
    const page = await open();
    await focusPlate(layers(page));
    await page.keyboard.press("Tab");
    await page.locator("#fig-layers-n-image.is-current").waitFor();
    expect(await page.locator("#fig-layers .fig-ring").count()).toBe(1);
    await page.keyboard.press("ArrowRight");
    await heard(spoken(page), "컨테이너 쓰기 레이어 (2/3)");
    await done(page);
  });

  test("a plate that scrolls sideways still scrolls with the arrows until one enters it", async () => {
    const page = await open("", { viewport: { width: 360, height: 780 } });
    await focusPlate(order(page));
    const left = () =>
      order(page)
        .locator(".plate")
        .evaluate((plate) => plate.scrollLeft);
    await page.keyboard.press("ArrowRight");
    await expect.poll(left).toBeGreaterThan(0);
    expect(await page.locator(".fig-ring").count()).toBe(0);
    await page.keyboard.press("Enter");
    await heard(spoken(page), "브라우저 (1/8)");
    await page.keyboard.press("End");
    await heard(spoken(page), "(8/8)");
    const box = (await page.locator(".fig-ring").boundingBox())!;
    expect(box.x).toBeLessThan(360);
    await page.keyboard.press("Escape");
    const before = await left();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(left).not.toBe(before);
    await done(page);
  });
});

describe("for everyone", () => {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [360, 1440]) {
      test(`axe finds nothing, ${colorScheme}, ${width} px`, async () => {
        const page = await open("#fig-layers-n-container", {
          colorScheme,
          reducedMotion: "reduce",
          viewport: { width, height: 900 },
        });
        await order(page).getByRole("button", { name: "따라가기" }).click();
        await order(page).locator(".play-bar").waitFor();
        await order(page).locator("summary").click();
        expect(await findByAxe(page)).toEqual([]);
        await openDialog(page, order(page));
        expect(await findByAxe(page)).toEqual([]);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over).toBeLessThanOrEqual(0);
        await page.context().close();
      });
    }
  }

  test("targets are 44 px where one touches", async () => {
    const page = await open("", { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true });
    await order(page).getByRole("button", { name: "따라가기" }).tap();
    await order(page).locator(".play-bar").waitFor();
    await openDialog(page, order(page));
    const small = await page
      .locator(".fig-btn, .fig-tools .tool")
      .evaluateAll((buttons) =>
        buttons
          .map((button) => button.getBoundingClientRect())
          .filter((box) => box.width < 44 || box.height < 44),
      );
    expect(small).toEqual([]);
    await done(page);
  });

  test("print shows the whole drawing and none of the tools", async () => {
    const page = await open();
    await order(page).getByRole("button", { name: "따라가기" }).click();
    await order(page).locator(".play-bar").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".fig-tools:visible, .play-bar:visible, .fig-keys:visible").count()).toBe(0);
    await expect
      .poll(() => page.locator("#fig-order-e-4").evaluate((node) => getComputedStyle(node).opacity))
      .toBe("1");
    await done(page);
  });

  test("a picture opens whole, without what is for drawings alone, and gives the focus back", async () => {
    const page = await open();
    await page.evaluate(() =>
      document
        .querySelector("article")!
        .insertAdjacentHTML(
          "afterbegin",
          '<figure class="fig" id="sea"><img src="/cards/home.png" alt="바다" width="3000" height="1800"><figcaption><button type="button" class="tool" data-figure-action="zoom">크게</button></figcaption></figure>',
        ),
    );
    const dialog = await openDialog(page, page.locator("#sea"));
    expect(await dialog.getByRole("heading").textContent()).toBe("바다");
    expect(await dialog.locator("image").getAttribute("href")).toBe(`${site.origin}/cards/home.png`);
    expect(await dialog.getByRole("button", { name: /저장|공유|복사/ }).count()).toBe(0);
    const [x = 0, y = 0, width = 0, height = 0] = await viewBox(dialog);
    expect([x <= 0, y <= 0, x + width >= 3000, y + height >= 1800]).toEqual([true, true, true, true]);
    await page.keyboard.press("Escape");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("크게");
    await done(page);
  });

  test("forced colours keep the step and the ring visible", async () => {
    const page = await open("", { forcedColors: "active" });
    await order(page).getByRole("button", { name: "따라가기" }).click();
    await order(page).locator(".play-bar").waitFor();
    const stroke = (selector: string) =>
      page.locator(selector).evaluate((node) => getComputedStyle(node).stroke);
    expect(await stroke("#fig-order-e-0")).not.toBe(await stroke("#fig-order-e-1"));
    await done(page);
  });
});
