import { fromKeystrokes, toInitials, toLetters } from "./keystrokes.ts";

/** Whether one of a thing's names answers a query. */
type NameMatcher = (names: readonly string[]) => boolean;

/**
 * Reads a query as people type it: 초성 (`ㅋㅌㅇㄴ`), a syllable that is only half there
 * (`컨텡`), Hangul typed with the keyboard still on English (`zjsxpdlsj`), any case, with
 * or without blanks and hyphens. An empty query matches everything.
 */
export function createNameMatcher(query: string): NameMatcher {
  const plain = fold(query);
  if (plain === "") return () => true;
  if (/^[ㄱ-ㅎ]+$/.test(plain)) {
    const wanted = undouble(plain);
    return (names) => names.some((name) => initialsOf(name).includes(wanted));
  }
  const wanted = [plain];
  // Three keys at least: fewer are a syllable by chance.
  if (/^[a-z]{3,}$/.test(plain)) {
    const hangul = fromKeystrokes(query.replace(/\s+/g, ""));
    if (/^[가-힣]+[ㄱ-ㅎ]?$/.test(hangul)) wanted.push(fold(hangul));
  }
  const spelled = wanted.map(toLetters);
  return (names) =>
    names.some((name) => {
      const letters = toLetters(fold(name));
      return spelled.some((part) => letters.includes(part));
    });
}

/** Names are compared without case, blanks and the marks between words. */
function fold(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s\-_./·()]+/g, "");
}

/** First consonants of all Hangul in a name, doubled ones as the plain key that people type. */
function initialsOf(name: string): string {
  return undouble(toInitials(name.normalize("NFC").replace(/[^가-힣]/g, "")));
}

const PLAIN: Readonly<Record<string, string>> = { ㄲ: "ㄱ", ㄸ: "ㄷ", ㅃ: "ㅂ", ㅆ: "ㅅ", ㅉ: "ㅈ" };

function undouble(initials: string): string {
  return initials.replace(/[ㄲㄸㅃㅆㅉ]/g, (letter) => PLAIN[letter]!);
}
