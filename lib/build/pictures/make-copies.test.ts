import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { openStore } from "../store/store.ts";
import { copyOfPicture, pictureItself } from "./make-copies.ts";
import { copyHref, isStill, widthsOfCopies } from "./plan-copies.ts";
import { sizeOfPicture } from "./read-picture.ts";

const folder = mkdtempSync(join(tmpdir(), "pictures-"));
const store = openStore(join(import.meta.dirname, "../../.."), folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A photograph: a slope of colours with noise that does not change from run to run. */
function photograph(width: number, height: number): Buffer {
  let seed = 1;
  return Buffer.from(
    Uint8Array.from({ length: width * height * 3 }, (_, at) => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      return ((at % (width * 3)) / (width * 3)) * 200 + (seed % 40);
    }),
  );
}
const raw = { width: 2600, height: 1300, channels: 3 } as const;
const large = await sharp(photograph(raw.width, raw.height), { raw })
  .withExif({ IFD0: { Artist: "secret hand" } })
  .jpeg({ quality: 95 })
  .toBuffer();

test("a picture has copies as wide as the column and twice as wide, none of what is small or moves", () => {
  const of = (path: string, width: number, head = Buffer.alloc(0)) =>
    widthsOfCopies(path, { width, height: 10 }, head);
  expect(of("a.jpg", 4000)).toEqual([816, 1632]);
  expect(of("a.PNG", 1700)).toEqual([816, 1700]);
  expect(of("a.webp", 850)).toEqual([850]);
  expect(of("a.png", 399)).toEqual([]);
  expect(of("a.gif", 4000)).toEqual([]);
  expect(of("a.svg", 4000)).toEqual([]);
  expect(copyHref("/assets/a.jpg", 816)).toBe("/assets/a.jpg.816.webp");
});

test("what moves is known by its head", async () => {
  const frames = await sharp(photograph(20, 40), {
    raw: { width: 20, height: 40, channels: 3, pageHeight: 20 },
  })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
  const still = await sharp(photograph(20, 20), { raw: { width: 20, height: 20, channels: 3 } })
    .webp()
    .toBuffer();
  expect(isStill("a.webp", frames)).toBe(false);
  expect(isStill("a.webp", still)).toBe(true);
  expect(isStill("a.png", Buffer.from("\x89PNG\r\n\x1a\n....IHDR....acTL....IDAT", "latin1"))).toBe(false);
  expect(isStill("a.png", Buffer.from("\x89PNG\r\n\x1a\n....IHDR....IDAT..acTL", "latin1"))).toBe(true);
});

test("a copy is WebP of its width, lighter, without what a camera wrote, and made once", async () => {
  const copy = await copyOfPicture(store, large, 816);
  expect(sizeOfPicture(copy)).toEqual({ width: 816, height: 408 });
  expect(copy.toString("latin1", 8, 12)).toBe("WEBP");
  expect(copy.length).toBeLessThan(large.length / 3);
  expect(large.includes("secret hand")).toBe(true);
  expect(copy.includes("secret hand")).toBe(false);
  expect((await copyOfPicture(store, large, 816)).equals(copy)).toBe(true);
});

test("a picture itself is no wider than it is ever shown, and stays of its kind", async () => {
  const itself = await pictureItself(store, "a.jpg", large);
  expect(sizeOfPicture(itself)).toEqual({ width: 2448, height: 1224 });
  expect(itself.readUInt16BE(0)).toBe(0xffd8);
  expect(itself.includes("secret hand")).toBe(false);
});

test("a turned photograph lies as it is to be seen", async () => {
  const turned = await sharp(photograph(900, 500), { raw: { width: 900, height: 500, channels: 3 } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect(sizeOfPicture(turned)).toEqual({ width: 500, height: 900 });
  expect(sizeOfPicture(await copyOfPicture(store, turned, 500))).toEqual({ width: 500, height: 900 });
});

test("what cannot be read is published as it is", async () => {
  const broken = Buffer.concat([large.subarray(0, 2000), Buffer.alloc(100)]);
  expect((await copyOfPicture(store, Buffer.from("no picture"), 816)).toString()).toBe("no picture");
  expect((await pictureItself(store, "a.jpg", broken)).length).toBeGreaterThan(0);
});
