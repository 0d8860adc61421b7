import { crc32, deflateSync } from "node:zlib";
import { createCanvas, loadImage } from "@napi-rs/canvas";

/** Six levels of each colour, 0, 51 … 255: 216 colours tell a shift as well as all do, in a quarter of the bytes. */
const LEVELS = 6;
const STEP = 255 / (LEVELS - 1);

/** A picture, one byte a pixel: `(red * 6 + green) * 6 + blue`. */
export type Picture = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/** Reads any picture file, its colours brought to the nearest of the 216. */
export async function readPicture(file: Buffer): Promise<Picture> {
  const image = await loadImage(file);
  const { width, height } = image;
  const pen = createCanvas(width, height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, width, height);
  const level = (at: number) => Math.round(data[at]! / STEP);
  const pixels = new Uint8Array(width * height);
  for (let place = 0; place < pixels.length; place++) {
    const at = place * 4;
    pixels[place] = (level(at) * LEVELS + level(at + 1)) * LEVELS + level(at + 2);
  }
  return { width, height, pixels };
}

/** A PNG with a palette, the same bytes for the same picture. */
export function writePicture({ width, height, pixels }: Picture): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const palette = Buffer.alloc(LEVELS ** 3 * 3);
  for (let color = 0; color < LEVELS ** 3; color++)
    palette.set(
      [Math.floor(color / LEVELS ** 2), Math.floor(color / LEVELS) % LEVELS, color % LEVELS].map(
        (level) => level * STEP,
      ),
      color * 3,
    );
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

const RED = (LEVELS - 1) * LEVELS ** 2;

/** How many pixels differ, and a picture of which, in red over what is now; all where the sizes differ. */
export function comparePictures(
  before: Picture,
  now: Picture,
): { readonly changed: number; readonly shown: Picture } {
  const isSameSize = before.width === now.width && before.height === now.height;
  const shown = now.pixels.map((color, at) => (isSameSize && before.pixels[at] === color ? color : RED));
  const changed = isSameSize
    ? before.pixels.reduce((sum, color, at) => sum + (color === now.pixels[at] ? 0 : 1), 0)
    : Math.max(before.pixels.length, now.pixels.length);
  return { changed, shown: { ...now, pixels: shown } };
}
