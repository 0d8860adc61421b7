import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { lettersOf, missingFrom, mostUsedSize, type PrintedDocument, readPdf } from "../book/read-pdf.ts";

/** Prints a page as a reader does. */
export async function print(page: Page): Promise<PrintedDocument> {
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
        // Steps are numbered from 0 by their `value`; answers of an exercise have no numbers.
        (step) => (step.hasAttribute("value") ? `${step.value}. ` : "") + step.textContent,
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

/**
 * Tests that a page printed says all that it says on a screen, and nothing to press.
 * @param open opens the page as a reader who is about to print it
 * @param kind of a page that has all that pages of its kind can have
 */
export function testOnPaper(
  path: string,
  open: (path: string) => Promise<Page>,
  kind?: "note" | "lab",
): void {
  describe(`${path} on paper`, () => {
    let pdf: PrintedDocument;
    let said: Awaited<ReturnType<typeof readPage>>;

    beforeAll(async () => {
      const page = await open(path);
      said = await readPage(page);
      pdf = await print(page);
      await page.close();
    });

    test("says every heading, every label of a figure, and the address of every source", () => {
      if (kind === "note") {
        expect(said.headings.length).toBeGreaterThan(8);
        expect(said.labels.length).toBeGreaterThan(10);
        expect(said.captions.length).toBeGreaterThan(3);
      }
      if (kind !== undefined) expect(said.sources.length).toBeGreaterThan(1);
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
      if (!path.startsWith("/notes/")) return;
      // A page that is too wide would be printed smaller as a whole.
      expect(mostUsedSize(pdf)).toBe(10.5);
    });

    test("prints a lab as its first frame with every step in words", () => {
      if (kind !== undefined) expect(said.steps.length > 0).toBe(kind === "lab");
      expect(missingFrom(pdf, said.steps)).toEqual([]);
    });
  });
}
