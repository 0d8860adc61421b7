import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createStaticServer } from "../../lib/build/serve/static-server.ts";
import * as words from "../../lib/words/words.ts";
import { findByAxe } from "./axe.ts";
import { type OpenSite, openServer } from "./open-site.ts";

const root = join(import.meta.dirname, "../..");
const out = join(root, "out");
const NOTE = "/notes/docker-images/";
const OTHER = "/notes/kubernetes-overview/";

/** What the host does at an address instead of sending its file. */
type Instead = {
  readonly text?: string;
  readonly type?: string;
  readonly status?: number;
  readonly wait?: Promise<void>;
};

let site: OpenSite;
let hasLine = true;
const instead = new Map<string, Instead>();

beforeAll(async () => {
  const files = createStaticServer(out);
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? "/", "http://host").pathname;
    if (!hasLine) {
      request.socket.destroy();
      return;
    }
    const other = instead.get(path);
    await other?.wait;
    if (other?.text === undefined && other?.status === undefined) {
      files.emit("request", request, response);
      return;
    }
    response.writeHead(other.status ?? 200, {
      "Content-Type": other.type ?? "text/html; charset=utf-8",
      "Cache-Control": "no-cache",
    });
    response.end(other.text ?? "");
  });
  site = await openServer(server, 5700);
});
afterAll(() => site.close());
beforeEach(() => {
  hasLine = true;
  instead.clear();
});

const pageAt = (path: string) => readFileSync(join(out, path, "index.html"), "utf8");
const workerText = () => readFileSync(join(out, "sw.js"), "utf8");

/** Opens a page as a reader who then does something, and waits for the worker. */
async function visit(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.origin + path);
  await act(page);
  return page;
}

async function act(page: Page): Promise<void> {
  await page.keyboard.press("ArrowDown");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((done) =>
        navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }),
      );
  });
}

const registrations = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

describe("without a line", () => {
  test("what was read, the shell, search and a lab's code are there after the first visit", async () => {
    const context = await site.browser.newContext();
    const page = await visit(context, NOTE);
    await expect
      .poll(() => page.evaluate((path) => caches.match(path).then((found) => found !== undefined), NOTE))
      .toBe(true);
    await page.goto(`${site.origin}/labs/docker-images-layer-stacker/`);
    hasLine = false;
    await page.goto(site.origin + NOTE);
    expect(await page.locator("h1").textContent()).toContain("이미지와 레이어");
    await page.locator("figure.fig").first().getByRole("button", { name: "크게" }).click();
    await page.locator("dialog.zoom").waitFor();
    await page.keyboard.press("Escape");
    await page.goto(`${site.origin}/search/?q=${encodeURIComponent("화이트아웃")}`);
    await page.locator(".hit").first().waitFor();
    await page.goto(`${site.origin}/labs/docker-images-layer-stacker/`);
    await page.getByRole("button", { name: "다음" }).click();
    await expect.poll(() => page.locator(".bench-say .num").textContent()).toMatch(/^1/);
    await context.close();
  });

  test("a worker that comes on the second page of a visit takes none over before the line is gone", async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    await page.goto(site.origin + NOTE);
    await page.evaluate(() => {
      document.querySelector<HTMLAnchorElement>('header nav a[href="/glossary/"]')!.click();
    });
    await page.waitForURL("**/glossary/");
    await page.keyboard.press("ArrowDown");
    const isControlled = () => page.evaluate(() => navigator.serviceWorker.controller !== null);
    await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      if (active!.state !== "activated")
        await new Promise<void>((done) =>
          active!.addEventListener("statechange", () => active!.state === "activated" && done()),
        );
    });
    expect(await isControlled()).toBe(false);
    hasLine = false;
    await context.setOffline(true);
    await expect.poll(isControlled).toBe(true);
    await context.close();
  });

  test("a page that is not there says so, lists what is, and offers to try again", async () => {
    const context = await site.browser.newContext();
    const page = await visit(context, NOTE);
    await page.goto(site.origin + NOTE);
    hasLine = false;
    await page.goto(site.origin + OTHER);
    await expect.poll(() => page.locator("h1").textContent()).toBe("지금은 연결되지 않습니다");
    await page.locator("[data-kept] a", { hasText: "이미지와 레이어" }).waitFor();
    // What can be read now comes first.
    await page.locator("[data-subjects] button").first().waitFor();
    expect(await page.locator("main h2").allTextContents()).toEqual([
      words.offlineKept,
      words.offlineSubjects,
    ]);
    expect(await findByAxe(page)).toEqual([]);
    hasLine = true;
    await page.getByRole("button", { name: "다시 시도" }).click();
    await expect.poll(() => page.locator("h1").textContent()).toContain("쿠버네티스");
    await context.close();
  });

  test("cards that were taken on a note are asked, also where review was never opened", async () => {
    const context = await site.browser.newContext();
    const page = await visit(context, NOTE);
    const cards = page.locator("[data-cards]");
    await cards.locator("summary").click();
    await cards.getByRole("button", { name: /복습에 넣기/ }).click();
    await cards.getByRole("link", { name: words.toReview }).waitFor();
    hasLine = false;
    await cards.getByRole("link", { name: words.toReview }).click();
    const front = page.locator(".rev .card h2");
    await front.waitFor();
    expect(await front.textContent()).not.toBe(words.lostCard);
    expect(await page.locator(".toast").count()).toBe(0);
    await context.close();
  });

  test("a browser that refuses to keep pages says so", async () => {
    const page = await site.browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.addInitScript(() => {
      Object.defineProperty(window, "caches", {
        get() {
          throw new DOMException("blocked", "SecurityError");
        },
      });
    });
    await page.goto(`${site.origin}/offline/`);
    await page.getByText(words.offlineNoCaches).waitFor();
    await page.mouse.move(10, 10);
    await page.mouse.move(20, 20);
    await page.waitForLoadState("networkidle");
    expect(errors).toEqual([]);
    await page.close();
  });

  test("hits that are not on the device are marked for as long as there is no line", async () => {
    const context = await site.browser.newContext();
    const page = await visit(context, NOTE);
    await page.goto(site.origin + NOTE);
    await act(page);
    hasLine = false;
    await context.setOffline(true);
    await page.keyboard.press("/");
    await page.keyboard.type("디플로이먼트");
    await page.locator(".hit .hit-away").first().waitFor();
    await page.getByRole("combobox").fill("화이트아웃");
    await page.locator(`a.hit[href^="${NOTE}"]`).first().waitFor();
    await expect.poll(() => page.locator(`a.hit[href^="${NOTE}"] .hit-away`).count()).toBe(0);
    hasLine = true;
    await context.setOffline(false);
    await expect.poll(() => page.locator(".hit-away").count()).toBe(0);
    await context.close();
  });

  test("a mark that was under way when the line came back is not made", async () => {
    const context = await site.browser.newContext();
    const page = await visit(context, NOTE);
    await page.goto(`${site.origin}/search/?q=${encodeURIComponent("디플로이먼트 롤링 업데이트")}`);
    await page.locator(".hit").first().waitFor();
    const setLine = (on: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(navigator, "onLine", { value, configurable: true });
        dispatchEvent(new Event(value ? "online" : "offline"));
      }, on);
    await setLine(false);
    await act(page);
    await page.locator(".hit:first-child .hit-away").waitFor();
    await setLine(true);
    await expect.poll(() => page.locator(".hit-away").count()).toBe(0);
    // Now the device takes its time to say what it holds.
    await page.evaluate(() => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const { match } = Cache.prototype;
      const seen: Promise<unknown>[] = [];
      Cache.prototype.match = function (...args) {
        const found = promise.then(() => match.apply(this, args));
        seen.push(found);
        return found;
      };
      Object.assign(globalThis, {
        answer: async () => {
          resolve();
          // One hit after another: as many as are asked for.
          for (const found of seen) await found;
        },
      });
    });
    await setLine(false);
    await setLine(true);
    await page.evaluate(() => (globalThis as unknown as { answer: () => Promise<void> }).answer());
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await page.locator(".hit-away").count()).toBe(0);
    await context.close();
  });

  test("a subject that was kept is read whole; what was removed is not", async () => {
    const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await visit(context, OTHER);
    await page.getByRole("link", { name: "이 주제를 담아 두기" }).click();
    const row = page.locator("[data-subjects] > li", { has: page.locator("b", { hasText: "쿠버네티스" }) });
    await row.getByRole("button", { name: /나머지 담기/ }).click();
    await row.getByText(/모두 담았습니다/).waitFor();
    hasLine = false;
    await page.goto(site.origin + OTHER);
    expect(await page.locator("h1").textContent()).toContain("쿠버네티스");
    await page.goto(`${site.origin}/offline/`);
    expect(await findByAxe(page)).toEqual([]);
    await row.getByRole("button", { name: /지우기/ }).click();
    await row.getByRole("button", { name: /담아 두기/ }).waitFor();
    await page.goto(site.origin + OTHER);
    await expect.poll(() => page.locator("h1").textContent()).toBe("지금은 연결되지 않습니다");
    await context.close();
  });

  test("keeping can be stopped, and goes on from there", async () => {
    const context = await site.browser.newContext();
    const page = await visit(context, "/offline/");
    let release = () => {};
    const wait = new Promise<void>((done) => {
      release = done;
    });
    instead.set("/notes/kubernetes-troubleshooting/", { wait });
    const row = page.locator("[data-subjects] > li", { has: page.locator("b", { hasText: "쿠버네티스" }) });
    await row.getByRole("button", { name: /담아 두기/ }).click();
    await row.getByRole("button", { name: /그만/ }).click();
    await row.getByRole("button", { name: /나머지 담기|담아 두기/ }).waitFor();
    release();
    await row.getByRole("button", { name: /나머지 담기|담아 두기/ }).click();
    await row.getByText(/모두 담았습니다/).waitFor();
    await context.close();
  });
});

describe("on a bad line", () => {
  const titleChanged = () => pageAt(NOTE).replaceAll("이미지와 레이어", "이미지와 레이어, 고침");

  /** Opens the kept text of the note; `arrive` lets the network answer with another. */
  async function openSlowly(context: BrowserContext): Promise<{ page: Page; arrive: () => void }> {
    const page = await visit(context, NOTE);
    await page.goto(site.origin + NOTE);
    let arrive = () => {};
    const wait = new Promise<void>((done) => {
      arrive = done;
    });
    instead.set(NOTE, { wait, text: titleChanged() });
    await page.goto(site.origin + NOTE);
    expect(await page.locator("h1").textContent()).not.toContain("고침");
    return { page, arrive };
  }

  test("the device answers where the network is slow, and a change that comes later is told", async () => {
    const context = await site.browser.newContext();
    const { page, arrive } = await openSlowly(context);
    await act(page);
    arrive();
    await page.getByText("고쳐진 글이 있습니다").waitFor();
    await page.reload();
    expect(await page.locator("h1").textContent()).toContain("고침");
    await context.close();
  });

  test("a change that comes while nobody listens yet is told at the reader's first act", async () => {
    const context = await site.browser.newContext();
    const { page, arrive } = await openSlowly(context);
    arrive();
    await expect
      .poll(() => page.evaluate(async (path) => (await caches.match(path))!.text(), NOTE))
      .toContain("고침");
    // The worker tells it right after it has kept it.
    await page.evaluate(() => fetch("/sw.js"));
    await act(page);
    await page.getByText("고쳐진 글이 있습니다").waitFor();
    await context.close();
  });
});

describe("releases", () => {
  test("nobody reads an old text on a good line, and a page that is open goes on with its own files", async () => {
    const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const old = await visit(context, NOTE);
    const part = (await old.locator("[data-part-settings]").getAttribute("data-part-settings"))!.split(
      " ",
    )[0]!;
    for (const release of ["2", "3"]) {
      const title = `이미지와 레이어, 판 ${release}`;
      instead.set(NOTE, { text: pageAt(NOTE).replaceAll("이미지와 레이어", title) });
      instead.set("/sw.js", {
        text: workerText().replace(/"version":"[^"]+"/, `"version":"${release}"`),
        type: "text/javascript; charset=utf-8",
      });
      // The host has forgotten the file.
      instead.set(part, { status: 404 });
      const fresh = await context.newPage();
      await fresh.goto(site.origin + NOTE);
      expect(await fresh.locator("h1").textContent()).toContain(title);
      await fresh.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one!.update()));
      // The page that asked for it stays until the release has taken over.
      await expect
        .poll(() =>
          fresh.evaluate(async (name) => {
            const worker = await navigator.serviceWorker.getRegistration();
            const kept = (await caches.keys()).some((cache) => cache.endsWith(name));
            return kept && !worker?.installing && !worker?.waiting && worker?.active?.state === "activated";
          }, `-files-${release}`),
        )
        .toBe(true);
      await fresh.close();
    }
    await expect
      .poll(
        async () => (await old.evaluate(() => caches.keys())).filter((name) => name.includes("files")).length,
      )
      .toBe(2);
    await old.locator("header [data-settings]").click();
    await old.getByRole("dialog", { name: "보기 설정" }).waitFor();
    await context.close();
  });

  test("the kill switch ends the worker and what it kept", async () => {
    const context = await site.browser.newContext();
    const page = await visit(context, NOTE);
    instead.set("/sw.js", {
      text: readFileSync(join(root, "deploy/offline/sw.js"), "utf8"),
      type: "text/javascript; charset=utf-8",
    });
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one?.update()));
    await expect.poll(() => registrations(page)).toBe(0);
    await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
    await context.close();
  });

  test("a worker withdraws from another site, and from the development server", async () => {
    const context = await site.browser.newContext();
    const page = await visit(context, NOTE);
    instead.set("/", {
      text: '<!doctype html><html lang="ko" data-site="ffffffff"><title>다른 사이트</title>',
    });
    await page.goto(`${site.origin}/`);
    expect(await page.title()).toBe("다른 사이트");
    await expect.poll(() => registrations(page)).toBe(0);
    await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
    await context.close();
  });
});

test("before a reader acts nothing is fetched for it", async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  await page.goto(site.origin + NOTE, { waitUntil: "load" });
  expect(await registrations(page)).toBe(0);
  await context.close();
});
