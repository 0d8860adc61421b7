import { join } from "node:path";
import { expect, test } from "vitest";
import { CARD_FONTS, cardFontFiles, loadCanvas, registerCardFonts } from "./canvas.ts";
import { readAdvances } from "./read-font.ts";

const ROOT = join(import.meta.dirname, "../../..");
const canvas = await loadCanvas();
registerCardFonts(canvas, ROOT);

test.each([400, 700] as const)("characters of weight %i are as wide as they are drawn", (weight) => {
  const advance = readAdvances(cardFontFiles(ROOT)[weight]);
  const context = canvas.createCanvas(1, 1).getContext("2d");
  context.font = `1000px ${CARD_FONTS[weight].family}`;
  for (const character of "가힣ㄱ뷁AWi1 .(…·《→ ")
    expect(advance(character.codePointAt(0)!)! * 1000).toBeCloseTo(context.measureText(character).width, 0);
});

test("what the font has no shape for has no advance", () => {
  const advance = readAdvances(cardFontFiles(ROOT)[400]);
  expect([..."🐳假\u{10ffff}"].map((character) => advance(character.codePointAt(0)!))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
