import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CARD_COLOURS, cardPalette, nearestTable } from "./card-palette.ts";

const tokens = ["tokens", "home"]
  .map((name) => readFileSync(join(import.meta.dirname, `../../../components/styles/${name}.css`), "utf8"))
  .join("\n");
const SUBJECTS = ["container", "virtualization", "kubernetes", "cloud", "architecture", "else", ""];

test.each(Object.entries(CARD_COLOURS))("%s is what it is on light pages", (name, colour) => {
  expect(new RegExp(`--${name}: light-dark\\((#\\w+),`).exec(tokens)?.[1]).toBe(colour);
});

test.each(SUBJECTS)("the cards of «%s» have 16 colours, and each of them stays what it is", (subject) => {
  const palette = cardPalette(subject);
  expect(palette).toHaveLength(16);
  const nearest = nearestTable(palette);
  palette.forEach(([r, g, b], index) => {
    expect(nearest[((b >> 4) << 8) | ((g >> 4) << 4) | (r >> 4)]).toBe(index);
  });
});

test("the edges of letters are grey, not blue", () => {
  const palette = cardPalette("container");
  const nearest = nearestTable(palette);
  const blues = ["deep-2", "deep-3", "deep-4"].map((name) => CARD_COLOURS[name as keyof typeof CARD_COLOURS]);
  for (let grey = 0; grey < 16; grey += 1) {
    const [r, g, b] = palette[nearest[(grey << 8) | (grey << 4) | grey]!]!;
    expect(blues).not.toContain(`#${Buffer.from([r, g, b]).toString("hex")}`);
  }
});
