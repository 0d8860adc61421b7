import { readBytes } from "../store/sights.ts";

/** The advance of a code point in ems; undefined where the font has no shape for it. */
export type Advances = (codePoint: number) => number | undefined;

/**
 * Reads the advances of an OpenType font: `head`, `hhea`, `hmtx`, and of `cmap` the table of all Unicode
 * (format 12). Source: OpenType 1.9.1, https://learn.microsoft.com/en-us/typography/opentype/spec/.
 * @throws Error when the font has no such table
 */
export function readAdvances(file: string): Advances {
  const font = readBytes(file);
  const tables = new Map<string, number>();
  for (let at = 12; at < 12 + 16 * font.readUInt16BE(4); at += 16)
    tables.set(font.toString("latin1", at, at + 4), font.readUInt32BE(at + 8));
  const table = (tag: string): number => {
    const at = tables.get(tag);
    if (at === undefined) throw new Error(`${file}: no table ${tag}`);
    return at;
  };
  const [metrics, map] = [table("hmtx"), unicodeMap(font, table("cmap"), file)];
  const unitsPerEm = font.readUInt16BE(table("head") + 18);
  // From the last one on all glyphs are as wide.
  const last = font.readUInt16BE(table("hhea") + 34) - 1;
  const groups = font.readUInt32BE(map + 12);
  return (codePoint) => {
    let [low, high] = [0, groups];
    while (low < high) {
      const middle = (low + high) >> 1;
      const group = map + 16 + middle * 12;
      const first = font.readUInt32BE(group);
      if (codePoint < first) high = middle;
      else if (codePoint > font.readUInt32BE(group + 4)) low = middle + 1;
      else {
        const glyph = font.readUInt32BE(group + 8) + codePoint - first;
        return font.readUInt16BE(metrics + 4 * Math.min(glyph, last)) / unitsPerEm;
      }
    }
    return undefined;
  };
}

function unicodeMap(font: Buffer, cmap: number, file: string): number {
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const map = cmap + font.readUInt32BE(cmap + 8 + index * 8);
    if (font.readUInt16BE(map) === 12) return map;
  }
  throw new Error(`${file}: no map of format 12`);
}
