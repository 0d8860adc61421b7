const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The bytes of a text in UTF-8; half a surrogate pair is U+FFFD, as everywhere. */
export function utf8Bytes(text: string): Uint8Array {
  const escaped = encodeURIComponent(text.toWellFormed());
  return Uint8Array.from(escaped.match(/%..|./g) ?? [], (unit) =>
    unit.length === 3 ? Number.parseInt(unit.slice(1), 16) : unit.charCodeAt(0),
  );
}

/** The text of bytes in UTF-8. @throws URIError where they are none */
export function utf8Text(bytes: Uint8Array): string {
  return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""));
}

/** Base64 with padding. Source: RFC 4648 §4. */
export function toBase64(bytes: Uint8Array): string {
  const text = regroup(bytes, 8, 6)
    .map((value) => BASE64[value]!)
    .join("");
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

/** The bytes of Base64, with padding or without. @throws Error where a letter is none of it */
export function fromBase64(text: string): Uint8Array {
  const values = [...text.replace(/=+$/, "")].map((letter) => BASE64.indexOf(letter));
  if (values.includes(-1)) throw new Error("no Base64");
  // What is left over of the last letter is no byte.
  return Uint8Array.from(regroup(values, 6, 8)).subarray(0, (values.length * 6) >> 3);
}

/** The bits of numbers of one width as numbers of another one; the last is filled up with zeros. */
function regroup(values: Iterable<number>, from: number, to: number): number[] {
  const groups: number[] = [];
  let [word, bits] = [0, 0];
  for (const value of values) {
    word = ((word << from) | value) & 0xffff;
    bits += from;
    while (bits >= to) {
      bits -= to;
      groups.push((word >> bits) & (2 ** to - 1));
    }
  }
  if (bits > 0) groups.push((word << (to - bits)) & (2 ** to - 1));
  return groups;
}
