import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as words from "../../lib/words/words.ts";
import { findByAxe } from "./axe.ts";
import { type OpenSite, openSite } from "./open-site.ts";

/** One page of each kind: what the promises of `/accessibility/` are tried on. */
const PAGES = [
  "/",
  "/notes/",
  "/notes/docker-images/",
  "/glossary/",
  "/map/",
  "/versions/",
  "/sources/",
  "/corrections/",
  "/search/",
  "/review/",
  "/my/",
  "/offline/",
  "/labs/",
  "/labs/docker-images-layer-stacker/",
  "/labs/microservices-latency-chain/",
  "/labs/cluster/",
  "/accessibility/",
];
const LAB = "/labs/docker-images-layer-stacker/";
const NOTE = "/notes/docker-images/";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

async function open(path: string): Promise<Page> {
  const page = await site.browser.newPage({
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  });
  await page.goto(site.origin + path);
  return page;
}

/** Own styles, as a reader's extension brings them: the policy of the page lets no style element in. */
async function restyle(page: Page, css: string): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, css);
}

/** By how much a page is wider than its window, and what is wider than its place and not reached by keyboard. */
function findOverflow(page: Page): Promise<{ sideways: number; unreached: string[]; cut: string[] }> {
  return page.evaluate(() => {
    const nameOf = (element: Element) => `${element.tagName} .${element.getAttribute("class") ?? ""}`;
    const unreached: string[] = [];
    const cut: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>("main *")) {
      if (!element.checkVisibility() || element.closest("svg, .sr, [inert]")) continue;
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const isWide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
      const isReached =
        element.tabIndex >= 0 || element.querySelector("a, button, input, select, [tabindex]");
      if (isWide && /auto|scroll/.test(overflowX) && !isReached) unreached.push(nameOf(element));
      const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      const isTall = element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 1;
      if (hasText && textOverflow !== "ellipsis" && /hidden|clip/.test(overflowY) && isTall)
        cut.push(nameOf(element));
    }
    return { sideways: document.documentElement.scrollWidth - innerWidth, unreached, cut };
  });
}

describe.each(PAGES)("%s", (path) => {
  // One page is looked at in many ways; what changes it comes last.
  let page: Page;
  beforeAll(async () => {
    page = await open(path);
  });
  afterAll(() => page.close());
  const resize = (width: number, height = 900) => page.setViewportSize({ width, height });

  test("at 400 % nothing scrolls sideways, and what scrolls by itself is reached by keyboard", async () => {
    await resize(320, 256);
    expect(await findOverflow(page)).toMatchObject({ sideways: 0, unreached: [] });
  });

  test("at 200 % nothing is cut off or scrolls sideways", async () => {
    // 1280 × 900 at 200 %.
    await resize(640, 450);
    expect(await findOverflow(page)).toMatchObject({ sideways: 0, cut: [] });
  });

  test.each([320, 1440])("at %d px every target is 24 px, or has room around it", async (width) => {
    await resize(width);
    expect(await findSmallTargets(page)).toEqual([]);
  });

  test("what is seen of a name is part of what is spoken", async () => {
    await resize(1440);
    const others = await page.evaluate(() => {
      const plain = (text: string) => text.replace(/[\s·…:]+/g, "").toLowerCase();
      return [...document.querySelectorAll<HTMLElement>(":is(a, button, summary, input)[aria-label]")]
        .filter((element) => element.checkVisibility())
        .map((element) => ({ seen: element.textContent ?? "", spoken: element.getAttribute("aria-label")! }))
        .filter(({ seen, spoken }) => /\p{L}{2}/u.test(seen) && !plain(spoken).includes(plain(seen)));
    });
    expect(others).toEqual([]);
  });

  test("in forced colours axe finds nothing, and the focus is a line", async () => {
    await resize(1440);
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    expect(await findByAxe(page)).toEqual([]);
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press("Tab");
      const [line, what] = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement!);
        const ring = document.activeElement!.querySelector(".ring");
        const isLine = outlineStyle !== "none" && outlineWidth !== "0px";
        return [
          isLine || (ring !== null && getComputedStyle(ring).stroke !== "none"),
          document.activeElement!.outerHTML.slice(0, 90),
        ];
      });
      expect(line, `stop ${step}: ${what}`).toBe(true);
    }
  });

  test("Tab goes on through the whole of it, under no bar, and stays on the page", async () => {
    await page.emulateMedia({ forcedColors: "none", reducedMotion: "reduce" });
    await page.reload();
    const address = page.url();
    const first = [NOTE, "/glossary/", "/map/", "/sources/"].includes(path) ? 80 : 400;
    let isThrough = false;
    for (let step = 0; step < first && !isThrough; step++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(() => {
        const { activeElement } = document;
        if (activeElement === null || activeElement === document.body) return "end";
        const box = activeElement.getBoundingClientRect();
        const x = Math.min(innerWidth - 1, Math.max(0, box.x + Math.min(box.width, 40) / 2));
        const top = document.elementFromPoint(x, Math.max(0, box.bottom - 2));
        const bar = top?.closest(".top, .where-bar, .jump, .bench-bar");
        const isHidden = bar != null && !bar.contains(activeElement);
        if (isHidden) return `hidden: ${activeElement.outerHTML.slice(0, 90)}`;
        return activeElement.closest(".foot") ? "end" : "";
      });
      isThrough = stop === "end";
      if (!isThrough) expect(stop).toBe("");
    }
    expect(page.url()).toBe(address);
    // Long lists are walked a part of the way: they hold links and nothing that could hold one.
    expect(isThrough || first === 80).toBe(true);
  });

  test("with wide spacing of lines, words and letters nothing is cut off", async () => {
    await resize(390, 800);
    await restyle(
      page,
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
    );
    expect(await findOverflow(page)).toMatchObject({ sideways: 0, cut: [] });
  });
});

/** Targets that are neither 24 px, nor in a sentence, nor alone in a circle of 24 px (WCAG 2.2, 2.5.8). */
function findSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const selector =
      "a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button], [role=slider], [role=tab]";
    const targets = [...document.querySelectorAll<HTMLElement>(selector)]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .map((element) => {
        // A label is pressed for its field.
        const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
        const boxes = [element, label].filter((one) => one != null).map((one) => one.getBoundingClientRect());
        const width = Math.max(...boxes.map((box) => box.width));
        const height = Math.max(...boxes.map((box) => box.height));
        return { element, box: boxes[0]!, width, height };
      })
      .filter(({ width, height }) => width > 1 && height > 1);
    const isInSentence = (element: Element): boolean => {
      if (getComputedStyle(element).display !== "inline") return false;
      const around = element.parentElement!;
      const isText = (node: Node) => node.nodeType === 3 && (node.nodeValue ?? "").trim().length > 1;
      return [...around.childNodes].some(isText) || isInSentence(around);
    };
    const small = targets.filter(
      ({ element, width, height }) => (width < 23.9 || height < 23.9) && !isInSentence(element),
    );
    const centre = (box: DOMRect) => [box.x + box.width / 2, box.y + box.height / 2] as const;
    return small
      .filter(({ element, box }) => {
        const [x, y] = centre(box);
        return targets.some((other) => {
          if (other.element === element || other.element.contains(element) || element.contains(other.element))
            return false;
          const isSmall = small.includes(other);
          const [otherX, otherY] = centre(other.box);
          if (isSmall) return Math.hypot(x - otherX, y - otherY) < 24;
          const dx = Math.max(other.box.left - x, 0, x - other.box.right);
          const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
          return Math.hypot(dx, dy) < 12;
        });
      })
      .map(
        ({ element, width, height }) =>
          `${Math.round(width)}×${Math.round(height)} ${element.outerHTML.slice(0, 90)}`,
      );
  });
}

describe("everywhere", () => {
  test("the header has the same links with the same names in the same order", async () => {
    const page = await open("/");
    const seen = new Set<string>();
    for (const path of PAGES) {
      await page.goto(site.origin + path);
      const links = await page
        .locator("header.top a, header.top button")
        .evaluateAll((all) =>
          all
            .filter((one) => one.checkVisibility())
            .map((one) => one.getAttribute("aria-label") ?? one.textContent?.trim()),
        );
      // Only the list of notes has its button where there is one.
      seen.add(links.filter((name) => name !== words.listOfNotes).join(" | "));
    }
    expect([...seen]).toHaveLength(1);
    await page.close();
  });

  test("no two pages have the same title, and each says the site's name", async () => {
    const page = await open("/");
    const titles: string[] = [];
    for (const path of PAGES) {
      await page.goto(site.origin + path);
      titles.push(await page.title());
    }
    expect(new Set(titles).size).toBe(PAGES.length);
    expect(titles.filter((title) => !title.includes(words.siteName))).toEqual([]);
    await page.close();
  });

  test("English names say that they are English", async () => {
    const page = await open(NOTE);
    for (const path of [NOTE, "/glossary/", "/map/"]) {
      await page.goto(site.origin + path);
      const wrong = await page.evaluate(() => {
        const names = [...document.querySelectorAll(".en, .terms dt span, main [data-en]")];
        const foreign = names.filter((one) =>
          /^[A-Za-z][A-Za-z .()'/-]{3,}$/.test(one.textContent?.trim() ?? ""),
        );
        return {
          count: foreign.length,
          wrong: foreign
            .filter((one) => one.closest("[lang]")?.getAttribute("lang") !== "en")
            .map((one) => one.outerHTML.slice(0, 80)),
        };
      });
      expect(wrong.wrong, path).toEqual([]);
      if (path !== "/map/") expect(wrong.count, path).toBeGreaterThan(0);
    }
    await page.close();
  });

  test("nothing makes a sound, shows a film, loads itself anew or asks for a way to hold the device", async () => {
    const page = await open("/");
    for (const path of PAGES) {
      await page.goto(site.origin + path);
      const found = await page.evaluate(() => ({
        media: document.querySelectorAll("audio, video, iframe, object, embed, marquee, blink").length,
        refresh: document.querySelectorAll("meta[http-equiv=refresh]").length,
        turned: [...document.styleSheets]
          .flatMap((sheet) => [...sheet.cssRules])
          .filter((rule) => /\(orientation/.test(rule.cssText.slice(0, 200))).length,
        endless: document
          .getAnimations()
          .filter((one) => one.effect?.getTiming().iterations === Number.POSITIVE_INFINITY).length,
      }));
      expect(found, path).toEqual({ media: 0, refresh: 0, turned: 0, endless: 0 });
    }
    await page.close();
  });

  test("a press that is taken off a button before it ends does nothing", async () => {
    const page = await open(NOTE);
    const button = page.locator("header.top [data-theme-button]").first();
    const before = await button.getAttribute("aria-label");
    const box = (await button.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + 300);
    await page.mouse.up();
    expect(await button.getAttribute("aria-label")).toBe(before);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBeUndefined();
    await page.close();
  });

  test.each(["light", "dark"] as const)(
    "the edges of fields and buttons stand out, %s",
    async (colorScheme) => {
      const page = await open(LAB);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const faint = await page.evaluate(() => {
        const read = (color: string): number[] => {
          const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
          pen.fillStyle = color;
          pen.fillRect(0, 0, 1, 1);
          return [...pen.getImageData(0, 0, 1, 1).data];
        };
        const light = (color: number[]) => {
          const [r = 0, g = 0, b = 0] = color.slice(0, 3).map((part) => {
            const share = part / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = (element: Element | null): number[] => {
          for (let one = element; one; one = one.parentElement) {
            const color = read(getComputedStyle(one).backgroundColor);
            if (color[3] === 255) return color;
          }
          return [255, 255, 255, 255];
        };
        return [
          ...document.querySelectorAll<HTMLElement>(
            "header.top button, main :is(select, input[type=text], input[type=number])",
          ),
        ]
          .filter((one) => one.checkVisibility() && getComputedStyle(one).borderTopWidth !== "0px")
          .map((one) => {
            const [a, b] = [
              light(read(getComputedStyle(one).borderTopColor)),
              light(ground(one.parentElement)),
            ];
            return {
              ratio: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05),
              what: one.outerHTML.slice(0, 80),
            };
          })
          .filter(({ ratio }) => ratio < 3);
      });
      expect(faint).toEqual([]);
      await page.close();
    },
  );

  test.each([LAB, "/labs/cluster/"])("a link of its own leads past the bench of %s", async (path) => {
    const page = await open(path);
    const skip = page.locator("main > .skip");
    await skip.focus();
    expect(await skip.evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThanOrEqual(
      24,
    );
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const place = await page.evaluate(() => {
      const bench = document.querySelector("main [data-island]");
      return bench === null
        ? "none"
        : bench.compareDocumentPosition(document.activeElement!) & 4
          ? "after"
          : "before";
    });
    expect(place).toBe("after");
    await page.close();
  });
});
