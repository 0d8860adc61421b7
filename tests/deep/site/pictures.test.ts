import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createStaticServer } from "../../../lib/build/serve/static-server.ts";
import * as words from "../../../lib/words/words.ts";
import { type OpenSite, openServer, openSite } from "../../browser/open-site.ts";
import { comparePictures, type Picture, readPicture, writePicture } from "../../support/picture.ts";
import { type Checkout, openCheckout } from "../checkout.ts";

/**
 * What pages look like, against the pictures beside this file, in the locked browser with a font of the lock file.
 * What changes with every edit of a note is taken from notes that are there for it (`notes-of-pictures`).
 *
 * A change that is wanted is taken over on purpose: `npm run pictures`. What differs is shown in
 * `.cache/pictures/index.html`: as it was, as it is, and where.
 */
const ROOT = join(import.meta.dirname, "../../..");
const KEPT = join(import.meta.dirname, "pictures");
const SHOWN = join(ROOT, ".cache/pictures");
const isWriting = process.env.PICTURES === "write";

/** Noise of one line of soft edges is less; letters that stand 2 px aside change hundreds. */
const MOST_CHANGED = 24;
const TALLEST = 1200;
const MOST_BYTES = 6_000_000;

const EVERY = [320, 390, 768, 1440, 1720];
const TWO = [390, 1440];
const THEMES = ["light", "dark"] as const;

type Shot = {
  readonly name: string;
  readonly of: "site" | "notes";
  readonly path: string;
  readonly widths: readonly number[];
  /** What of the page is taken; else the window. */
  readonly part?: string;
  readonly act?: (page: Page) => Promise<void>;
};

const LAYERS = "/labs/docker-images-layer-stacker/";
const BLOCKS = "/notes/1-blocks/";

const SHOTS: readonly Shot[] = [
  { name: "home", of: "site", path: "/", widths: EVERY, part: ".intro" },
  {
    name: "home-layer",
    of: "site",
    path: "/",
    widths: TWO,
    part: ".strata",
    act: (page) => page.locator(".strata summary").last().click(),
  },
  { name: "lab", of: "site", path: LAYERS, widths: EVERY },
  {
    name: "lab-step",
    of: "site",
    path: LAYERS,
    widths: TWO,
    part: "[data-island]",
    act: async (page) => {
      // The address comes a moment after the step.
      const said = () =>
        Promise.all(
          ["[role=status], [data-island] [aria-live]", ".bench-address code"].map((part) =>
            page.locator(`[data-island] ${part}`).first().textContent(),
          ),
        );
      const [caption, address] = await said();
      await page.getByRole("button", { name: words.next, exact: true }).first().click();
      await expect
        .poll(async () => {
          const [captionNow, addressNow] = await said();
          return captionNow !== caption && addressNow !== address;
        })
        .toBe(true);
    },
  },
  {
    name: "calculator",
    of: "site",
    path: "/labs/microservices-latency-chain/",
    widths: TWO,
    part: "[data-island]",
  },
  {
    name: "exercise",
    of: "site",
    path: "/labs/docker-overview-misconceptions/",
    widths: TWO,
    part: "[data-island]",
  },
  {
    name: "chooser",
    of: "site",
    path: "/labs/docker-containers-storage-chooser/",
    widths: TWO,
    part: "[data-island]",
  },
  {
    name: "cluster",
    of: "site",
    path: "/labs/cluster/",
    widths: EVERY,
    // The YAML goes to what changed, after it has been drawn.
    act: async (page) => {
      await page.waitForFunction(() => {
        const text = document.querySelector<HTMLElement>(".cl-yaml");
        return !text?.offsetParent || text.scrollTop > 0;
      });
    },
  },
  { name: "map", of: "site", path: "/map/", widths: TWO, part: ".map-legend" },
  { name: "accessibility", of: "site", path: "/accessibility/", widths: TWO, part: ".stands" },
  { name: "foot", of: "site", path: "/accessibility/", widths: EVERY, part: ".foot" },
  { name: "note", of: "notes", path: BLOCKS, widths: EVERY },
  { name: "note-boxes", of: "notes", path: `${BLOCKS}#sangja`, widths: TWO },
  { name: "note-tables", of: "notes", path: BLOCKS, widths: TWO, part: "main" },
  {
    name: "note-figure",
    of: "notes",
    path: BLOCKS,
    widths: TWO,
    part: "figure.fig",
    act: (page) => page.locator("figure.fig").first().scrollIntoViewIfNeeded(),
  },
  {
    name: "note-menu",
    of: "notes",
    path: BLOCKS,
    widths: [390],
    act: (page) => page.getByRole("button", { name: words.listOfNotes }).click(),
  },
  {
    name: "note-share",
    of: "notes",
    path: BLOCKS,
    widths: TWO,
    act: async (page) => {
      await page.locator("h1 .h-share").click();
      await page.locator(".share-menu").waitFor();
      // The port is another each time.
      await page.locator(".share-menu").evaluate((menu) => {
        const field = menu.querySelector("input");
        if (field) field.value = field.value.replace(location.origin, "https://notes.example");
        const walk = document.createTreeWalker(menu, NodeFilter.SHOW_TEXT);
        while (walk.nextNode())
          walk.currentNode.nodeValue = walk.currentNode.nodeValue!.replace(
            location.origin,
            "https://notes.example",
          );
      });
    },
  },
  {
    name: "note-term",
    of: "notes",
    path: BLOCKS,
    widths: TWO,
    act: async (page) => {
      await page.locator("a.term").first().focus();
      await page.locator(".def:popover-open").first().waitFor();
    },
  },
  {
    name: "settings",
    of: "notes",
    path: BLOCKS,
    widths: [1440],
    act: async (page) => {
      await page.locator("header.top [data-settings]").click();
      await page.locator(".settings").waitFor();
    },
  },
  {
    name: "palette",
    of: "notes",
    path: BLOCKS,
    widths: TWO,
    act: async (page) => {
      await page.keyboard.press("?");
      await page.locator("dialog[open]").waitFor();
    },
  },
  {
    name: "search",
    of: "notes",
    path: "/notes/",
    widths: EVERY,
    act: async (page) => {
      await page.keyboard.press("/");
      await searchFor(page, "레이어");
    },
  },
  {
    name: "search-nothing",
    of: "notes",
    path: "/notes/",
    widths: TWO,
    act: async (page) => {
      await page.keyboard.press("/");
      await searchFor(page, "ㅁㄴㅇㄹ");
    },
  },
  { name: "search-page", of: "notes", path: "/search/", widths: TWO },
  { name: "home-of-others", of: "notes", path: "/", widths: TWO },
  { name: "notes", of: "notes", path: "/notes/", widths: TWO },
  { name: "glossary", of: "notes", path: "/glossary/", widths: TWO },
  { name: "tags", of: "notes", path: "/tags/", widths: TWO },
  {
    name: "review",
    of: "notes",
    path: "/review/",
    widths: TWO,
    act: (page) => page.locator("main h2").first().waitFor(),
  },
  {
    name: "my",
    of: "notes",
    path: "/my/",
    widths: TWO,
    act: (page) => page.locator("main h2").first().waitFor(),
  },
  { name: "lost", of: "notes", path: "/nowhere/", widths: TWO },
];

/** Search answers with titles first, and with all it has when it says how much that is. */
async function searchFor(page: Page, query: string): Promise<void> {
  const dialog = page.locator("dialog[open]");
  await dialog.getByRole("combobox").fill(query);
  await dialog.locator("[role=status]", { hasText: /^결과/ }).waitFor({ state: "attached" });
}

let checkout: Checkout;
let site: OpenSite;
let notes: OpenSite;
let fonts: readonly string[];
const seen: { name: string; before: boolean; changed: number }[] = [];

beforeAll(async () => {
  rmSync(SHOWN, { recursive: true, force: true });
  mkdirSync(SHOWN, { recursive: true });
  if (isWriting) rmSync(KEPT, { recursive: true, force: true });
  mkdirSync(KEPT, { recursive: true });
  fonts = ["Regular", "Bold"].map((weight) =>
    readFileSync(
      join(ROOT, `node_modules/pretendard/dist/web/static/woff2-subset/Pretendard-${weight}.subset.woff2`),
    ).toString("base64"),
  );
  checkout = openCheckout();
  const { code, output } = await checkout.run("build", {
    NOTES_DIR: join(import.meta.dirname, "notes-of-pictures"),
  }).ended;
  if (code !== 0) throw new Error(output);
  site = await openSite();
  notes = await openServer(createStaticServer(join(checkout.root, "out")), 6400);
});
afterAll(async () => {
  await notes?.close();
  await site?.close();
  checkout?.remove();
  writeReport();
});

async function open(
  { of, path, act }: Shot,
  width: number,
  colorScheme: (typeof THEMES)[number],
): Promise<Page> {
  const { browser, origin } = of === "site" ? site : notes;
  const page = await browser.newPage({
    viewport: { width, height: width < 768 ? 800 : 900 },
    colorScheme,
    reducedMotion: "reduce",
    locale: "ko-KR",
    timezoneId: "Asia/Seoul",
  });
  await page.clock.setFixedTime("2026-03-02T09:00:00+09:00");
  await page.goto(origin + path);
  await page.evaluate(async (files) => {
    for (const [index, file] of files.entries()) {
      const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
      document.fonts.add(await new FontFace("Pinned", bytes, { weight: index === 0 ? "400" : "700" }).load());
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(':root { --font: "Pinned" !important; --mono: "Pinned" !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, fonts);
  await untilAlive(page);
  await act?.(page);
  // Whatever the scripts of the page still had to draw is drawn.
  await page.evaluate(
    () =>
      new Promise((done) =>
        requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(done))),
      ),
  );
  return page;
}

/** Waits for the islands that are in the window: React says of what it has taken over that it is its own. */
async function untilAlive(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const isOwn = (element: Element | null, mark: string) =>
      element !== null && Object.keys(element).some((key) => key.startsWith(mark));
    return [...document.querySelectorAll("[data-island-root]")].every(
      (root) =>
        root.getBoundingClientRect().top >= innerHeight ||
        (isOwn(root, "__reactContainer") &&
          (root.firstElementChild === null || isOwn(root.firstElementChild, "__reactFiber"))),
    );
  });
}

async function take(page: Page, part: string | undefined): Promise<Picture> {
  if (part === undefined) return readPicture(await page.screenshot({ animations: "disabled" }));
  const place = page.locator(part).first();
  await place.waitFor();
  const { x, y, width, height } = await place.evaluate((element) => {
    const box = element.getBoundingClientRect();
    return { x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height };
  });
  return readPicture(
    await page.screenshot({
      animations: "disabled",
      fullPage: true,
      clip: {
        x: Math.max(0, x),
        y,
        width: Math.min(width, page.viewportSize()!.width),
        height: Math.min(height, TALLEST),
      },
    }),
  );
}

const views = SHOTS.flatMap((shot) =>
  shot.widths.flatMap((width) =>
    THEMES.map((theme) => ({ name: `${shot.name}-${width}-${theme}`, shot, width, theme })),
  ),
);

describe("pages look as their pictures do", () => {
  test.each(views)("$name", async ({ name, shot, width, theme }) => {
    const page = await open(shot, width, theme);
    const now = await take(page, shot.part);
    await page.close();
    const kept = join(KEPT, `${name}.png`);
    if (isWriting) {
      writeFileSync(kept, writePicture(now));
      return;
    }
    writeFileSync(join(SHOWN, `${name}-now.png`), writePicture(now));
    if (!existsSync(kept)) {
      seen.push({ name, before: false, changed: now.pixels.length });
      expect.fail(`no picture of ${name}: npm run pictures`);
    }
    const file = readFileSync(kept);
    const { changed, shown } = comparePictures(await readPicture(file), now);
    if (changed > MOST_CHANGED) {
      writeFileSync(join(SHOWN, `${name}-before.png`), file);
      writeFileSync(join(SHOWN, `${name}-where.png`), writePicture(shown));
      seen.push({ name, before: true, changed });
    } else rmSync(join(SHOWN, `${name}-now.png`));
    expect(changed, "pixels that changed; see .cache/pictures/index.html").toBeLessThanOrEqual(MOST_CHANGED);
  });

  test("two takes of one page are the same, and one in which a heading stands 2 px aside is not", async () => {
    const shot = SHOTS.find(({ name }) => name === "note")!;
    const [first, second] = [await open(shot, 1440, "light"), await open(shot, 1440, "light")];
    const before = await take(first, undefined);
    expect(comparePictures(before, await take(second, undefined)).changed).toBeLessThanOrEqual(MOST_CHANGED);
    await second.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("h1 { translate: 2px 0 }");
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    });
    expect(comparePictures(before, await take(second, undefined)).changed).toBeGreaterThan(MOST_CHANGED * 4);
    await first.close();
    await second.close();
  });

  test("there is no picture of what is no longer taken, and all together are small", () => {
    const files = readdirSync(KEPT);
    expect(files.map((file) => file.replace(/\.png$/, "")).sort()).toEqual(
      views.map(({ name }) => name).sort(),
    );
    const bytes = files.reduce((sum, file) => sum + statSync(join(KEPT, file)).size, 0);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });
});

/** All that differs, beside each other, for somebody to look at. */
function writeReport(): void {
  const rows = seen.map(({ name, before, changed }) => {
    const kinds = before ? ["before", "now", "where"] : ["now"];
    const pictures = kinds.map(
      (kind) => `<figure><figcaption>${kind}</figcaption><img src="${name}-${kind}.png" alt=""></figure>`,
    );
    return `<section><h2>${name}: ${changed} px</h2><div>${pictures.join("")}</div></section>`;
  });
  const style =
    "body{font:16px sans-serif;margin:2rem}div{display:flex;gap:1rem;overflow:auto}figure{margin:0}img{max-width:42rem;border:1px solid #888}";
  writeFileSync(
    join(SHOWN, "index.html"),
    `<!doctype html><meta charset="utf-8"><title>pictures</title><style>${style}</style><h1>${seen.length} differ</h1>${rows.join("\n")}`,
  );
}
