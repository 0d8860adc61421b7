import { createServer, type Server } from "node:http";
import type { Page } from "playwright-core";
import send from "send";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listen } from "../../lib/build/serve/static-server.ts";
import { out, readPages } from "../site/pages.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const NOTE = "/notes/docker-images/";
const all = readPages().map(({ address }) => address);
/** All stubs are one page with other words, and all notes are one page with other texts: a few stand for all. */
function everyNth(of: RegExp, nth: number): string[] {
  return all.filter((address) => of.test(address)).filter((_, index) => index % nth === 0);
}
const addresses = [
  ...all.filter((address) => !/^\/(?:s|notes)\/./.test(address)),
  ...everyNth(/^\/notes\/./, process.env.DEEP ? 1 : 5),
  ...everyNth(/^\/s\//, 50),
];

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

type Watched = {
  readonly page: Page;
  readonly findings: () => Promise<string[]>;
  readonly close: () => Promise<void>;
};

/** A page that notes every breach of the policy, every error, and every request that leaves the site. */
async function watch(width = 1440, origin = site.origin): Promise<Watched> {
  const context = await site.browser.newContext({ viewport: { width, height: 900 }, hasTouch: width < 600 });
  const page = await context.newPage();
  const found: string[] = [];
  await page.exposeFunction("noteBreach", (text: string) => found.push(text));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { noteBreach } = window as unknown as { noteBreach: (text: string) => void };
      noteBreach(`${location.pathname}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on("pageerror", (error) => found.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    // The page for lost addresses is answered with 404, and Chromium says so.
    if (message.type() === "error" && !/404 \(Not Found\)/.test(message.text()))
      found.push(`${page.url()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== origin) found.push(`${page.url()} asks for ${request.url()}`);
  });
  return { page, findings: async () => found, close: () => context.close() };
}

test("no page breaks the policy, reports an error or asks another origin", async () => {
  const { page, findings, close } = await watch();
  expect(addresses.length).toBeGreaterThan(20);
  for (const address of addresses) {
    const answer = await page.goto(site.origin + address);
    expect(answer?.headers()["content-security-policy"], address).toContain("require-trusted-types-for");
    if ((await page.locator("[data-island]").count()) > 0) await page.waitForLoadState("networkidle");
  }
  expect(await findings()).toEqual([]);
  await close();
});

describe("no dialog, sheet or card does", () => {
  test("the diagram viewer, its large view and its steps", async () => {
    const { page, findings, close } = await watch();
    await page.goto(site.origin + NOTE);
    const figure = page.locator("figure.fig").first();
    await figure.getByRole("button", { name: "크게" }).click();
    await page.locator("dialog.zoom").waitFor();
    for (const button of await page.locator("dialog.zoom button:visible").all()) {
      if (await page.locator("dialog.zoom").isVisible()) await button.click();
    }
    await page.keyboard.press("Escape");
    await figure.getByText("글로 보기").click();
    await page.locator("figure.fig g[tabindex], figure.fig g[id]").first().focus();
    expect(await findings()).toEqual([]);
    await close();
  });

  test("search, with a query and its answers", async () => {
    const { page, findings, close } = await watch();
    await page.goto(site.origin + NOTE);
    await page.keyboard.press("/");
    await page.locator("dialog.search").waitFor();
    await page.keyboard.type("레이어");
    await expect.poll(() => page.locator("dialog.search a[href^='/notes/']").count()).toBeGreaterThan(0);
    expect(await findings()).toEqual([]);
    await close();
  });

  test("sheets and cards on a phone, theme and copying", async () => {
    const { page, findings, close } = await watch(360);
    await page.goto(site.origin + NOTE);
    await page.getByRole("button", { name: "노트 목록" }).click();
    await page.keyboard.press("Escape");
    await page.locator("[data-where]").click();
    await page.keyboard.press("Escape");
    await page.locator("a.term").first().tap();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /화면 밝기/ }).click();
    await page.getByRole("button", { name: "복사" }).first().click();
    expect(await findings()).toEqual([]);
    await close();
  });
});

describe("on a host that sends no headers", () => {
  let bare: Server;
  let origin: string;
  beforeAll(async () => {
    bare = createServer((request, response) => {
      send(request, request.url ?? "/", { root: out }).pipe(response);
    });
    origin = `http://127.0.0.1:${await listen(bare, "127.0.0.1", 6300 + (process.pid % 200) * 20)}`;
  });
  afterAll(() => {
    bare.closeAllConnections();
    bare.close();
  });

  test("the page's own policy holds: no inline code, no string becomes code", async () => {
    const { page, findings, close } = await watch(1440, origin);
    await page.goto(origin + NOTE);
    expect(await findings()).toEqual([]);
    const refused = await page.evaluate(() => {
      const tries: Record<string, () => void> = {
        "a string as HTML": () => {
          document.createElement("p").innerHTML = "<b>x</b>";
        },
        "a script of another origin": () => {
          document.createElement("script").src = "https://example.org/a.js";
        },
        "a policy of another name": () => {
          const { trustedTypes } = window as unknown as {
            trustedTypes: { createPolicy: (name: string, rules: object) => void };
          };
          trustedTypes.createPolicy("other", {});
        },
      };
      return Object.entries(tries).map(([name, attempt]) => {
        try {
          attempt();
          return `${name}: allowed`;
        } catch {
          return `${name}: refused`;
        }
      });
    });
    expect(refused).toEqual([
      "a string as HTML: refused",
      "a script of another origin: refused",
      "a policy of another name: refused",
    ]);
    // And what watches for breaches does see them.
    await expect
      .poll(findings)
      .toContain(`${NOTE}: require-trusted-types-for trusted-types-sink Element innerHTML|<b>x</b>`);
    await close();
  });
});
