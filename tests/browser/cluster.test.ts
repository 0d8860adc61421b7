import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const CLUSTER = "/labs/cluster/";
const WEB = /^파드 web-/;

async function open(path = CLUSTER, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  return page;
}
const eventually = (read: () => Promise<unknown>) => expect.poll(read);
const line = (page: Page) => page.getByRole("textbox", { name: "터미널: 명령" });
const screen = (page: Page) => page.locator(".terminal-screen").textContent();
const said = (page: Page) => page.locator(".bench-say p").textContent();
const spoken = (page: Page) => page.locator(".cl [role=status]").first().textContent();
async function type(page: Page, command: string): Promise<void> {
  await line(page).fill(command);
  await line(page).press("Enter");
}
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

describe("the terminal", () => {
  test("runs a command, says what it printed, and keeps it in the history", async () => {
    const page = await open();
    await type(page, "kubectl get nodes");
    await eventually(() => screen(page)).toContain("node-3");
    await eventually(() => spoken(page)).toContain("node-1");
    await line(page).press("ArrowUp");
    expect(await line(page).inputValue()).toBe("kubectl get nodes");
    await page.context().close();
  });

  test("runs lines in the order they were typed, also where the first needs what has yet to be loaded", async () => {
    const page = await open();
    await eventually(() => line(page).isEditable()).toBe(true);
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const asked = page.waitForRequest(/\.js$/);
    await page.route(/\.js$/, async (route) => {
      await held;
      await route.continue();
    });
    await type(page, "kubectl apply -f deployment.yaml");
    await asked;
    await type(page, "echo 나중");
    release();
    await eventually(() => screen(page)).toMatch(/deployment\.apps\/web configured[\s\S]*\$ echo 나중\n나중/);
    await page.context().close();
  });

  test("completes with Tab: the rest of a word, then what it may become", async () => {
    const page = await open();
    await line(page).fill("kubectl desc");
    await line(page).press("Tab");
    await eventually(() => line(page).inputValue()).toBe("kubectl describe ");
    await line(page).fill("kubectl get deploy/w");
    await line(page).press("Tab");
    await eventually(() => line(page).inputValue()).toBe("kubectl get deploy/web ");
    await line(page).fill("kubectl get no");
    await line(page).press("Tab");
    await eventually(() => line(page).inputValue()).toBe("kubectl get nodes ");
    await page.context().close();
  });

  test("a syllable that is being composed is not a command", async () => {
    const page = await open();
    await line(page).fill("echo 안");
    await line(page).evaluate((field) => {
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
    });
    expect(await line(page).inputValue()).toBe("echo 안");
    await line(page).press("Enter");
    await eventually(() => screen(page)).toContain("$ echo 안\n안");
    await page.context().close();
  });

  test("a command in the foreground lets time flow, and Ctrl-C ends it", async () => {
    const page = await open();
    await type(page, "kubectl get pods -w");
    await page.getByRole("button", { name: "멈춤", exact: true }).waitFor();
    await page.getByRole("button", { name: "Ctrl-C" }).waitFor();
    await line(page).press("Control+c");
    await eventually(() => screen(page)).toContain("^C");
    await page.getByRole("button", { name: "Ctrl-C" }).waitFor({ state: "detached" });
    await page.context().close();
  });
});

describe("selecting", () => {
  test("anywhere selects everywhere: drawing, row and inspector", async () => {
    const page = await open();
    await type(page, "kubectl get pods");
    await eventually(() => screen(page)).toContain("Running");
    const pod = page.getByRole("button", { name: WEB }).first();
    await pod.click();
    const name = /web-\S+-\w{5}/.exec((await pod.textContent())!)![0];
    expect(await pod.getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator(".terminal-screen .marked").textContent()).toContain(name);
    expect(await page.locator(".cl-i h2").textContent()).toBe(name);
    const row = page.locator(".terminal-screen [data-line]").filter({ hasText: "web-" }).last();
    const other = /web-\S+/.exec((await row.textContent())!)![0];
    await row.click();
    await eventually(() => page.locator(".cl-i h2").textContent()).toBe(other);
    expect(
      await page
        .getByRole("button", { name: new RegExp(other) })
        .first()
        .getAttribute("aria-pressed"),
    ).toBe("true");
    await page.getByRole("tab", { name: "주인" }).click();
    await page.locator(".cl-owners button").last().click();
    await eventually(() => page.locator(".cl-i h2").textContent()).toBe("web");
    await page.context().close();
  });
});

describe("time", () => {
  test("stands until it is asked to flow, and goes to the next event", async () => {
    const page = await open();
    await type(page, "kubectl delete pods -l app=web --wait=false");
    await eventually(() => screen(page)).toContain("deleted");
    await press(page, "다음 사건");
    await eventually(() => said(page)).toMatch(/파드/);
    await page.context().close();
  });

  test("back in time another command begins another way, and the first is not lost", async () => {
    const page = await open();
    await type(page, "kubectl scale deploy web --replicas=6");
    await eventually(() => screen(page)).toContain("scaled");
    await press(page, "다음 사건");
    const slider = page.getByRole("slider", { name: "시각" });
    await slider.focus();
    await page.keyboard.press("Home");
    await type(page, "kubectl scale deploy web --replicas=2");
    await eventually(() => page.locator(".cl-branches").textContent()).toContain("다른 길로 갈라졌습니다");
    await page.getByLabel("지나온 길").selectOption("0");
    await eventually(() => screen(page)).toContain("--replicas=6");
    await page.context().close();
  });

  test("the same link shows the same cluster in another browser, with commands loaded late", async () => {
    const page = await open();
    await type(page, "kubectl set image deploy/web web=shop/web:1.5");
    await eventually(() => screen(page)).toContain("image updated");
    await press(page, "다음 사건");
    await eventually(async () => new URL(page.url()).hash).toContain("set+image");
    const again = await open(page.url().slice(site.origin.length));
    await eventually(() => again.locator(".terminal-screen").textContent()).toContain("image updated");
    const pods = (of: Page) => of.locator(".cl-nodes").textContent();
    await eventually(() => pods(again)).toBe(await pods(page));
    await page.context().close();
    await again.context().close();
  });
});

test("the task is done by its hints, and the result can be sent", async () => {
  const page = await open();
  for (const count of [1, 2, 3]) {
    await page.getByRole("button", { name: /힌트/ }).first().click();
    await eventually(() => page.locator(".cl-hints li:not(.quiet)").count()).toBe(count);
  }
  await press(page, "×60");
  for (const command of [
    "kubectl apply -f deployment.yaml",
    "kubectl set image deploy/web web=shop/web:1.5",
    "kubectl rollout status deploy/web",
  ])
    await type(page, command);
  await eventually(() => screen(page)).toContain("successfully rolled out");
  await page.locator(".goal-done [data-share=lab]").waitFor();
  expect(await page.locator(".goal-done [data-share=lab]").getAttribute("data-share-at")).toContain("v=1");
  await page.context().close();
});

test("a fault is named while it is on, and can be taken back", async () => {
  const page = await open();
  await press(page, "이미지 못 받기");
  await eventually(() => page.locator(".cl-broken").textContent()).toContain("이미지 저장소 멈춤");
  await press(page, "되돌리기");
  await page.locator(".cl-broken").waitFor({ state: "detached" });
  await page.context().close();
});

test("a file is mended in the page and applied", async () => {
  const page = await open();
  await page.getByLabel("파일", { exact: true }).selectOption({ label: "web.yaml" });
  const editor = page.getByRole("textbox", { name: "web.yaml" });
  await editor.fill((await editor.inputValue()).replace("replicas: 4", "replicas: 3"));
  await press(page, "저장");
  await type(page, "kubectl apply -f web.yaml");
  await eventually(() => screen(page)).toContain("configured");
  await page.context().close();
});

describe("on a phone", () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

  test("drawing and terminal take turns, and what is tapped comes from below", async () => {
    const page = await open(CLUSTER, phone);
    await page.getByRole("button", { name: /^터미널 펼치기/ }).click();
    await eventually(() => line(page).isVisible()).toBe(true);
    expect(await page.locator(".cl-map").isVisible()).toBe(false);
    await page.getByRole("button", { name: "get", exact: true }).click();
    expect(await line(page).inputValue()).toBe("get ");
    await page.getByRole("button", { name: /^클러스터 펼치기/ }).click();
    await page.getByRole("button", { name: WEB }).first().click();
    await eventually(() => page.locator(".cl-i").isVisible()).toBe(true);
    await press(page, "닫기");
    await eventually(() => page.locator(".cl-i").isVisible()).toBe(false);
    await page.context().close();
  });
});

test("a part of the drawing that is chosen before the lab listens is chosen once it does", async () => {
  const context = await site.browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  let release = () => {};
  const pressed = new Promise<void>((done) => {
    release = done;
  });
  await page.route("**/scripts/islands/**", async (route) => {
    await pressed;
    await route.continue();
  });
  await page.goto(site.origin + CLUSTER, { waitUntil: "commit" });
  await page.locator(".cl-part").first().click();
  expect(await page.locator(".cl-part").first().getAttribute("aria-pressed")).toBe("false");
  release();
  await eventually(() => page.locator(".cl-part").first().getAttribute("aria-pressed")).toBe("true");
  await context.close();
});

test("without JavaScript the cluster is drawn, its task is explained, and one way through it is told", async () => {
  const page = await open(CLUSTER, { javaScriptEnabled: false });
  expect(await page.getByText("실습을 움직이려면 자바스크립트가 필요합니다").isVisible()).toBe(true);
  expect(await page.locator(".cl-pod:visible").count()).toBe(4);
  expect(await page.locator("main :is(select, input, .cl-welcome):visible").count()).toBe(0);
  expect(await page.locator(".cl-map button:enabled").count()).toBe(0);
  await page.getByText("과제를 푸는 한 가지 길을 글로 읽기").click();
  expect(await page.locator(".cl-walk li:visible").count()).toBeGreaterThan(6);
  expect(await page.locator(".cl-walk").textContent()).toContain("successfully rolled out");
  await page.context().close();
});
