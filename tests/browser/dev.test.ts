/** The site while it is being written: `npm run dev`, where Next's React hydrates the whole page. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./open-site.ts";

const root = join(import.meta.dirname, "../..");
let server: ChildProcess;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  server = spawn(process.execPath, ["bin/dev.ts"], {
    cwd: root,
    env: { ...process.env, PORT: "4870", HOST: "127.0.0.1", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  origin = await new Promise<string>((done, fail) => {
    let said = "";
    server.stdout!.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = said.match(/쓰면서 보기: (http:\/\/\S+)\//);
      if (address) done(address[1]!);
    });
    server.once("exit", () => fail(new Error(said)));
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  if (server.exitCode !== null) return;
  server.kill("SIGTERM");
  await new Promise((done) => server.once("exit", done));
});

/** A page and what it complained of. */
async function open(path: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(origin + path);
  return { page, complaints };
}

test("a note is hydrated without complaint, and search, theme and sharing work on it", async () => {
  const { page, complaints } = await open("/notes/docker-images/#whiteout");
  await page.locator('script[src="/boot.js"]').waitFor({ state: "attached" });
  await expect
    .poll(async () => {
      await page.locator(".theme-btn").click();
      return page.evaluate(() => document.documentElement.dataset.theme);
    })
    .toBe("light");
  await page.locator("#whiteout .h-share").click();
  await expect
    .poll(() => page.locator(".share-menu input").first().inputValue())
    .toContain("/s/docker-images/whiteout/");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("파드");
  await page.locator("dialog.search .hit").first().waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test("a lab is hydrated once, by its own island", async () => {
  const { page, complaints } = await open("/labs/docker-overview-cli-flow/");
  await page.getByRole("button", { name: "다음" }).first().click();
  await expect.poll(() => page.evaluate(() => location.hash)).toContain("at=1");
  expect(complaints).toEqual([]);
  await page.close();
});
