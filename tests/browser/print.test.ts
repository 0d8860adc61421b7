import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lettersOf, missingFrom, type PrintedDocument, readPdf, shareOfSize } from "../book/read-pdf.ts";
import { type OpenSite, openSite } from "./open-site.ts";

let site: OpenSite;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

/** Opens a page as a reader who is about to print it. */
async function open(path: string, theme: "light" | "dark" = "light"): Promise<Page> {
  const page = await site.browser.newPage({ colorScheme: theme });
  await page.goto(`${site.origin}${path}`);
  return page;
}

async function print(page: Page): Promise<PrintedDocument> {
  return readPdf(await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true }));
}

/** What the page says that paper must say too. */
function readPage(page: Page) {
  return page.evaluate(() => {
    const texts = (selector: string) =>
      [...document.querySelectorAll(selector)].map((element) => {
        const copy = element.cloneNode(true) as Element;
        for (const part of copy.querySelectorAll(".no, .h-share, .sr")) part.remove();
        return copy.textContent?.trim() ?? "";
      });
    return {
      headings: texts("main h1, .prose :is(h2, h3, h4, h5, h6)"),
      ends: texts("main :is(h1, h2, h3, h4, h5, h6)"),
      labels: texts(".fig svg tspan"),
      captions: texts(".fig figcaption > b, .cap > b"),
      sources: [...document.querySelectorAll<HTMLAnchorElement>(".srcs a")].map((link) => link.href),
      steps: [...document.querySelectorAll<HTMLLIElement>(".lab-words > ol > li")].map(
        (step) => `${step.value}. ${step.textContent}`,
      ),
    };
  });
}

const CHROME = [
  "메뉴",
  "검색",
  "복사",
  "공유",
  "크게",
  "글로 보기",
  "본문으로 건너뛰기",
  "이 노트의 절",
  "이 노트를 가리키는 곳",
  "이전 노트",
  "다음 노트",
  "주소 복사",
  "처음으로",
  "예상 남기기",
  "모든 기록은 이 기기에만 남습니다.",
];

const NOTES = ["/notes/docker-images/", "/notes/kubernetes-scheduling/", "/notes/hypervisor/"];
const LABS = ["/labs/docker-images-layer-stacker/", "/labs/hypervisor-io-path-explorer/"];

describe.each([...NOTES, ...LABS])("%s on paper", (path) => {
  let pdf: PrintedDocument;
  let said: Awaited<ReturnType<typeof readPage>>;

  beforeAll(async () => {
    const page = await open(path);
    said = await readPage(page);
    pdf = await print(page);
    await page.close();
  });

  test("says every heading, every label of a figure, and the address of every source", () => {
    if (NOTES.includes(path)) {
      expect(said.headings.length).toBeGreaterThan(8);
      expect(said.labels.length).toBeGreaterThan(10);
      expect(said.captions.length).toBeGreaterThan(3);
    }
    expect(said.sources.length).toBeGreaterThan(1);
    const { headings, labels, captions, sources } = said;
    expect(missingFrom(pdf, [...headings, ...labels, ...captions, ...sources])).toEqual([]);
  });

  test("has nothing to press and nothing to go on to", () => {
    const lines = pdf.pages.flatMap((page) => page.lines.map((line) => line.trim()));
    expect(lines.filter((line) => CHROME.includes(line))).toEqual([]);
  });

  test("ends no page in a heading, and numbers its pages", () => {
    const headings = new Set(said.ends.map(lettersOf));
    for (const [index, page] of pdf.pages.entries()) {
      const last = lettersOf(page.lines.at(-1) ?? "").replace(/^\d+(?=[^\d])/, "");
      expect(headings.has(last), `page ${index + 1} ends in ${last}`).toBe(false);
      const foot = page.runs.filter(({ y }) => y < 56).map(({ text }) => text);
      expect(foot.join("")).toBe(String(index + 1));
    }
  });

  test("is set on A4 within its margins, in embedded fonts, at 10.5 points", () => {
    for (const page of pdf.pages) {
      expect(Math.round(page.width)).toBe(595);
      expect(Math.round(page.height)).toBe(842);
      for (const { text, x, width } of page.runs) {
        expect(x, text).toBeGreaterThan(50);
        expect(x + width, text).toBeLessThan(545);
      }
    }
    expect(pdf.fonts.filter((font) => !font.embedded)).toEqual([]);
    if (!NOTES.includes(path)) return;
    // A page that is too wide would be printed smaller as a whole.
    expect(shareOfSize(pdf, 10.5)).toBeGreaterThan(0.3);
  });

  test("prints a lab as its first frame with every step in words", () => {
    expect(said.steps.length > 0).toBe(LABS.includes(path));
    expect(missingFrom(pdf, said.steps)).toEqual([]);
  });
});

test("paper is white under the dark theme as well, chosen or the system's", async () => {
  const page = await open("/notes/docker-images/", "dark");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const read = () =>
    page.evaluate(() => {
      const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
      return {
        paper: style("html").backgroundColor,
        ink: style("html").color,
        code: style(".code").backgroundColor,
        box: style(".fig svg rect").fill,
        label: style(".fig svg text").fill,
      };
    });
  const system = await read();
  expect(system.paper).toBe("rgb(255, 255, 255)");
  expect(system.ink).toBe("rgb(0, 0, 0)");
  expect(lightness(system.code)).toBeGreaterThan(0.8);
  expect(lightness(system.box)).toBeGreaterThan(0.8);
  expect(lightness(system.label)).toBe(0);
  await page.evaluate(() => document.documentElement.setAttribute("data-theme", "dark"));
  expect(await read()).toEqual(system);
  await page.close();
});

test("a link to another site gets a letter, and its address stands at the end", async () => {
  const page = await open("/notes/docker-images/");
  // None of our notes has one; this is what the components make of it.
  await page.evaluate(() => {
    const linkSaying = (text: string) => {
      const link = document.createElement("a");
      Object.assign(link, { rel: "noreferrer", href: "https://a.example/long/path", textContent: text });
      return link;
    };
    document.querySelector(".prose p")!.append(" ", linkSaying("바깥 링크"));
    const item = document.createElement("li");
    item.append(linkSaying("https://a.example/long/path"));
    const list = document.createElement("ol");
    list.append(item);
    const aside = document.createElement("aside");
    aside.className = "print-links";
    aside.append(list);
    document.querySelector(".srcs")!.after(aside);
  });
  const seen = await page.evaluate(() => document.querySelector(".print-links")!.getClientRects().length);
  expect(seen, "on a screen the link itself is enough").toBe(0);
  const pdf = await print(page);
  expect(missingFrom(pdf, ["바깥 링크a"])).toEqual([]);
  const lines = pdf.pages.flatMap((sheet) => sheet.lines.map(lettersOf));
  expect(lines.filter((line) => line.includes("a.example"))).toEqual(["a.https://a.example/long/path"]);
  await page.close();
});

function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
