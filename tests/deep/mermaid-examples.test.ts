import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Drawn, drawDiagrams, keyOf } from "../../lib/build/diagrams/draw-diagrams.ts";
import { openStore } from "../../lib/build/store/store.ts";
import { launchOptions } from "../browser/launch-options.ts";

/*
 * Mermaid's own examples, drawn by Mermaid and by us and looked at side by side: every word that is seen in its
 * picture is seen in ours, in both themes, and roughly where it has something ours has something too. (Graphs
 * are laid out anew, so that no finer picture would be the same.)
 */

const ROOT = join(import.meta.dirname, "../..");
const { examples } = JSON.parse(readFileSync(join(ROOT, "tests/fixtures/mermaid-examples.json"), "utf8")) as {
  readonly examples: readonly { readonly type: string; readonly title: string; readonly code: string }[];
};
const jobs = examples.map(({ code }, index) => ({ id: `example-${index}`, source: code, lenient: true }));

let browser: Browser;
let page: Page;
let drawn: ReadonlyMap<string, Drawn>;
const folder = mkdtempSync(join(tmpdir(), "mermaid-examples-"));

beforeAll(async () => {
  drawn = await drawDiagrams(jobs, { root: ROOT, store: openStore(ROOT, folder), environment: process.env });
  browser = await chromium.launch(await launchOptions());
  page = await browser.newPage({ viewport: { width: 1600, height: 1200 } });
  const tokens = readFileSync(join(ROOT, "components/styles/tokens.css"), "utf8");
  await page.setContent(
    `<!doctype html><style>${tokens}
    body { margin: 0; background: var(--paper); color: var(--ink); }
    svg { display: block; }
    .blank :is(text, tspan, foreignObject *) { fill: transparent !important; stroke: transparent !important; color: transparent !important; background: none !important; }
    </style><div id="stage"></div>`,
  );
  await page.addScriptTag({
    content: readFileSync(join(ROOT, "node_modules/mermaid/dist/mermaid.min.js"), "utf8"),
  });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

declare const mermaid: {
  initialize(config: object): void;
  render(id: string, source: string): Promise<{ svg: string }>;
};

type Look = {
  /** Words with ink that stands out from what is behind them, inside the picture. */
  readonly words: readonly string[];
  /** How much of each cell of a coarse grid is not paper, row by row. */
  readonly ink: readonly number[];
};

const CELLS = 8;
/** The share of a cell that a thin line through it covers. */
const SOME_INK = 0.004;

const meanOf = (numbers: readonly number[]) =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** What is seen of a drawing, found by its pixels: once with its words, once without. */
async function lookAt(svg: string, theme: "light" | "dark"): Promise<Look> {
  await page.evaluate(
    ({ svg, theme }) => {
      document.documentElement.dataset.theme = theme;
      const stage = document.querySelector("#stage")!;
      stage.className = "";
      stage.innerHTML = svg;
    },
    { svg, theme },
  );
  const picture = page.locator("#stage > svg");
  const shown = await picture.screenshot();
  await page.evaluate(() => document.querySelector("#stage")!.classList.add("blank"));
  const blank = await picture.screenshot();
  return page.evaluate(
    async ({ shown, blank, cells }) => {
      const pixelsOf = async (base64: string) => {
        const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
        const context = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [full, bare] = [await pixelsOf(shown), await pixelsOf(blank)];
      const { width, height } = full;
      const linear = Float64Array.from({ length: 256 }, (_, value) =>
        value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      );
      const light = ({ data }: ImageData, at: number) =>
        0.2126 * linear[data[at]!]! + 0.7152 * linear[data[at + 1]!]! + 0.0722 * linear[data[at + 2]!]!;
      const contrast = (one: number, other: number) =>
        (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      const svg = document.querySelector("#stage > svg")!;
      const frame = svg.getBoundingClientRect();
      const words: string[] = [];
      const texts = document.createTreeWalker(svg, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
        if (node.parentElement?.closest("title, desc, style, defs")) continue;
        for (const { 0: word, index } of (node.textContent ?? "").matchAll(/[\p{L}\p{N}]+/gu)) {
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const box = range.getBoundingClientRect();
          const [left, top] = [Math.floor(box.left - frame.left), Math.floor(box.top - frame.top)];
          const [right, bottom] = [Math.ceil(box.right - frame.left), Math.ceil(box.bottom - frame.top)];
          if (box.width === 0 || left < -2 || top < -2 || right > width + 2 || bottom > height + 2) continue;
          let inked = 0;
          for (let y = Math.max(0, top); y < Math.min(height, bottom); y++)
            for (let x = Math.max(0, left); x < Math.min(width, right); x++) {
              const at = (y * width + x) * 4;
              if (contrast(light(full, at), light(bare, at)) > 2.5) inked++;
            }
          if (inked > ((right - left) * (bottom - top)) / 50) words.push(word);
        }
      }
      const paper = light(full, 0);
      const ink = Array.from({ length: cells * cells }, () => 0);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          if (contrast(light(full, (y * width + x) * 4), paper) > 1.04)
            ink[Math.floor((y / height) * cells) * cells + Math.floor((x / width) * cells)]! += 1;
      return { words, ink: ink.map((count) => (count * cells * cells) / (width * height)) };
    },
    { shown: shown.toString("base64"), blank: blank.toString("base64"), cells: CELLS },
  );
}

test("what is written and not seen does not count as seen", async () => {
  const text = (x: number, word: string, fill = "var(--ink)") =>
    `<text x="${x}" y="20" font-size="14" fill="${fill}">${word}</text>`;
  const svg = `<svg width="400" height="30">${text(0, "seen")}${text(60, "pale", "var(--paper)")}${text(120, "covered")}<rect x="110" width="80" height="30" fill="var(--paper)"/>${text(390, "outside")}</svg>`;
  for (const theme of ["light", "dark"] as const) expect((await lookAt(svg, theme)).words).toEqual(["seen"]);
});

test.each(examples.map(({ type, title }, index) => [index, `${type}: ${title}`] as const))(
  "%i %s",
  async (index) => {
    const job = jobs[index]!;
    const theirs = await page.evaluate(async (source) => {
      mermaid.initialize({ startOnLoad: false });
      return (await mermaid.render("theirs", source)).svg;
    }, job.source);
    const ours = drawn.get(keyOf(job))!;
    if (ours.kind !== "drawn") throw new Error(JSON.stringify(ours));
    const model = await lookAt(theirs, "light");
    const looks = { light: await lookAt(ours.svg, "light"), dark: await lookAt(ours.svg, "dark") };
    for (const [theme, look] of Object.entries(looks)) {
      const seen = look.words.join("");
      expect(
        model.words.filter((word) => !seen.includes(word)),
        theme,
      ).toEqual([]);
    }
    const cells = model.ink.flatMap((ink, cell) => (ink > SOME_INK ? [looks.light.ink[cell]!] : []));
    const met = cells.filter((ink) => ink > SOME_INK).length / cells.length;
    expect(met, "cells where Mermaid's picture has something and ours too").toBeGreaterThan(0.7);
    expect(Math.abs(meanOf(looks.light.ink) - meanOf(looks.dark.ink)), "both themes").toBeLessThan(0.05);
  },
);
