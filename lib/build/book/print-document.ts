import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import type { Browser, Page } from "playwright-core";
import { contentType } from "../../headers/content-type.ts";
import type { Browser as FoundBrowser } from "../machine/find-chromium.ts";
import { type PrintedPlaces, readPlaces } from "./read-pdf.ts";

/** An origin that exists only inside the printing browser; nothing there reaches the network. */
const ORIGIN = "http://book.invalid";
/** The first Chromium that prints in the margins of a page. */
const OLDEST = 131;
/** A number that changes how many digits it has may push a line; more rounds than this never settle. */
const MOST_PRINTS = 6;
const PATIENCE = 300_000;

const FONTS: Readonly<Record<string, string>> = {
  "Pretendard-Regular.woff2": "node_modules/pretendard/dist/web/static/woff2",
  "Pretendard-Bold.woff2": "node_modules/pretendard/dist/web/static/woff2",
  "KaTeX_Typewriter-Regular.ttf": "node_modules/katex/dist/fonts",
};

export type PrintOptions = {
  readonly root: string;
  /** Folder of the export, for style sheets and pictures. */
  readonly out: string;
  /** How to start the browser that prints. */
  readonly browser: FoundBrowser;
  /** Told before each print: 1, 2, … */
  readonly onPrint: (round: number) => void;
};

/**
 * Prints a document to PDF with bookmarks, tags and links. What stands in `[data-at]` becomes the
 * number of the page where that id is: printed once to learn the numbers, and again until none changes.
 * @throws Error with a Korean sentence when there is no browser for it, or no end to it
 */
export async function printDocument(
  html: string,
  options: PrintOptions,
): Promise<{ readonly pdf: Uint8Array; readonly places: PrintedPlaces }> {
  const browser = await openBrowser(options.browser);
  try {
    const page = await browser.newPage({ locale: "ko-KR", timezoneId: "UTC", colorScheme: "light" });
    page.setDefaultTimeout(PATIENCE);
    await serveBook(page, html, options);
    await page.goto(`${ORIGIN}/`, { timeout: PATIENCE });
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => Promise.all([...document.fonts].map((font) => font.load())));
    await page.evaluate(putPaperBehindLabels);
    let before = new Map<string, number>();
    for (let round = 1; round <= MOST_PRINTS; round++) {
      options.onPrint(round);
      // The first print is for the numbers only; tags and bookmarks take time and change no line.
      const whole = round > 1;
      const pdf = await page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        outline: whole,
        tagged: whole,
      });
      const places = await readPlaces(pdf);
      const now = new Map([...places.pageOf].sort());
      if (whole && sameNumbers(before, now)) return { pdf, places };
      await page.evaluate(writeNumbers, Object.fromEntries(now));
      before = now;
    }
    throw new Error("차례의 쪽 번호가 정해지지 않았습니다. `--subject`로 한 주제씩 만들어 보세요.");
  } finally {
    await browser.close();
  }
}

async function openBrowser(found: FoundBrowser): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  let browser: Browser;
  try {
    browser = await chromium.launch({
      executablePath: found.executablePath,
      args: [...found.args],
      env: found.env,
      headless: true,
    });
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split("\n")[0];
    throw new Error(
      `브라우저를 시작하지 못했습니다: ${found.executablePath} (${reason}). CHROMIUM_PATH에 다른 크롬이나 크로미움의 경로를 적어 주세요.`,
      { cause: error },
    );
  }
  const version = browser.version();
  if (Number.parseInt(version, 10) >= OLDEST) return browser;
  await browser.close();
  throw new Error(
    `크로미움 ${OLDEST} 이상이 필요합니다. 지금은 ${version}입니다(${found.executablePath}). 새 판을 설치하거나 CHROMIUM_PATH에 경로를 적어 주세요.`,
  );
}

/** Answers with the book, the fonts of the locked packages, and files of the export; all else fails. */
async function serveBook(page: Page, html: string, { root, out }: PrintOptions): Promise<void> {
  const folder = resolve(out);
  await page.route("**/*", async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== ORIGIN) return route.abort();
    if (url.pathname === "/") return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
    const name = decodeURIComponent(url.pathname);
    const font = name.startsWith("/book-fonts/") ? name.slice("/book-fonts/".length) : undefined;
    const path =
      font === undefined ? resolve(folder, `.${name}`) : join(root, FONTS[font] ?? "missing", font);
    if (font === undefined && !path.startsWith(folder + sep)) return route.abort();
    if (!existsSync(path) || !statSync(path).isFile()) return route.abort();
    return route.fulfill({ contentType: contentType(path), body: readFileSync(path) });
  });
}

function sameNumbers(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...b].every(([id, page]) => a.get(id) === page);
}

/** Runs in the page. A place that was not printed has no number, and no arrow to it. */
function writeNumbers(pageOf: Readonly<Record<string, number>>): void {
  for (const slot of document.querySelectorAll<HTMLElement>("[data-at]")) {
    const number = pageOf[slot.dataset.at ?? ""];
    if (number === undefined) slot.remove();
    else slot.textContent = String(number);
  }
}

/**
 * Runs in the page. Letters with a rim are printed as drawings of their own, which make half of the
 * file; a piece of paper behind the words keeps lines from crossing them as well.
 */
function putPaperBehindLabels(): void {
  const labels = [...document.querySelectorAll<SVGTextElement>("svg text[paint-order]")];
  // All are measured before anything is changed, or the whole book would be laid out for each.
  const boxes = labels.map((label) => label.getBBox());
  for (const [index, label] of labels.entries()) {
    const { x, y, width, height } = boxes[index]!;
    const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x: x - 1, y, width: width + 2, height }))
      paper.setAttribute(name, value.toFixed(1));
    paper.setAttribute("fill", label.getAttribute("stroke") ?? "none");
    for (const name of ["stroke", "stroke-width", "stroke-linejoin", "paint-order"])
      label.removeAttribute(name);
    label.before(paper);
  }
}
