import { createCanvas } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { sizeOfPicture, withoutCameraData } from "./read-picture.ts";

const canvas = createCanvas(40, 30);
canvas.getContext("2d").fillRect(0, 0, 20, 30);
const png = canvas.toBuffer("image/png");
const jpeg = canvas.toBuffer("image/jpeg");

/** Exif with a turn, a place and a camera, as a phone writes it. */
function photograph(orientation: number): Buffer {
  const tiff = Buffer.alloc(64);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  tiff.write("37.5665N 126.9780E Phone", 26, "latin1");
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}

test("the size of every kind of picture is read from its beginning", () => {
  const size = { width: 40, height: 30 };
  for (const bytes of [png, jpeg, canvas.toBuffer("image/webp"), canvas.toBuffer("image/avif")])
    expect(sizeOfPicture(bytes)).toEqual(size);
  expect(sizeOfPicture(Buffer.from("GIF89a\x28\0\x1e\0", "latin1"))).toEqual(size);
  expect(sizeOfPicture(Buffer.from('<?xml?><svg viewBox="0 0 80 60" width="40">'))).toEqual(size);
  expect(sizeOfPicture(photograph(6))).toEqual({ width: 30, height: 40 });
});

test("what is no picture, or breaks off, has no size", () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from("글"),
    png.subarray(0, 12),
    jpeg.subarray(0, 6),
    Buffer.from("<svg>"),
  ])
    expect(sizeOfPicture(bytes)).toBeUndefined();
});

test("a photograph keeps its turn and loses its place", () => {
  const clean = withoutCameraData(photograph(6));
  expect(clean.includes("37.5665N")).toBe(false);
  expect(sizeOfPicture(clean)).toEqual({ width: 30, height: 40 });
  expect(withoutCameraData(photograph(1)).equals(withoutCameraData(jpeg))).toBe(true);
  expect(withoutCameraData(clean).equals(clean)).toBe(true);
});

test("texts in a PNG go, its picture stays", () => {
  const text = Buffer.concat([Buffer.from([0, 0, 0, 5]), Buffer.from("tEXtsecre"), Buffer.alloc(4)]);
  const noted = Buffer.concat([png.subarray(0, 33), text, png.subarray(33)]);
  expect(withoutCameraData(noted).equals(png)).toBe(true);
  expect(withoutCameraData(Buffer.from("글")).toString()).toBe("글");
});
