import { chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findByAxe } from "./axe.ts";
import { copiedText, watchClipboard } from "./clipboard.ts";
import { launchOptions } from "./launch-options.ts";
import { type OpenSite, openSite } from "./open-site.ts";

const NOTE = "/notes/docker-images/";
const TITLE = "이미지와 레이어";
const SENTENCE = "화이트아웃은 아래 레이어의 파일을 보이지 않게 하는 삭제 표시다.";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

type Options = {
  readonly width?: number;
  readonly scripts?: boolean;
  readonly touch?: boolean;
  readonly theme?: "light" | "dark";
  /** As in the browsers of chat apps. */
  readonly noClipboard?: boolean;
  /** Runs in the page before all else. */
  readonly prepare?: () => unknown;
  /** Changes the page as an author would have. */
  readonly edit?: (html: string) => string;
};

async function open(path: string, options: Options = {}): Promise<Page> {
  const context = await site.browser.newContext({
    viewport: { width: options.width ?? 1440, height: 900 },
    javaScriptEnabled: options.scripts ?? true,
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
    colorScheme: options.theme ?? "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !/404 \(/.test(message.text())) problems.push(message.text());
  });
  page.on("close", () => expect(problems).toEqual([]));
  if (options.noClipboard)
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  else if (options.scripts ?? true) await watchClipboard(page);
  const { edit, prepare } = options;
  if (prepare) await page.addInitScript(prepare);
  if (edit)
    await page.route(`${site.origin}${path.replace(/[?#].*/, "")}`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: edit(await answer.text()) });
    });
  await page.goto(site.origin + path);
  return page;
}

async function done(page: Page): Promise<void> {
  await page.close();
  await page.context().close();
}

const menu = (page: Page) => page.locator(".share-menu");
const field = (page: Page) => menu(page).getByRole("textbox", { name: "주소" });
const toast = (page: Page) => page.locator(".toast");
const copied = (page: Page) => expect.poll(() => copiedText(page));
const focused = (page: Page) =>
  page.evaluate(() =>
    `${document.activeElement?.ariaLabel ?? ""}${document.activeElement?.textContent ?? ""}`.trim(),
  );

async function press(control: Locator): Promise<void> {
  await control.focus();
  await control.press("Enter");
  await menu(control.page()).waitFor();
}

/** Selects from where `from` begins to where `to` ends, as a reader would by dragging. */
async function select(page: Page, from: string, to = from): Promise<void> {
  await page.evaluate(
    ([first, last]) => {
      const range = document.createRange();
      const walker = document.createTreeWalker(document.querySelector("main")!, NodeFilter.SHOW_TEXT);
      let started = false;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.nodeValue ?? "";
        if (!started && text.includes(first!)) {
          range.setStart(node, text.indexOf(first!));
          started = true;
        }
        if (started && text.includes(last!)) {
          range.setEnd(node, text.indexOf(last!) + last!.length);
          break;
        }
      }
      range.startContainer.parentElement!.scrollIntoView({ block: "center" });
      getSelection()!.removeAllRanges();
      getSelection()!.addRange(range);
    },
    [from, to],
  );
}

const highlighted = (page: Page) =>
  page.evaluate(() => [...(CSS.highlights.get("shared") ?? [])].map((range) => range.toString()).join());

const scrolled = (page: Page) => page.evaluate(() => scrollY);

describe("without JavaScript", () => {
  test("the mark beside a heading is a link to it, and no button stands there in vain", async () => {
    const page = await open(NOTE, { scripts: false });
    await page.locator("#whiteout .h-share").click();
    expect(new URL(page.url()).hash).toBe("#whiteout");
    expect(await page.locator("button[data-share]:visible").count()).toBe(0);
    await done(page);
  });
});

describe("everything can be shared by keyboard", () => {
  const kinds: readonly (readonly [string, string, (page: Page) => Locator, string, string])[] = [
    [
      "a section",
      NOTE,
      (page) => page.locator("#whiteout .h-share"),
      "이 절 공유",
      "/s/docker-images/whiteout/",
    ],
    [
      "a subsection",
      NOTE,
      (page) => page.locator("#sharing .h-share"),
      "이 절 공유",
      "/s/docker-images/sharing/",
    ],
    ["a note", NOTE, (page) => page.locator("h1 .h-share"), "이 노트 공유", NOTE],
    ["a figure", NOTE, (page) => page.locator(".fig [data-share]").first(), "이 그림 공유", `${NOTE}#fig-`],
    [
      "a table",
      NOTE,
      (page) => page.locator("#whiteout ~ .wide [data-share]").first(),
      "이 표 공유",
      "/s/docker-images/whiteout/",
    ],
    ["code", NOTE, (page) => page.locator(".code [data-share]").first(), "이 코드 공유", "/s/docker-images/"],
    [
      "a lab of a note",
      NOTE,
      (page) => page.locator("section[aria-labelledby=labs] [data-share]").first(),
      "이 실습 공유",
      "/labs/docker-",
    ],
    ["a term", "/glossary/", (page) => page.locator("#image .h-share"), "이 용어 공유", "/glossary/#image"],
    ["a lab in the list", "/labs/", (page) => page.locator("h3 .h-share").first(), "이 실습 공유", "/labs/"],
    [
      "a lab",
      "/labs/docker-images-layer-stacker/",
      (page) => page.locator("h1 .h-share"),
      "이 실습 공유",
      "/labs/docker-images-layer-stacker/",
    ],
  ];
  for (const [name, path, control, label, address] of kinds)
    test(name, async () => {
      const page = await open(path);
      await press(control(page));
      expect(await page.getByRole("dialog", { name: label }).isVisible()).toBe(true);
      expect(await field(page).inputValue()).toContain(site.origin + address);
      expect(await focused(page)).toBe("복사");
      await page.keyboard.press("Escape");
      await menu(page).waitFor({ state: "detached" });
      expect(await control(page).evaluate((element) => element === document.activeElement)).toBe(true);
      await done(page);
    });

  test("a node of a figure that one stands on", async () => {
    const page = await open(NOTE);
    const figure = page.locator(".fig:has([id*='-n-'])").first();
    await figure.locator(".plate").focus();
    await figure.locator(".fig-keys").waitFor({ state: "attached" });
    await page.keyboard.press("Enter");
    await expect.poll(() => figure.locator(".is-current").count()).toBe(1);
    const id = await figure.locator(".is-current").getAttribute("id");
    await press(figure.locator("[data-share]"));
    expect(await field(page).inputValue()).toBe(`${site.origin}${NOTE}#${id}`);
    await done(page);
  });

  test("beside a table it is seen by who points at the table, or is in it by keyboard", async () => {
    const page = await open("/notes/docker-containers/");
    const table = page.locator("main figure.wide:has(.cap)").first();
    const control = table.locator("[data-share]");
    const opacity = () => control.evaluate((element) => getComputedStyle(element).opacity);
    await table.scrollIntoViewIfNeeded();
    await page.mouse.move(0, 0);
    expect(await opacity()).toBe("0");
    await table.hover();
    expect(await opacity()).toBe("1");
    await page.mouse.move(0, 0);
    await table.locator(".scroll").focus();
    expect(await opacity()).toBe("1");
    await done(page);
  });

  test("a term's card; the focus comes back to the word", async () => {
    const page = await open(NOTE);
    const term = page.locator("main a.term").first();
    await page.keyboard.press("Tab");
    await term.focus();
    const card = page.locator(`#card-${await term.getAttribute("data-term")}`);
    await card.waitFor();
    await press(card.locator("[data-share]"));
    expect(await field(page).inputValue()).toBe(
      `${site.origin}/glossary/#${await term.getAttribute("data-term")}`,
    );
    await page.keyboard.press("Escape");
    expect(await term.evaluate((element) => element === document.activeElement)).toBe(true);
    await done(page);
  });

  test("a lab in the state it is in", async () => {
    const page = await open("/labs/docker-images-layer-stacker/");
    const next = page.getByRole("button", { name: "다음" }).first();
    await next.click();
    await expect.poll(() => page.evaluate(() => location.hash)).not.toBe("");
    await press(page.locator("h1 .h-share"));
    expect(await field(page).inputValue()).toBe(page.url());
    await done(page);
  });

  test("a search result, in the dialog and by Shift Enter", async () => {
    const page = await open("/");
    await page.keyboard.press("/");
    const query = page.locator("dialog.search input[aria-label='찾을 말']");
    await query.fill("화이트아웃");
    const section = page.locator(".hit.section[href*='#whiteout']").first();
    await section.waitFor();
    while ((await section.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Enter");
    await page.locator("dialog.search .share-menu").waitFor();
    expect(await field(page).inputValue()).toBe(`${site.origin}/s/docker-images/whiteout/`);
    await page.keyboard.press("Escape");
    await menu(page).waitFor({ state: "detached" });
    expect(await page.locator("dialog.search").isVisible()).toBe(true);
    await section.locator("[data-share]").click();
    await menu(page).waitFor();
    expect(new URL(page.url()).pathname).toBe("/");
    await done(page);
  });

  test("a search, on its page", async () => {
    const page = await open("/search/?q=%EB%A0%88%EC%9D%B4%EC%96%B4");
    await page.locator(".hit").first().waitFor();
    await press(page.getByRole("button", { name: "이 검색 공유" }));
    expect(await field(page).inputValue()).toBe(page.url());
    await done(page);
  });
});

describe("the menu", () => {
  test("copies the address, a Markdown link, and a quotation with its source, and says so", async () => {
    const page = await open(NOTE);
    const control = page.locator("#whiteout .h-share");
    const address = `${site.origin}/s/docker-images/whiteout/`;
    await press(control);
    await page.keyboard.press("Enter");
    await copied(page).toBe(address);
    await expect.poll(() => toast(page).textContent()).toBe("주소를 복사했습니다.");
    expect(await toast(page).getAttribute("role")).toBe("status");
    await menu(page).waitFor({ state: "detached" });

    await press(control);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await copied(page).toBe(`[삭제 표시(화이트아웃) — ${TITLE}](${address})`);

    await press(control);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await copied(page).toMatch(/^> /);
    const quotation = (await copiedText(page))!;
    expect(quotation.startsWith(`> ${SENTENCE}`)).toBe(true);
    expect(
      quotation.endsWith(`\n>\n> — 「${TITLE}」 중 ‘삭제 표시(화이트아웃)’, 고래노트\n> ${address}`),
    ).toBe(true);
    await done(page);
  });

  test("arrows go round, Tab goes on, a second click and a click elsewhere close it", async () => {
    const page = await open(NOTE);
    const control = page.locator("#whiteout .h-share");
    await press(control);
    await page.keyboard.press("ArrowUp");
    expect(await focused(page)).not.toBe("복사");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("복사");
    await page.keyboard.press("Shift+Tab");
    expect(await focused(page)).toBe("주소");
    await control.click();
    await menu(page).waitFor({ state: "detached" });
    await control.click();
    await menu(page).waitFor();
    await page.mouse.click(4, 400);
    await menu(page).waitFor({ state: "detached" });
    await done(page);
  });

  test("without a clipboard the address is selected in a field, and other texts are too", async () => {
    const page = await open(NOTE, { noClipboard: true });
    await press(page.locator("#whiteout .h-share"));
    const selection = () =>
      page.evaluate(() => {
        const box = document.activeElement as HTMLInputElement;
        return box.value?.slice(box.selectionStart ?? 0, box.selectionEnd ?? 0);
      });
    expect(await selection()).toBe(`${site.origin}/s/docker-images/whiteout/`);
    await menu(page).getByRole("button", { name: "복사", exact: true }).click();
    await expect.poll(() => menu(page).getByRole("status").textContent()).toMatch(/복사하세요/);
    await menu(page).getByRole("button", { name: "문장과 출처" }).click();
    await expect.poll(selection).toContain(`> — 「${TITLE}」`);
    await page.keyboard.press("Escape");
    await page.locator("[data-copy-code]").first().click();
    await menu(page).waitFor();
    expect((await selection())?.length).toBeGreaterThan(3);
    await done(page);
  });

  test("offers other apps only where the system has a share sheet, and hands them title and address", async () => {
    const plain = await open(NOTE);
    await plain.evaluate(() =>
      Object.defineProperty(navigator, "share", { value: undefined, configurable: true }),
    );
    await press(plain.locator("#whiteout .h-share"));
    expect(await menu(plain).getByRole("button", { name: "다른 앱으로" }).count()).toBe(0);
    await plain.keyboard.press("Escape");
    await plain.evaluate(() => {
      Object.defineProperty(navigator, "canShare", { value: () => true });
      Object.defineProperty(navigator, "share", {
        value: async (data: ShareData) => void Object.assign(window, { sent: data }),
      });
    });
    await press(plain.locator("#whiteout .h-share"));
    await menu(plain).getByRole("button", { name: "다른 앱으로" }).click();
    await menu(plain).waitFor({ state: "detached" });
    expect(await plain.evaluate(() => (window as { sent?: ShareData }).sent)).toEqual({
      title: `삭제 표시(화이트아웃) — ${TITLE}`,
      url: `${site.origin}/s/docker-images/whiteout/`,
    });
    await done(plain);
  });

  test("shows the card, or no row where there is none", async () => {
    const page = await open(NOTE);
    await page.route("**/cards/**", (route) => route.fulfill({ status: 404 }));
    await press(page.locator("#whiteout .h-share"));
    await expect.poll(() => menu(page).locator(".share-card").count()).toBe(0);
    await done(page);
  });

  for (const width of [320, 360, 1440])
    for (const theme of ["light", "dark"] as const)
      test(`fits and is clean for axe at ${width} px, ${theme}`, async () => {
        const page = await open(NOTE, { width, theme });
        await press(page.locator("#whiteout .h-share"));
        const box = (await menu(page).boundingBox())!;
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await findByAxe(page, ".share-menu")).toEqual([]);
        await done(page);
      });
});

describe("a selected sentence", () => {
  const offer = (page: Page) => page.getByRole("button", { name: "이 문장 공유" });

  test("is offered, reached by the next Tab, and becomes the shortest link that leads to it", async () => {
    const page = await open(NOTE);
    await select(page, "크기가 0인 ", "보이게 한다.");
    await offer(page).waitFor();
    await offer(page).focus();
    await page.keyboard.press("Enter");
    await menu(page).waitFor();
    const address = await field(page).inputValue();
    expect(decodeURIComponent(address)).toBe(`${site.origin}${NOTE}#whiteout:~:text=크기가 0인,보이게 한다.`);
    expect(new URL(address).href).toBe(address);
    await menu(page).getByRole("button", { name: "문장과 출처" }).click();
    await copied(page).toMatch(
      /^> 크기가 0인 app\.conf로 덮어쓰는 것과는 다르다\..*보이게 한다\.\n>\n> — 「이미지와 레이어」/s,
    );
    await done(page);
  });

  test("is quoted without the numbers of sources", async () => {
    const page = await open(NOTE);
    await select(page, "효력이 있다.", "가리지 못한다.");
    await offer(page).click();
    await menu(page).getByRole("button", { name: "문장과 출처" }).click();
    await copied(page).toMatch(/^> 효력이 있다\. 같은 레이어에 든 파일은 가리지 못한다\.\n/);
    await done(page);
  });

  test("is not offered when it is too short, outside the text, or no longer selected", async () => {
    const page = await open(NOTE);
    await page.clock.install();
    await select(page, "크기가 0인 ", "보이게 한다.");
    await offer(page).waitFor();
    await page.keyboard.press("Escape");
    await offer(page).waitFor({ state: "detached" });
    await select(page, "보이게 한다.");
    await offer(page).waitFor();
    await page.evaluate(() => getSelection()!.removeAllRanges());
    await offer(page).waitFor({ state: "detached" });
    await select(page, "한다");
    await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelector(".side, .foot")!));
    await page.clock.runFor(5000);
    expect(await offer(page).count()).toBe(0);
    await done(page);
  });

  test("stands at the bottom on a touch screen, within 320 px", async () => {
    const page = await open(NOTE, { width: 320, touch: true });
    await select(page, "크기가 0인 ", "보이게 한다.");
    await offer(page).waitFor();
    const box = (await offer(page).boundingBox())!;
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(320);
    expect(box.y).toBeGreaterThan(700);
    expect(box.height).toBeGreaterThanOrEqual(44);
    await done(page);
  });
});

describe("a link to a sentence", () => {
  const directive = `text=${encodeURIComponent("크기가 0인")},${encodeURIComponent("보이게 한다.")}`;
  const link = `${NOTE}#whiteout:~:${directive}`;
  const whole = /^크기가 0인 app\.conf로.*보이게 한다\.$/;
  const seen = (page: Page) =>
    page.evaluate(() => {
      const [range] = [...(CSS.highlights.get("shared") ?? [])] as Range[];
      const box = range?.getBoundingClientRect();
      return box !== undefined && box.top >= 0 && box.bottom <= innerHeight;
    });

  for (const width of [360, 1440])
    test(`shows it highlighted, in sight, at ${width} px`, async () => {
      const page = await open(link, {
        width,
        // As a browser that finds no text by itself, which goes to the heading a little later.
        prepare: () => {
          const goToHeading = () => {
            if (!CSS.highlights.has("shared")) return requestAnimationFrame(goToHeading);
            document.getElementById("whiteout")!.scrollIntoView();
            return requestAnimationFrame(() => {
              requestAnimationFrame(() => document.documentElement.setAttribute("data-gone-to-heading", ""));
            });
          };
          goToHeading();
        },
      });
      await expect.poll(() => highlighted(page)).toMatch(whole);
      await page.locator("html[data-gone-to-heading]").waitFor({ state: "attached" });
      expect(await seen(page)).toBe(true);
      expect(await toast(page).count()).toBe(0);
      await done(page);
    });

  test("does so where the browser knows nothing of text fragments, and marks it where it cannot highlight", async () => {
    const old = await chromium.launch(
      await launchOptions(["--disable-blink-features=TextFragmentIdentifiers"]),
    );
    const page = await old.newPage();
    await page.addInitScript(() => {
      const kept = CSS as { highlights?: unknown };
      if (location.search === "?marks") delete kept.highlights;
    });
    await page.goto(site.origin + link);
    expect(await page.evaluate(() => "fragmentDirective" in document)).toBe(false);
    await expect.poll(() => highlighted(page)).toMatch(whole);
    await expect.poll(() => seen(page)).toBe(true);
    await page.goto(site.origin + link.replace("#", "?marks#"));
    await expect
      .poll(async () => (await page.locator("mark.shared").allTextContents()).join(""))
      .toMatch(whole);
    await old.close();
  });

  test("finds what was edited a little, and says so", async () => {
    const page = await open(link, {
      edit: (html) => html.replace("않게 하는", "않도록 하는").replace("보이게 한다.", "보이도록 한다."),
    });
    await expect.poll(() => toast(page).textContent()).toContain("조금 고쳐진");
    expect(await highlighted(page)).toMatch(/^크기가 0인 app\.conf로 덮어쓰는 것과는 다르다\.$/);
    await done(page);
  });

  test("leads to the section when the sentence is gone, and says so", async () => {
    const page = await open(
      `${NOTE}#whiteout:~:text=${encodeURIComponent("전에는 여기 다른 이야기가 적혀 있었다.")}`,
    );
    await expect
      .poll(() => toast(page).textContent())
      .toBe("찾는 문장은 바뀌었습니다. 이 절에서 읽어 보세요.");
    expect(
      await page.locator("#whiteout").evaluate((heading) => heading.getBoundingClientRect().top),
    ).toBeLessThan(300);
    expect(await highlighted(page)).toBe("");
    await done(page);
  });

  test("that was copied leads back to what was selected", async () => {
    const page = await open(NOTE);
    // What stands folded cannot be selected.
    const blocks = await page
      .locator(".prose > p, .prose > ul > li, .prose > .wide td")
      .evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
    const sentences = blocks
      .map((text) => text.replace(/\[?\d+\]?$/, "").trim())
      .filter((text) => text.length > 20);
    expect(sentences.length).toBeGreaterThan(20);
    for (const index of [3, 9, 17, sentences.length - 2]) {
      await page.evaluate((text) => {
        const all = [...document.querySelectorAll(".prose > p, .prose > ul > li, .prose > .wide td")];
        const block = all.find((one) => one.checkVisibility() && one.textContent.includes(text))!;
        block.scrollIntoView({ block: "center" });
        getSelection()!.removeAllRanges();
        getSelection()!.selectAllChildren(block);
      }, sentences[index]!);
      await page.getByRole("button", { name: "이 문장 공유" }).click();
      const address = await field(page).inputValue();
      expect(address).toContain(":~:text=");
      await page.keyboard.press("Escape");
      await page.evaluate(() => getSelection()!.removeAllRanges());
      const other = await open(address.slice(site.origin.length));
      await expect.poll(() => highlighted(other)).not.toBe("");
      const first = sentences[index]!.split(" ")[0]!;
      expect((await highlighted(other)).replace(/\s+/g, " ")).toContain(first);
      await done(other);
    }
    await done(page);
  });
});

test("nothing of sharing breaks the policy", async () => {
  const page = await open(NOTE);
  await page.evaluate(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      Object.assign(window, { breach: `${event.effectiveDirective} ${event.blockedURI} ${event.sample}` });
    });
  });
  await select(page, "크기가 0인 ", "보이게 한다.");
  await page.getByRole("button", { name: "이 문장 공유" }).click();
  await menu(page).waitFor();
  await page.keyboard.press("Escape");
  await press(page.locator("#whiteout .h-share"));
  expect(await page.evaluate(() => (window as { breach?: string }).breach)).toBeUndefined();
  expect(await scrolled(page)).toBeGreaterThan(0);
  await done(page);
});
