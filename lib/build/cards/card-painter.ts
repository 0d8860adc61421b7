import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Card } from "../../sharing/card.ts";
import { CARD_FONTS, loadCanvas } from "./canvas.ts";
import { openCardFonts } from "./card-fonts.ts";
import { type Area, CARD_SIZE, type CardLayout, layOutCard, TEXT_AREA, TICK_AREA } from "./card-layout.ts";
import { CARD_COLOURS, cardPalette, nearestTable, type Rgb } from "./card-palette.ts";
import { drawableCard } from "./drawable-card.ts";
import { indexedPng } from "./indexed-png.ts";

const { width: WIDTH, height: HEIGHT } = CARD_SIZE;
/** The filter byte, and two pixels a byte. */
const STRIDE = 1 + WIDTH / 2;

/** Rows that are read at a time: what is small takes memory that is there, what is large new memory each time. */
const STRIP = 32;

/** What the cards of a subject share: their colours, and the rows of one of them. */
type Ground = { readonly palette: readonly Rgb[]; readonly nearest: Uint8Array; readonly rows: Uint8Array };

/**
 * Draws cards one after another on one canvas. Only where they differ are pixels read back: reading and
 * packing all of them takes longer than drawing.
 * @returns the PNG of a card: the same bytes for the same card
 * @throws Error with a Korean sentence, when this computer cannot draw
 */
export async function openCardPainter(root: string): Promise<(card: Card) => Buffer> {
  const canvas = await loadCanvas();
  const { measure, covers } = openCardFonts(canvas, root);
  const context = canvas.createCanvas(WIDTH, HEIGHT).getContext("2d");
  const shapeOf = (path: string) => new canvas.Path2D(path);
  const grounds = new Map<string, Ground>();
  return (card) => {
    const layout = layOutCard(drawableCard(card, covers), measure);
    paint(context, layout, shapeOf);
    let ground = grounds.get(card.flag);
    if (ground === undefined) {
      const palette = cardPalette(card.flag);
      ground = { palette, nearest: nearestTable(palette), rows: new Uint8Array(STRIDE * HEIGHT) };
      grounds.set(card.flag, ground);
      pack(context, { left: 0, right: WIDTH, top: 0, bottom: HEIGHT }, ground);
    } else for (const area of [TEXT_AREA, TICK_AREA]) pack(context, area, ground);
    return indexedPng(WIDTH, HEIGHT, ground.palette, ground.rows);
  };
}

/** Paints a whole card over whatever was there. */
function paint(
  context: SKRSContext2D,
  { boxes, shapes, lines }: CardLayout,
  shapeOf: (path: string) => InstanceType<typeof import("@napi-rs/canvas").Path2D>,
): void {
  for (const { x, y, width, height, colour } of boxes) {
    context.fillStyle = CARD_COLOURS[colour];
    context.fillRect(x, y, width, height);
  }
  for (const { path, x, y, scale, colour } of shapes) {
    context.setTransform(scale, 0, 0, scale, x, y);
    context.fillStyle = CARD_COLOURS[colour];
    context.fill(shapeOf(path), "evenodd");
  }
  context.resetTransform();
  for (const { text, x, y, size, weight, tracking, colour } of lines) {
    context.font = `${size}px ${CARD_FONTS[weight].family}`;
    context.letterSpacing = `${tracking}px`;
    context.fillStyle = CARD_COLOURS[colour];
    context.fillText(text, x, y);
  }
}

/** Writes an area of the canvas, whose left and right are even, into the rows of a picture. */
function pack(context: SKRSContext2D, area: Area, ground: Ground): void {
  for (let top = area.top; top < area.bottom; top += STRIP)
    packStrip(context, { ...area, top, bottom: Math.min(top + STRIP, area.bottom) }, ground);
}

function packStrip(context: SKRSContext2D, area: Area, { nearest, rows }: Ground): void {
  const width = area.right - area.left;
  const { data } = context.getImageData(area.left, area.top, width, area.bottom - area.top);
  const pixels = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
  let pixel = 0;
  for (let y = area.top; y < area.bottom; y += 1) {
    let at = y * STRIDE + 1 + area.left / 2;
    for (const end = pixel + width; pixel < end; pixel += 2, at += 1)
      rows[at] = (nearest[cellOf(pixels[pixel]!)]! << 4) | nearest[cellOf(pixels[pixel + 1]!)]!;
  }
}

/** Of a pixel as it lies in memory, from its last byte on: alpha, blue, green, red. */
function cellOf(pixel: number): number {
  return ((pixel >> 12) & 0xf00) | ((pixel >> 8) & 0xf0) | ((pixel >> 4) & 0xf);
}
