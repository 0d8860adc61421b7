import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copiedText, watchClipboard } from "./clipboard.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const NOTE = "/notes/docker-images/";
type Options = { width?: number; scripts?: boolean; theme?: "light" | "dark"; touch?: boolean };

async function open(
  path: string,
  { width = 1440, scripts = true, theme = "light", touch = false }: Options = {},
): Promise<Page> {
  const context = await site.browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
    colorScheme: theme,
    hasTouch: touch,
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

describe("without JavaScript", () => {
  test("a reader comes from home to a note, to the next note and to a term", async () => {
    const page = await open("/", { scripts: false });
    await page.getByRole("link", { name: /처음부터/ }).click();
    expect(new URL(page.url()).pathname).toBe("/notes/docker-overview/");
    await page.getByRole("link", { name: /다음 노트/ }).click();
    expect(new URL(page.url()).pathname).toBe(NOTE);
    await page.locator("a.term").first().click();
    expect(page.url()).toMatch(/\/glossary\/#/);
    await done(page);
  });

  test("on a phone the menu and the list of sections open and lead on", async () => {
    const page = await open(NOTE, { scripts: false, width: 360 });
    expect(await page.locator("#nav").isVisible()).toBe(false);
    await page.getByRole("button", { name: "노트 목록" }).click();
    await page.locator("#nav").getByRole("link", { name: "컨테이너와 볼륨" }).click();
    expect(new URL(page.url()).pathname).toBe("/notes/docker-containers/");
    await page.locator("[data-where]").click();
    await page.locator("#toc").getByRole("link", { name: "쓰기 레이어", exact: true }).click();
    expect(new URL(page.url()).hash).toBe("#writable-layer");
    await done(page);
  });

  test("buttons that need scripts are not shown", async () => {
    const page = await open(NOTE, { scripts: false });
    expect(await page.locator(".needs-js:visible").count()).toBe(0);
    await done(page);
  });
});

describe("reading", () => {
  test("the gauge follows the section being read", async () => {
    const page = await open(NOTE);
    await page.evaluate(() => document.getElementById("whiteout")!.scrollIntoView());
    const current = page.locator('.gauge [aria-current="location"]');
    await page.waitForFunction(
      () => document.querySelector(".gauge [aria-current]")?.getAttribute("href") === "#whiteout",
    );
    expect(await current.textContent()).toContain("화이트아웃");
    await done(page);
  });

  test("a deep link lands on its section below the header", async () => {
    const page = await open(`${NOTE}#registry`);
    const top = await page.locator("#registry").evaluate((node) => node.getBoundingClientRect().top);
    expect(top).toBeGreaterThan(50);
    expect(top).toBeLessThan(140);
    await done(page);
  });

  test("a term shows its definition on hover and on keyboard focus, and hides on Escape", async () => {
    const page = await open(NOTE);
    const term = page.locator("a.term").first();
    const card = page.locator(`#card-${await term.getAttribute("data-term")}`);
    await term.hover();
    await card.waitFor({ state: "visible" });
    const [word, box] = [await term.boundingBox(), await card.boundingBox()];
    expect(box!.y >= word!.y + word!.height || box!.y + box!.height <= word!.y).toBe(true);
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "hidden" });
    await page.mouse.move(0, 0);
    // Tab up to the link before the term, then onto it: only real keys make focus visible.
    await term.evaluate((node) => {
      const stops = [
        ...document.querySelectorAll<HTMLElement>("a[href], button, summary, [tabindex='0']"),
      ].filter((one) => one.checkVisibility({ visibilityProperty: true }));
      stops[stops.indexOf(node as HTMLElement) - 1]!.focus();
    });
    await page.keyboard.press("Tab");
    await card.waitFor({ state: "visible" });
    expect(await term.getAttribute("aria-describedby")).toBe(`def-${await term.getAttribute("data-term")}`);
    await done(page);
  });

  test("a term that scrolls under a resting pointer shows nothing until the pointer moves", async () => {
    const page = await open(NOTE);
    const term = page.locator("a.term").first();
    const card = page.locator(`#card-${await term.getAttribute("data-term")}`);
    await term.evaluate((node) => {
      node.scrollIntoView({ block: "center", behavior: "instant" });
      scrollBy({ top: -200, behavior: "instant" });
    });
    const word = (await term.boundingBox())!;
    const [x, y] = [word.x + word.width / 2, word.y - 200 + word.height / 2];
    await page.mouse.move(x - 5, y);
    await page.mouse.move(x, y);
    await term.evaluate((node) => {
      node.addEventListener("pointerover", () => node.setAttribute("data-under", ""), { once: true });
    });
    await page.mouse.wheel(0, 200);
    await page.locator("[data-under]").waitFor();
    // What was begun then is done by then: timers keep their order.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 250)));
    expect(await card.isVisible()).toBe(false);
    await page.mouse.move(x + 2, y);
    await card.waitFor({ state: "visible" });
    await done(page);
  });

  test("on a touch screen the first tap shows the definition as a sheet and the second follows the link", async () => {
    const page = await open(NOTE, { width: 360, touch: true });
    const term = page.locator("a.term").first();
    const card = page.locator(`#card-${await term.getAttribute("data-term")}`);
    await term.tap();
    await card.waitFor({ state: "visible" });
    const box = await card.boundingBox();
    expect(Math.round(box!.y + box!.height)).toBe(900);
    expect(new URL(page.url()).pathname).toBe(NOTE);
    await done(page);
  });

  test("the home page offers to continue where the reader was", async () => {
    const page = await open(NOTE);
    await page.evaluate(() => document.getElementById("registry")!.scrollIntoView());
    await page.waitForFunction(() => localStorage.getItem("whale.place")?.includes("registry"));
    await page.goto(`${site.origin}/`);
    const row = page.locator("[data-resume]");
    expect(await row.isVisible()).toBe(true);
    expect(await row.getAttribute("href")).toBe(`${NOTE}#registry`);
    expect(await row.textContent()).toContain("이미지와 레이어");
    await done(page);
  });

  test("a damaged memory of the last place is ignored", async () => {
    const page = await open("/");
    await page.evaluate(() =>
      localStorage.setItem("whale.place", '{"v":1,"slug":"javascript:alert(1)","anchor":""}'),
    );
    await page.reload();
    expect(await page.locator("[data-resume]").isVisible()).toBe(false);
    await done(page);
  });
});

describe("copying", () => {
  test("a session's copy holds the commands without prompts and output", async () => {
    const page = await open(NOTE);
    const block = page.locator(".code", { has: page.locator(".prompt") }).first();
    const commands = await block
      .locator(".line:not(.output)")
      .evaluateAll((lines) =>
        lines.map((line) => (line.textContent ?? "").replace(/^[$#] /, "").replace(/\n$/, "")),
      );
    await block.getByRole("button", { name: "복사" }).click();
    await expect.poll(() => copiedText(page)).toBe(commands.join("\n"));
    expect(commands.length).toBeGreaterThan(0);
    await done(page);
  });

  test("removed lines are left out and added ones are plain", async () => {
    const page = await open("/notes/docker-build/");
    const block = page.locator(".code", { has: page.locator(".diff.remove") }).first();
    await block.getByRole("button", { name: "복사" }).click();
    await expect
      .poll(() => copiedText(page))
      .toContain("COPY package.json package-lock.json ./\nRUN npm ci --omit=dev\nCOPY . .");
    expect(await copiedText(page)).not.toContain("[!code");
    await done(page);
  });

  test("the mark beside a heading shares the section, with the address first", async () => {
    const page = await open(NOTE);
    await page.locator("#layers .h-share").focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "이 절 공유" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".toast").waitFor();
    expect(await copiedText(page)).toBe(`${site.origin}/s/docker-images/layers/`);
    await done(page);
  });
});

describe("theme", () => {
  test("follows the system, can be set, is kept and is there before the first paint", async () => {
    const page = await open(NOTE, { theme: "dark" });
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(await ground()).toBe("rgb(15, 24, 29)");
    await page.getByRole("button", { name: /화면 밝기/ }).click();
    expect(await ground()).toBe("rgb(251, 250, 246)");
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("light");
    expect(await ground()).toBe("rgb(251, 250, 246)");
    const order = await page.evaluate(() =>
      [...document.head.querySelectorAll("script")].map((script) => [
        script.getAttribute("src"),
        script.async || script.defer || script.type === "module",
      ]),
    );
    expect(order).toContainEqual([expect.stringMatching(/\/theme\.[0-9a-f]+\.js$/), false]);
    await done(page);
  });
});

describe("lost", () => {
  test("an address with a slip is answered with 404 and the nearest note", async () => {
    const context = await site.browser.newContext();
    const page = await context.newPage();
    const answer = await page.goto(`${site.origin}/notes/docker-imagse/`);
    expect(answer?.status()).toBe(404);
    await expect.poll(() => page.locator("[data-nearest]").textContent()).toContain("이미지와 레이어");
    expect(await page.locator("[data-nearest] a").getAttribute("href")).toContain(NOTE);
    await context.close();
  });

  test("what a lost address says is asked of search, also without a script", async () => {
    const read = await site.browser.newContext();
    const page = await read.newPage();
    // Answered with 404, which the console says.
    await page.goto(`${site.origin}/notes/zero-downtime_rollout/`);
    const field = page.getByRole("searchbox", { name: "다른 말로 찾기" });
    expect(await field.inputValue()).toBe("zero downtime rollout");
    await field.press("Enter");
    await page.waitForURL("**/search/?q=zero+downtime+rollout");
    await read.close();
    const context = await site.browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${site.origin}/nowhere/`);
    await plain.getByRole("searchbox").fill("파드");
    await plain.getByRole("button", { name: "검색" }).click();
    expect(plain.url()).toContain("/search/?q=");
    await context.close();
  });
});

describe("width", () => {
  test.each(["/", "/notes/", "/glossary/", "/sources/", NOTE, "/notes/kubernetes-overview/", "/404.html"])(
    "nothing scrolls sideways on %s, from 320 to 1920 px",
    async (path) => {
      const page = await open(path);
      for (const width of [320, 360, 768, 1024, 1440, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wider, `${width} px`).toBeLessThanOrEqual(0);
      }
      await done(page);
    },
  );
});

describe("a diagram of a note", () => {
  test("opens large, and Escape gives the focus back to its button", async () => {
    const page = await open(NOTE);
    const figure = page.locator("figure.fig").first();
    await figure.getByRole("button", { name: "크게" }).click();
    const dialog = page.locator("dialog.zoom");
    await dialog.waitFor();
    expect(await dialog.locator("svg text").first().isVisible()).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(
      await figure.getByRole("button", { name: "크게" }).evaluate((one) => one === document.activeElement),
    ).toBe(true);
    await done(page);
  });

  test("with a fragment of one of its parts, the part is lit and on the screen", async () => {
    const page = await open(NOTE);
    const id = await page.locator("figure.fig svg g[id*='-n-']").first().getAttribute("id");
    await page.goto(`${site.origin}${NOTE}#${id}`);
    await expect
      .poll(() => page.locator(`[id="${id}"]`).evaluate((one) => one.getBoundingClientRect().top))
      .toBeLessThan(900);
    await done(page);
  });
});
