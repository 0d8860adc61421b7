import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BrowserContext, Locator, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleIslands } from "../../lib/build/export/bundle-islands.ts";
import { REGISTRY as OWN_REGISTRY } from "../../lib/build/export/registry-path.ts";
import { openIslands, REGISTRY } from "./open-islands.ts";
import type { OpenSite } from "./open-site.ts";

const root = join(import.meta.dirname, "../..");
const PARTS = "**/scripts/islands/*.js";

let site: OpenSite;
beforeAll(async () => {
  site = await openIslands();
});
afterAll(() => site.close());

type Opened = { page: Page; context: BrowserContext; problems: string[]; asked: string[] };

/** Opens the page and notes every error, every breach of the policy and every script that is run. */
async function open(
  prepare: (page: Page) => Promise<unknown> = async () => {},
  scripts = true,
): Promise<Opened> {
  const context = await site.browser.newContext({
    viewport: { width: 900, height: 700 },
    javaScriptEnabled: scripts,
    hasTouch: true,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  const asked: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("request", (request) => {
    if (request.resourceType() === "script") asked.push(new URL(request.url()).pathname);
  });
  await prepare(page);
  await page.goto(`${site.origin}/`, { waitUntil: "domcontentloaded" });
  return { page, context, problems, asked };
}

const said = (page: Page, id: string) => page.locator(`#${id} [data-said]`);
const isAlive = (place: Locator) =>
  place.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps")));

/** Holds back the parts until it is told to let them go. */
function holdParts(page: Page): { held: Promise<unknown>; letGo: () => Promise<void> } {
  const waiting: Route[] = [];
  let free = false;
  const held = page.route(PARTS, (route) => (free ? route.continue() : void waiting.push(route)));
  return {
    held,
    letGo: async () => {
      free = true;
      await Promise.all(waiting.map((route) => route.continue()));
    },
  };
}

describe("an island", () => {
  test("can be read without scripts", async () => {
    const { page, context } = await open(undefined, false);
    expect(await said(page, "near").textContent()).toBe("가까이: 0 /  /  / 5 / 꺼짐");
    await context.close();
  });

  test("comes to life when it is near, under the full policy, and one that is far does not", async () => {
    const { page, context, problems } = await open();
    await expect.poll(() => isAlive(said(page, "near"))).toBe(true);
    expect(await isAlive(said(page, "far"))).toBe(false);
    await page.getByText("끝", { exact: true }).scrollIntoViewIfNeeded();
    await expect.poll(() => isAlive(said(page, "far"))).toBe(true);
    const preloaded = await page
      .locator("link[rel=modulepreload]")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(preloaded, "each file once, though several islands need it").toEqual([...new Set(preloaded)]);
    await page.locator("#far button").click();
    expect(await said(page, "far").textContent()).toContain("멀리: 1");
    expect(problems).toEqual([]);
    await context.close();
  });

  test("keeps what is done before it listens, and does it once it does", async () => {
    let parts: ReturnType<typeof holdParts> | undefined;
    const { page, context, problems } = await open((opened) => {
      parts = holdParts(opened);
      return parts.held;
    });
    const button = page.locator("#near button");
    await button.click();
    await button.tap();
    await button.press("x");
    await button.press("Enter");
    await page.locator("#near input").first().fill("고래");
    await page.locator("#near input[type=range]").focus();
    await page.keyboard.press("ArrowRight");
    await page.locator("#near input[type=checkbox]").check();
    expect(await said(page, "near").textContent()).toBe("가까이: 0 /  /  / 5 / 꺼짐");
    await parts!.letGo();
    await expect.poll(() => said(page, "near").textContent()).toBe("가까이: 3 / x / 고래 / 6 / 켜짐");
    expect(await page.locator("#near input[type=checkbox]").isChecked()).toBe(true);
    expect(problems).toEqual([]);
    await context.close();
  });

  test("keeps even a click from before the script that keeps clicks", async () => {
    const { page, context, problems } = await open((opened) =>
      opened.route("**/scripts/islands.*", async (route) => {
        await opened.locator("#near button").click();
        await route.continue();
      }),
    );
    await expect.poll(() => said(page, "near").textContent()).toContain("가까이: 1");
    expect(problems).toEqual([]);
    await context.close();
  });

  test("holds back neither links, nor summaries, nor scrolling", async () => {
    let parts: ReturnType<typeof holdParts> | undefined;
    const { page, context } = await open((opened) => {
      parts = holdParts(opened);
      return parts.held;
    });
    await page.locator("#near summary").click();
    expect(await page.locator("#near details").getAttribute("open")).not.toBeNull();
    await page.locator("#near button").focus();
    await page.keyboard.press("PageDown");
    await page.waitForFunction(() => scrollY > 0);
    await page.locator("#near a").click();
    expect(new URL(page.url()).hash).toBe("#end");
    await parts!.letGo();
    await context.close();
  });

  test("comes to life once, however many reasons there are", async () => {
    const { page, context, problems, asked } = await open();
    await page.locator("#near button").hover();
    await page.locator("#near button").focus();
    await page.locator("#near button").click();
    await expect.poll(() => said(page, "near").textContent()).toContain("가까이: 1");
    expect(asked.filter((path) => path.includes("/islands/hydrate."))).toHaveLength(1);
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe("when a part fails", () => {
  for (const part of ["hydrate", "Counter"]) {
    test(`${part} that cannot be loaded: a message, a page that can be read, and a retry that works`, async () => {
      let broken = true;
      const { page, context } = await open((opened) =>
        opened.route(`**/scripts/islands/${part}.*`, (route) => (broken ? route.abort() : route.continue())),
      );
      const alert = page.locator("#near [role=alert]");
      await alert.waitFor();
      expect(await page.getByText("읽을 글").isVisible()).toBe(true);
      expect(await said(page, "near").textContent()).toContain("가까이: 0");
      await alert.getByRole("button", { name: "다시 시도" }).click();
      await alert.waitFor();
      broken = false;
      await page.locator("#near button").first().click();
      await alert.getByRole("button", { name: "다시 시도" }).click();
      await expect.poll(() => said(page, "near").textContent()).toContain("가까이: 1");
      expect(await alert.count()).toBe(0);
      await context.close();
    });
  }

  test("the cause is in the console, for who writes an island", async () => {
    const { page, context, problems } = await open((opened) =>
      opened.route("**/scripts/islands/Counter.*", (route) => route.abort()),
    );
    await page.locator("#near [role=alert]").waitFor();
    expect(problems.join("\n")).toContain("TypeError: Failed to fetch");
    await context.close();
  });

  test("of what is pressed in an island that failed the last is done on a retry, and fields keep what they say", async () => {
    let broken = true;
    let parts: ReturnType<typeof holdParts> | undefined;
    const { page, context } = await open(async (opened) => {
      parts = holdParts(opened);
      await parts.held;
      await opened.route("**/scripts/islands/Counter.*", (route) =>
        broken ? route.abort() : route.continue(),
      );
    });
    const button = page.locator("#near button").first();
    await button.click();
    await button.click();
    await parts!.letGo();
    const alert = page.locator("#near [role=alert]");
    await alert.waitFor();
    await button.click();
    await button.press("x");
    await button.click();
    await page.locator("#near input").first().fill("고래");
    await said(page, "near").click();
    broken = false;
    await alert.getByRole("button", { name: "다시 시도" }).click();
    await expect.poll(() => said(page, "near").textContent()).toContain("가까이: 1 /  / 고래 /");
    await context.close();
  });

  test("bytes that are not what the page says are not run", async () => {
    const { page, context } = await open((opened) =>
      opened.route("**/scripts/islands/Counter.*", async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: `document.title = "other";${await answer.text()}` });
      }),
    );
    await page.locator("#near [role=alert]").waitFor();
    expect(await page.title()).toBe("섬");
    await context.close();
  });

  test("an island that breaks while it is drawn leaves its text and offers to start again", async () => {
    const { page, context } = await open();
    const button = page.locator("#breaking [data-island-root] button");
    await expect.poll(() => isAlive(button)).toBe(true);
    await button.click();
    await page.locator("#breaking [role=alert]").waitFor();
    expect(await button.textContent()).toBe("깨뜨리기");
    await page.getByRole("button", { name: "다시 시도" }).click();
    await expect.poll(() => isAlive(button)).toBe(true);
    await context.close();
  });
});

describe("budgets", () => {
  for (const registry of [REGISTRY, OWN_REGISTRY]) {
    test(`${registry}: React's runtime within 70 KB, an island that is no lab within 25, what waits on the page within 2`, async () => {
      const { files, runtime, start, partsOf } = await bundleIslands(root, registry);
      const size = (names: readonly string[]) =>
        names.reduce((sum, name) => sum + gzipSync(files.get(name)!, { level: 9 }).length, 0);
      expect(size(runtime)).toBeLessThanOrEqual(70 * 1024);
      expect(size([start])).toBeLessThanOrEqual(2 * 1024);
      for (const [name, parts] of partsOf) {
        // Labs are weighed in tests/lab-weights.test.ts: their own, their kit, and what views of one model share.
        if (name.startsWith("lab-")) continue;
        expect(size(parts.filter((part) => !runtime.includes(part))), name).toBeLessThanOrEqual(25 * 1024);
      }
    });
  }
});
