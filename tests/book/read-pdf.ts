import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

/** A run of letters as it is printed; points, from the lower left corner of the page. */
export type Run = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
};

/** A link: what it covers, and the page it leads to, or the address. */
export type PrintedLink = {
  readonly text: string;
  readonly toPage: number | undefined;
  readonly url: string | undefined;
};

export type PrintedPage = {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  /** The lines of the type area from top to bottom, without what is printed in the margins. */
  readonly lines: readonly string[];
  readonly links: readonly PrintedLink[];
};

export type PrintedOutline = { readonly title: string; readonly level: number; readonly page: number };

export type PrintedFont = { readonly name: string; readonly embedded: boolean; readonly drawn: boolean };

export type PrintedDocument = {
  readonly pages: readonly PrintedPage[];
  /** All bookmarks, in order. */
  readonly outline: readonly PrintedOutline[];
  readonly fonts: readonly PrintedFont[];
  readonly language: string;
  readonly title: string;
};

/** Height of the margins that page numbers and running heads stand in, in points. */
const MARGIN = 56;

/**
 * Letters alone, for comparing what was written with what was printed, wherever lines were broken. In their
 * compatible forms: a font's one glyph for U+00B5 and U+03BC is read back as either.
 */
export function lettersOf(text: string): string {
  return text.normalize("NFKC").replace(/[\s\u2060\u200b]+/g, "");
}

/** All letters of the type areas in the order they are drawn in: cells and columns one after the other. */
export function lettersIn(document: PrintedDocument): string {
  const runs = document.pages.flatMap((page) => page.runs.filter((run) => isInside(run, page.height)));
  return lettersOf(runs.map(({ text }) => text).join(""));
}

/** Those of the texts that are not printed, however their lines were broken. */
export function missingFrom(document: PrintedDocument, texts: readonly string[]): string[] {
  const printed = lettersIn(document);
  return texts.filter((text) => !printed.includes(lettersOf(text)));
}

function isInside({ y }: Run, height: number): boolean {
  return y > MARGIN && y < height - MARGIN;
}

/** The size that most letters are set in, in points, to a tenth: that of the running text, if nothing shrank it. */
export function mostUsedSize(document: PrintedDocument): number {
  const letters = new Map<number, number>();
  for (const { text, size } of document.pages.flatMap((page) => page.runs)) {
    const rounded = Math.round(size * 10) / 10;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
}

/** Everything the tests ask of a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<PrintedDocument> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, fontExtraProperties: true });
  const document = await task.promise;
  const fonts = new Map<string, PrintedFont>();
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    pages.push(await readPage(document, page));
    await collectFonts(page, fonts);
  }
  const { info } = await document.getMetadata();
  const facts = info as { readonly Language?: string; readonly Title?: string };
  const outline = await readOutline(document, await document.getOutline(), 1);
  await task.destroy();
  return {
    pages,
    outline,
    fonts: [...fonts.values()],
    language: facts.Language ?? "",
    title: facts.Title ?? "",
  };
}

async function readPage(document: PDFDocumentProxy, page: PDFPageProxy): Promise<PrintedPage> {
  const [, , width = 0, height = 0] = page.view;
  const { items } = await page.getTextContent();
  const runs = items.flatMap((item): Run[] => {
    if (!("str" in item) || item.str.trim() === "") return [];
    const [, , , , x = 0, y = 0] = item.transform as readonly number[];
    return [{ text: item.str, x, y, width: item.width, size: item.height }];
  });
  const links: PrintedLink[] = [];
  for (const annotation of await page.getAnnotations()) {
    if (annotation.subtype !== "Link") continue;
    const { rect, url, dest } = annotation as { rect: number[]; url?: string; dest?: string | unknown[] };
    links.push({
      text: textWithin(runs, rect),
      toPage: dest ? await pageOf(document, dest) : undefined,
      url,
    });
  }
  return { width, height, runs, lines: linesOf(runs, height), links };
}

function linesOf(runs: readonly Run[], height: number): string[] {
  const lines: Run[][] = [];
  const inside = runs.filter((run) => isInside(run, height));
  for (const run of inside.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.at(-1);
    // Small letters above the line belong to it.
    if (line && Math.abs(line[0]!.y - run.y) < 5) line.push(run);
    else lines.push([run]);
  }
  return lines.map((line) =>
    line
      .toSorted((a, b) => a.x - b.x)
      .map(({ text }) => text)
      .join(" "),
  );
}

function textWithin(runs: readonly Run[], rect: readonly number[]): string {
  const [left = 0, bottom = 0, right = 0, top = 0] = rect;
  return runs
    .filter(({ x, y, width }) => {
      const middle = x + width / 2;
      return middle >= left && middle <= right && y >= bottom - 1 && y <= top + 1;
    })
    .map(({ text }) => text)
    .join("");
}

/** 0 where a link leads nowhere. */
async function pageOf(document: PDFDocumentProxy, dest: string | readonly unknown[]): Promise<number> {
  const target: readonly unknown[] | null =
    typeof dest === "string" ? await document.getDestination(dest) : dest;
  const page = target?.[0];
  if (typeof page !== "object" || page === null) return 0;
  return (await document.getPageIndex(page as { num: number; gen: number })) + 1;
}

type Bookmark = {
  readonly title: string;
  readonly dest: string | unknown[] | null;
  readonly items: Bookmark[];
};

async function readOutline(
  document: PDFDocumentProxy,
  bookmarks: readonly Bookmark[] | null,
  level: number,
): Promise<PrintedOutline[]> {
  const flat: PrintedOutline[] = [];
  for (const { title, dest, items } of bookmarks ?? []) {
    flat.push({ title, level, page: dest === null ? 0 : await pageOf(document, dest) });
    flat.push(...(await readOutline(document, items, level + 1)));
  }
  return flat;
}

type LoadedFont = {
  readonly name?: string;
  readonly missingFile?: boolean;
  readonly isType3Font?: boolean;
};

async function collectFonts(page: PDFPageProxy, fonts: Map<string, PrintedFont>): Promise<void> {
  await page.getOperatorList();
  const { items } = await page.getTextContent();
  for (const item of items) {
    if (!("fontName" in item) || fonts.has(item.fontName) || !page.commonObjs.has(item.fontName)) continue;
    const font = page.commonObjs.get(item.fontName) as LoadedFont;
    fonts.set(item.fontName, {
      name: font.name ?? "",
      embedded: font.isType3Font === true || font.missingFile !== true,
      drawn: font.isType3Font === true,
    });
  }
}
