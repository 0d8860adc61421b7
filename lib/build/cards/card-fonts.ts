import { join } from "node:path";
import { type Font, openSync } from "fontkit";
import type { Measure, Weight } from "./card-layout.ts";

const FILES = { 400: "Pretendard-Regular.otf", 700: "Pretendard-Bold.otf" } as const;

/** Two neighbours that may move: Hangul never does, and blanks stay as wide as they are. */
const KERNED = /^[^\s가-힣]{2}$/u;

/** The files of the fonts that cards are set in. */
export function cardFontFiles(root: string): string[] {
  return Object.values(FILES).map((name) => join(root, "node_modules/pretendard/dist/public/static", name));
}

export type CardFonts = {
  /** Kerning counted, as the renderer sets it. */
  readonly measure: Measure;
  /** Whether both weights have a shape for a code point. */
  readonly covers: (codePoint: number) => boolean;
};

/** Opens the fonts of cards. Every advance is read once. */
export function openCardFonts(root: string): CardFonts {
  const [regular, bold] = cardFontFiles(root).map((file) => openSync(file) as Font) as [Font, Font];
  const faces: Readonly<Record<Weight, (text: string) => number>> = {
    400: readAdvances(regular),
    700: readAdvances(bold),
  };
  return {
    measure: (text, size, weight) => faces[weight](text) * size,
    covers: (codePoint) => regular.hasGlyphForCodePoint(codePoint) && bold.hasGlyphForCodePoint(codePoint),
  };
}

/** The advance of a text in ems: of each character, and what two neighbours move towards each other. */
function readAdvances(font: Font): (text: string) => number {
  const single = new Map<string, number>();
  const between = new Map<string, number>();
  const advance = (character: string) => {
    let known = single.get(character);
    if (known === undefined) {
      known = font.glyphForCodePoint(character.codePointAt(0)!).advanceWidth / font.unitsPerEm;
      single.set(character, known);
    }
    return known;
  };
  const kern = (pair: string, apart: number) => {
    let known = between.get(pair);
    if (known === undefined) {
      known = font.layout(pair).advanceWidth / font.unitsPerEm - apart;
      between.set(pair, known);
    }
    return known;
  };
  return (text) => {
    let [sum, before] = [0, ""];
    for (const character of text) {
      sum += advance(character);
      if (KERNED.test(before + character))
        sum += kern(before + character, advance(before) + advance(character));
      before = character;
    }
    return sum;
  };
}
