/** Text that is not UTF-8 but in another encoding that Korean files come in. */
export type Decoded = { readonly text: string; readonly encoding: "UTF-16" | "EUC-KR" };

/**
 * Decodes UTF-16, by its mark or by the zeros of its ASCII, and EUC-KR (as Windows writes it), when the whole
 * text is that and it reads as Korean; undefined for UTF-8 and for what is neither.
 */
export function decodeOther(bytes: Uint8Array): Decoded | undefined {
  const wide = utf16Of(bytes);
  if (wide !== undefined) {
    const text = decode(wide, bytes);
    return text === undefined ? undefined : { text, encoding: "UTF-16" };
  }
  if (decode("utf-8", bytes) !== undefined) return undefined;
  const text = decode("euc-kr", bytes);
  if (text === undefined) return undefined;
  const letters = text.match(/\P{ASCII}/gu) ?? [];
  const hangul = text.match(/[가-힣ㄱ-ㆎ]/g) ?? [];
  return hangul.length * 2 >= letters.length ? { text, encoding: "EUC-KR" } : undefined;
}

function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  // Without a mark: blanks, line ends and punctuation have a zero beside them, and UTF-8 has none anywhere.
  const head = bytes.subarray(0, 2048);
  const zeros = [0, 1].map((side) => head.filter((byte, index) => byte === 0 && index % 2 === side).length);
  const most = Math.max(zeros[0]!, zeros[1]!);
  if (most === 0 || most * 16 < head.length || Math.min(zeros[0]!, zeros[1]!) * 4 > most) return undefined;
  return zeros[1]! > zeros[0]! ? "utf-16le" : "utf-16be";
}

function decode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
