import type { Card } from "../../sharing/card.ts";
import { CARD_SIZE, type Colour, layOutCard, type Measure } from "./card-layout.ts";

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

/** A card as an SVG document whose text is text, in the family `Pretendard`. */
export function writeCardSvg(card: Card, measure: Measure): string {
  const { boxes, shapes, lines } = layOutCard(card, measure);
  const { width, height } = CARD_SIZE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...boxes.map(
      (box) =>
        `<rect x="${shortest(box.x)}" y="${shortest(box.y)}" width="${shortest(box.width)}" height="${shortest(box.height)}" fill="${CARD_COLOURS[box.colour]}"/>`,
    ),
    ...shapes.map(
      (shape) =>
        `<path transform="translate(${shape.x} ${shape.y}) scale(${shape.scale})" fill-rule="evenodd" fill="${CARD_COLOURS[shape.colour]}" d="${shape.path}"/>`,
    ),
    ...lines.map(
      (line) =>
        `<text xml:space="preserve" x="${line.x}" y="${line.y}" font-family="Pretendard" font-size="${line.size}" font-weight="${line.weight}" letter-spacing="${shortest(line.tracking)}" fill="${CARD_COLOURS[line.colour]}">${escapeXml(line.text)}</text>`,
    ),
    "</svg>",
  ].join("\n");
}

function shortest(pixels: number): string {
  return String(Math.round(pixels * 1000) / 1000);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
