/** Written above the line: 2⁶³. */
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028\u2029\u2060\ufeff]|\ufe0f/g;
const EMOJI = /\p{Extended_Pictographic}/gu;
const LAUGHTER = /(?:[ㅋㅎㅠㅜ]{1,}|(?:\^\^)|[~♡♥])+(?=\s|$)/g;
const QUOTES = /["'`“”‘’‚„«»「」『』《》〈〉]/g;
const DASHES = /[‐‑‒–—―−﹣－]/g;

/**
 * What a learner typed, without what is only a way of writing: composed Hangul, full-width letters,
 * invisible characters, quotation and code marks, emoji and laughter. Dashes are hyphens, blanks single.
 * Capital letters stay: to a unit and to a flag they mean something.
 */
export function cleanAnswer(text: string): string {
  return (
    text
      .normalize("NFC")
      .replace(/[⁰¹²³⁴-⁹]+/g, (digits) => `^${[...digits].map((one) => SUPERSCRIPTS.indexOf(one)).join("")}`)
      // But for single letters of Hangul, which would become another kind of letters.
      .replace(/[^\u3131-\u318e]+/g, (part) => part.normalize("NFKC"))
      .replace(INVISIBLE, "")
      .replace(EMOJI, "")
      .replace(LAUGHTER, "")
      .replace(DASHES, "-")
      .replace(QUOTES, "")
      .replace(/(\d)\s*(?:~|에서|부터)\s*(\d[\d,]*)(?:까지)?/g, "$1-$2")
      .replace(/\s+/g, " ")
      .trim()
  );
}

/** A cleaned text as names are compared: small letters, without blanks, hyphens, underscores, middle dots. */
export function squeeze(text: string): string {
  return text.toLowerCase().replace(/[\s\-_·ㆍ・•]+/g, "");
}

/** The digits of a text in order: a different number is never a typing slip. */
export function digitsOf(text: string): string {
  return text.replace(/\D+/g, " ").trim();
}
