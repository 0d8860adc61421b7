/** How large a picture is drawn, in CSS pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

/** Enough of a file to find its size: cameras put previews before it. */
export const PICTURE_HEAD_BYTES = 512 * 1024;

/**
 * The size of a picture, from the beginning of its file: PNG, GIF, WebP, AVIF, JPEG (turned as a browser turns
 * it) and SVG. Undefined of anything else.
 */
export function sizeOfPicture(bytes: Buffer): PictureSize | undefined {
  const read = [sizeOfPng, sizeOfGif, sizeOfWebp, sizeOfAvif, sizeOfJpeg, sizeOfSvg];
  for (const one of read) {
    try {
      const size = one(bytes);
      if (size !== undefined) return size.width > 0 && size.height > 0 ? size : undefined;
    } catch (error) {
      // A file that breaks off has no size.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return undefined;
}

function sizeOfPng(bytes: Buffer): PictureSize | undefined {
  if (bytes.toString("latin1", 1, 4) !== "PNG") return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function sizeOfGif(bytes: Buffer): PictureSize | undefined {
  if (bytes.toString("latin1", 0, 3) !== "GIF") return undefined;
  return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
}

/** https://developers.google.com/speed/webp/docs/riff_container */
function sizeOfWebp(bytes: Buffer): PictureSize | undefined {
  if (bytes.toString("latin1", 0, 4) !== "RIFF" || bytes.toString("latin1", 8, 12) !== "WEBP")
    return undefined;
  switch (bytes.toString("latin1", 12, 16)) {
    case "VP8X":
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case "VP8L": {
      const packed = bytes.readUInt32LE(21);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case "VP8 ":
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return undefined;
  }
}

/** The property `ispe` (ISO/IEC 23008-12) of the largest item. */
function sizeOfAvif(bytes: Buffer): PictureSize | undefined {
  if (bytes.toString("latin1", 4, 8) !== "ftyp" || !/avi[fs]/.test(bytes.toString("latin1", 8, 40)))
    return undefined;
  let size: PictureSize | undefined;
  for (let at = bytes.indexOf("ispe"); at >= 0; at = bytes.indexOf("ispe", at + 4)) {
    const one = { width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
    if (size === undefined || one.width > size.width) size = one;
  }
  return size;
}

function sizeOfJpeg(bytes: Buffer): PictureSize | undefined {
  if (bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let turned = false;
  for (const { marker, start } of segmentsOf(bytes)) {
    if (marker === 0xe1) turned ||= orientationOf(bytes, start) >= 5;
    // A frame of any kind; C4, C8 and CC are something else.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const [height, width] = [bytes.readUInt16BE(start + 3), bytes.readUInt16BE(start + 5)];
      return turned ? { width: height, height: width } : { width, height };
    }
  }
  return undefined;
}

/** The segments of a JPEG before its picture begins: where each one's length stands, and where it ends. */
function* segmentsOf(
  bytes: Buffer,
): Generator<{ readonly marker: number; readonly start: number; readonly end: number }> {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda || marker === 0xd9) return;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    yield { marker, start: at + 2, end };
    at = end;
  }
}

/** The tag 0x0112 of Exif; 1 where it is not said. @param start of the segment's length */
function orientationOf(bytes: Buffer, start: number): number {
  const tiff = start + 8;
  if (bytes.toString("latin1", start + 2, start + 6) !== "Exif") return 1;
  const little = bytes.toString("latin1", tiff, tiff + 2) === "II";
  const short = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const first = tiff + (little ? bytes.readUInt32LE(tiff + 4) : bytes.readUInt32BE(tiff + 4));
  const count = short(first);
  for (let entry = 0; entry < Math.min(count, 200); entry++) {
    const at = first + 2 + entry * 12;
    if (short(at) === 0x0112) return short(at + 8);
  }
  return 1;
}

function sizeOfSvg(bytes: Buffer): PictureSize | undefined {
  const tag = /<svg\b[^>]*>/i.exec(bytes.toString("utf8", 0, 16 * 1024))?.[0];
  if (tag === undefined) return undefined;
  const number = (name: string) => {
    const found = new RegExp(`\\s${name}=["']\\s*([\\d.]+)(?:px)?\\s*["']`, "i").exec(tag)?.[1];
    return found === undefined ? undefined : Math.round(Number(found));
  };
  const box = /\sviewBox=["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(tag);
  const [width, height] = [number("width"), number("height")];
  if (width !== undefined && height !== undefined) return { width, height };
  if (!box) return undefined;
  const ratio = Number(box[2]) / Number(box[1]);
  if (width !== undefined) return { width, height: Math.round(width * ratio) };
  return { width: Math.round(Number(box[1])), height: Math.round(Number(box[2])) };
}

/** Exif that says nothing but how the picture is to be turned. */
function turnedOnly(orientation: number): Buffer {
  const segment = Buffer.from(
    "ffe10022457869660000" + "4d4d002a00000008" + "0001" + "011200030000000100000000" + "00000000",
    "hex",
  );
  segment.writeUInt16BE(orientation, 28);
  return segment;
}

/**
 * A photograph without what its camera and programs wrote beside it: where it was taken, when, and by whom.
 * Of Exif only the turn stays; the picture itself is not touched. What is no JPEG or PNG stays as it is.
 */
export function withoutCameraData(bytes: Buffer): Buffer {
  if (bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8) return jpegWithout(bytes);
  return bytes.toString("latin1", 1, 4) === "PNG" ? pngWithout(bytes) : bytes;
}

function jpegWithout(bytes: Buffer): Buffer {
  const kept: Buffer[] = [];
  let from = 0;
  try {
    for (const { marker, start, end } of segmentsOf(bytes)) {
      // APP1 holds Exif and XMP, APP13 what Photoshop and agencies write, FE comments.
      if (marker !== 0xe1 && marker !== 0xed && marker !== 0xfe) continue;
      const orientation = marker === 0xe1 ? orientationOf(bytes, start) : 1;
      kept.push(bytes.subarray(from, start - 2));
      if (orientation > 1 && orientation <= 8) kept.push(turnedOnly(orientation));
      from = end;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return from === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}

function pngWithout(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (!/^(?:eXIf|tEXt|zTXt|iTXt|tIME)$/.test(bytes.toString("latin1", at + 4, at + 8)))
      kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}
