import { CARD_FONTS, type Canvas, cardFontFiles, registerCardFonts } from "./canvas.ts";
import type { Measure, Weight } from "./card-layout.ts";
import { type Advances, readAdvances } from "./read-font.ts";

/** Hangul and blanks, which stand as wide as they are; what is between them is shaped as a whole. */
const PARTS = /[\s가-힣]|[^\s가-힣]+/gu;

export type CardFonts = {
  /** Kerning counted, as the text is drawn. */
  readonly measure: Measure;
  /** Whether both weights have a shape for a code point. */
  readonly covers: (codePoint: number) => boolean;
};

/** Opens the fonts of cards. The width of a word is asked for once. */
export function openCardFonts(canvas: Canvas, root: string): CardFonts {
  registerCardFonts(canvas, root);
  const files = cardFontFiles(root);
  const advances = { 400: readAdvances(files[400]), 700: readAdvances(files[700]) };
  const ems = {
    400: openMeasure(canvas, advances[400], 400),
    700: openMeasure(canvas, advances[700], 700),
  };
  return {
    measure: (text, size, weight) => ems[weight](text) * size,
    covers: (codePoint) => advances[400](codePoint) !== undefined && advances[700](codePoint) !== undefined,
  };
}

/** Large, so that what is rounded does not matter. */
const PROBE = 1000;

/** The advance of a text in ems, with kerning, ligatures and contextual forms as they are drawn. */
function openMeasure({ createCanvas }: Canvas, advance: Advances, weight: Weight): (text: string) => number {
  const probe = createCanvas(1, 1).getContext("2d");
  probe.font = `${PROBE}px ${CARD_FONTS[weight].family}`;
  // Asking takes a tenth of a millisecond, and a text is asked for again at each place where a line may end.
  const known = new Map<string, number>();
  return (text) => {
    let sum = 0;
    for (const [part] of text.matchAll(PARTS)) {
      let width = known.get(part);
      if (width === undefined) {
        const isPlain = part.length === 1 && /[\s가-힣]/u.test(part);
        width =
          (isPlain ? advance(part.codePointAt(0)!) : undefined) ?? probe.measureText(part).width / PROBE;
        known.set(part, width);
      }
      sum += width;
    }
    return sum;
  };
}
