import { expect, test } from "vitest";
import { comparePictures, type Picture, readPicture, writePicture } from "./support/picture.ts";
import { isWholePng } from "./support/whole-png.ts";

const picture = (dark: (x: number, y: number) => boolean): Picture => {
  const [width, height] = [40, 20];
  const pixels = Uint8Array.from({ length: width * height }, (_, at) =>
    dark(at % width, Math.floor(at / width)) ? 0 : 215,
  );
  return { width, height, pixels };
};
const line = (from: number) => picture((x, y) => x >= from && x < from + 10 && y > 4 && y < 16);

test("what is written is a whole PNG and reads as the same picture", async () => {
  const file = writePicture(line(5));
  expect(isWholePng(file)).toBe(true);
  expect(await readPicture(file)).toEqual(line(5));
});

test("what stands 2 px aside differs at both of its edges, and another size differs everywhere", () => {
  expect(comparePictures(line(5), line(5)).changed).toBe(0);
  expect(comparePictures(line(5), line(7)).changed).toBe(2 * 2 * 11);
  const { changed, shown } = comparePictures(line(5), { width: 10, height: 10, pixels: new Uint8Array(100) });
  expect(changed).toBe(800);
  expect(new Set(shown.pixels)).toEqual(new Set([180]));
});
