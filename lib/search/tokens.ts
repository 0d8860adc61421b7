/** A word of a text: one script each, so `Pod가` is two. `glued` says that nothing stood before it. */
export type Token = {
  readonly text: string;
  readonly kind: "hangul" | "latin";
  readonly start: number;
  readonly end: number;
  readonly glued: boolean;
};

const WORD =
  /[가-힣ㄱ-ㅎㅏ-ㅣ]+|[a-z](?:\+\+|#)(?![a-z0-9])|[\p{sc=Latin}\p{sc=Greek}\p{N}_]+(?:[.\-/:@+][\p{sc=Latin}\p{sc=Greek}\p{N}_]+)*/giu;
const NOTHING: readonly string[] = [];

/**
 * Text as the index and the query read it: composed Hangul, small letters, no full-width forms.
 * Keeps the number of UTF-16 units, so that places in it are places in the NFC text.
 */
export function foldCase(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/[A-Z\u00c0-\u024f\u0370-\u03ff]/g, (letter) => {
      const small = letter.toLowerCase();
      return small.length === 1 ? small : letter;
    });
}

/** Words of a text that went through `foldCase`. Paths, versions and flags are one word (`/var/lib/docker`, `v1.33`). */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let last = -1;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    const kind = /^[가-힣ㄱ-ㅎㅏ-ㅣ]/.test(match[0]) ? "hangul" : "latin";
    tokens.push({ text: match[0], kind, start, end, glued: start === last });
    last = end;
  }
  return tokens;
}

/**
 * Parts of a Latin word that are searched for on their own: pieces between signs, humps of
 * camel case. Needs the word as it was written.
 */
export function partsOf(written: string): readonly string[] {
  if (!/[.\-/:@+_]|[a-z][A-Z]|^v\d/.test(written)) return NOTHING;
  const pieces = written.split(/[.\-/:@+_]+/);
  const humps = pieces.flatMap((piece) =>
    /[a-z][A-Z]/.test(piece) ? [piece, ...piece.split(/(?<=[a-z0-9])(?=[A-Z])/)] : [piece],
  );
  const bare = /^v\d/.test(written) ? [written.slice(1)] : [];
  const parts = [...bare, ...humps].filter(
    (part) => /[a-z]{2}/i.test(part) || /^\d{3,}$/.test(part) || part === bare[0],
  );
  return [...new Set(parts.map(foldCase))].filter((part) => part !== foldCase(written));
}
