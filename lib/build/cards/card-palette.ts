import { type Colour, flagColour } from "./card-layout.ts";

/** The tokens of the light theme: a card is always light, wherever it is shown. */
export const CARD_COLOURS: Readonly<Record<Colour, string>> = {
  paper: "#fbfaf6",
  ink: "#14222b",
  "ink-2": "#3e4d56",
  "rule-2": "#c9c2ae",
  coral: "#b23a1c",
  sea: "#0a5576",
  wine: "#86305a",
  kelp: "#1d6446",
  amber: "#7d5200",
  slate: "#3e4d56",
  "deep-2": "#d5e6ec",
  "deep-3": "#b9d6e1",
  "deep-4": "#93bfd0",
  "deep-6": "#0b3f58",
};

export type Rgb = readonly [red: number, green: number, blue: number];

/** As many as four bits name. */
const SIZE = 16;
/** What every card is drawn in, besides the colour of its flag. */
const ALWAYS = [
  "paper",
  "ink-2",
  "ink",
  "rule-2",
  "coral",
  "sea",
  "deep-2",
  "deep-3",
  "deep-4",
  "deep-6",
] as const;

/**
 * The 16 colours of the cards of a subject: its tokens, and the rest in even steps between paper and ink,
 * which are the edges of letters. Index 0 is paper.
 */
export function cardPalette(subject: string): readonly Rgb[] {
  const names = new Set<Colour>([...ALWAYS, flagColour(subject)]);
  const colours = [...new Set([...names].map((name) => CARD_COLOURS[name]))].map(rgbOf);
  const [paper, ink] = [rgbOf(CARD_COLOURS.paper), rgbOf(CARD_COLOURS.ink)];
  const steps = SIZE - colours.length;
  for (let step = 1; step <= steps; step += 1) {
    // `ink-2` stands where the last step but one would.
    const share = step / (steps + 1.4);
    colours.push(
      paper.map((from, index) => Math.round(from + (ink[index]! - from) * share)) as unknown as Rgb,
    );
  }
  return colours;
}

/** For each colour the index of the nearest one of a palette, by the upper four bits of blue, green and red: `b << 8 | g << 4 | r`. */
export function nearestTable(palette: readonly Rgb[]): Uint8Array {
  const table = new Uint8Array(1 << 12);
  for (let key = 0; key < table.length; key += 1) {
    const [r, g, b] = [key & 15, (key >> 4) & 15, key >> 8].map((bits) => bits * 16 + 8) as [
      number,
      number,
      number,
    ];
    let least = Number.POSITIVE_INFINITY;
    palette.forEach(([red, green, blue], index) => {
      const [dr, dg, db] = [red - r, green - g, blue - b];
      // A difference of hue is seen before one of lightness: letters have no blue edges.
      const distance = dr ** 2 + dg ** 2 + db ** 2 + 3 * ((dr - dg) ** 2 + (dg - db) ** 2);
      if (distance < least) [least, table[key]] = [distance, index];
    });
  }
  // A colour of the palette is itself, whatever lies nearer to the middle of its cell.
  palette.forEach(([red, green, blue], index) => {
    table[((blue >> 4) << 8) | ((green >> 4) << 4) | (red >> 4)] = index;
  });
  return table;
}

function rgbOf(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}
