import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { undecidedByAxe } from "../../browser/axe.ts";
import { type OpenSite, openSite } from "../../browser/open-site.ts";

/** Pages where letters stand on drawings, tints and layers: there axe gives no verdict on contrast. */
const PAGES = [
  "/",
  "/notes/docker-images/",
  "/notes/kubernetes-overview/",
  "/map/",
  "/search/",
  "/review/",
  "/labs/docker-images-layer-stacker/",
  "/labs/load-balancing-lb-algorithm-simulator/",
  "/labs/cluster/",
];
const WIDTH = 1440;

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

async function pixelsOf(page: Page): Promise<Pixels> {
  const image = await loadImage(await page.screenshot({ fullPage: true, animations: "disabled" }));
  const pen = createCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  return pen.getImageData(0, 0, image.width, image.height);
}

/** Relative luminance of sRGB bytes (WCAG 2.2). */
function luminance(color: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const ratioOf = (one: number, other: number) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

type Color = readonly [red: number, green: number, blue: number, alpha: number];

/**
 * The contrast of letters of a colour against what lies below each of them, the worst twentieth left out, which are
 * the edges of what they stand on. Where letters are is where the two pictures differ; their colour on the screen is
 * mixed with the ground by soft edges and tells less. Undefined where there are no letters.
 */
function contrastIn(
  ink: Color,
  withText: Pixels,
  without: Pixels,
  box: { x: number; y: number; width: number; height: number },
): number | undefined {
  const ratios: number[] = [];
  const right = Math.min(withText.width, Math.ceil(box.x + box.width));
  const bottom = Math.min(withText.height, without.height, Math.ceil(box.y + box.height));
  for (let y = Math.max(0, Math.floor(box.y)); y < bottom; y++)
    for (let x = Math.max(0, Math.floor(box.x)); x < right; x++) {
      const at = (y * withText.width + x) * 4;
      const ground = [0, 1, 2].map((part) => without.data[at + part]!);
      const change = ground.reduce(
        (sum, value, part) => sum + Math.abs(withText.data[at + part]! - value),
        0,
      );
      if (change <= 24) continue;
      const share = ink[3] / 255;
      const letter = ground.map((value, part) => value * (1 - share) + ink[part as 0 | 1 | 2] * share);
      ratios.push(ratioOf(luminance(letter), luminance(ground)));
    }
  if (ratios.length < 12) return undefined;
  ratios.sort((one, other) => one - other);
  return ratios[Math.floor(ratios.length / 20)];
}

test("a grey that is too light is found, one that is not passes", () => {
  const picture = (draw: string | undefined): Pixels => {
    const pen = createCanvas(60, 20).getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, 60, 20);
    if (draw) {
      pen.fillStyle = draw;
      pen.fillRect(10, 5, 40, 10);
    }
    return pen.getImageData(0, 0, 60, 20);
  };
  const box = { x: 0, y: 0, width: 60, height: 20 };
  expect(contrastIn([153, 153, 153, 255], picture("#999999"), picture(undefined), box)).toBeLessThan(4.5);
  expect(contrastIn([102, 102, 102, 255], picture("#666666"), picture(undefined), box)).toBeGreaterThan(4.5);
  // Black that lets half of the white through is a grey.
  expect(contrastIn([0, 0, 0, 128], picture("#808080"), picture(undefined), box)).toBeLessThan(4.5);
  expect(contrastIn([0, 0, 0, 255], picture(undefined), picture(undefined), box)).toBeUndefined();
});

test.each(PAGES.flatMap((path) => (["light", "dark"] as const).map((theme) => [path, theme] as const)))(
  "letters stand out where axe cannot tell, %s %s",
  async (path, colorScheme) => {
    const page = await site.browser.newPage({
      viewport: { width: WIDTH, height: 900 },
      colorScheme,
      reducedMotion: "reduce",
    });
    await page.goto(site.origin + path);
    await page.evaluate(() => document.fonts.ready);
    const places = await undecidedByAxe(page);
    const boxes = await page.evaluate(
      (targets) =>
        targets.flatMap((target) => {
          const element = document.querySelector(target);
          if (element === null || !element.checkVisibility() || element.closest("[aria-hidden=true]"))
            return [];
          const { x, y, width, height } = element.getBoundingClientRect();
          const { fontSize, fontWeight, color, fill } = getComputedStyle(element);
          const size = Number.parseFloat(fontSize);
          const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
          const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
          for (let one: Element | null = element; one; one = one.parentElement)
            pen.globalAlpha *= Number(getComputedStyle(one).opacity);
          pen.fillStyle = element instanceof SVGElement ? fill : color;
          pen.fillRect(0, 0, 1, 1);
          const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
          const ink = [red, green, blue, alpha] as const;
          return [{ target, ink, x: x + scrollX, y: y + scrollY, width, height, least: isLarge ? 3 : 4.5 }];
        }),
      places,
    );
    const withText = await pixelsOf(page);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(
        "* { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important } text, tspan { fill: transparent !important }",
      );
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    });
    const without = await pixelsOf(page);
    const faint = boxes.flatMap(({ target, ink, least, ...box }) => {
      const ratio = contrastIn(ink, withText, without, box);
      return ratio === undefined || ratio >= least ? [] : [`${target}: ${ratio.toFixed(2)} of ${least}`];
    });
    expect(faint).toEqual([]);
    await page.close();
  },
);
