import type { PictureSize } from "./read-picture.ts";

/** The width of the column in CSS pixels, and of a screen with two pixels for each. */
const WIDTHS = [816, 1632] as const;
/** A picture that is narrower is light as it is. */
const NARROWEST = 400;
/** As wide as a picture is shown where it is looked at large; what is wider is made so. */
export const WIDEST = 2448;

/** A file beyond this is no picture that a program should hold in memory: it is published as it is. */
export const LARGEST_PICTURE_BYTES = 256 * 1024 * 1024;

/**
 * The widths in which a picture is published beside itself, from the narrowest; none of what is small, moves, or is
 * drawn of lines.
 * @param head the beginning of its file
 */
export function widthsOfCopies(path: string, { width }: PictureSize, head: Buffer): readonly number[] {
  if (!isStill(path, head) || width < NARROWEST) return [];
  // A copy that is hardly narrower than the picture is the picture.
  const narrower = WIDTHS.filter((one) => one * 1.1 < width);
  return narrower.length === WIDTHS.length ? narrower : [...narrower, width];
}

/** Whether it is a picture of pixels that does not move. */
export function isStill(path: string, head: Buffer): boolean {
  if (!/\.(?:jpe?g|png|webp|avif)$/i.test(path)) return false;
  const text = head.toString("latin1", 0, 64 * 1024);
  // The flag of WebP's extended header; APNG's chunk before the first data; AVIF's brand of sequences.
  if (text.startsWith("RIFF")) return text.slice(12, 16) !== "VP8X" || (head[20]! & 0x02) === 0;
  if (text.startsWith("\x89PNG")) return !text.split("IDAT", 1)[0]!.includes("acTL");
  return text.slice(4, 12) !== "ftypavis";
}

/** Where a copy is published, by where the picture is. */
export function copyHref(href: string, width: number): string {
  return `${href}.${width}.webp`;
}
