import { toInitials, toLetters } from "../text/keystrokes.ts";
import { squeeze } from "./aliases.ts";
import type { Reason, Variant } from "./read-query.ts";

/** How well a heading answers, 0 to 1, and why where it is not literal. */
export type HeadingMatch = { readonly score: number; readonly reason?: Reason };

type Heading = {
  readonly title: string;
  /** The heading as keys, without spaces, and where its words begin in them. */
  readonly keys: string;
  readonly starts: readonly number[];
  readonly initials: string;
  readonly initialStarts: readonly number[];
};

const INITIALS_ONLY = /^[ㄱ-ㅎ0-9a-z]*[ㄱ-ㅎ]{2}[ㄱ-ㅎ0-9a-z]*$/;

/**
 * Compares queries with whole headings, letter by letter: spaces do not count, a half-typed
 * syllable is a beginning, and initials stand for their syllables.
 */
export class Headings {
  readonly #headings: readonly Heading[];

  constructor(titles: readonly string[]) {
    this.#headings = titles.map(toHeading);
  }

  /** How well each heading answers, 0 to 1, by its number; those that do not are left out. */
  match(variants: readonly Variant[]): Map<number, HeadingMatch> {
    const found = new Map<number, HeadingMatch>();
    for (const variant of variants) {
      const initials = INITIALS_ONLY.test(variant.text);
      const wanted = initials ? variant.text : toLetters(variant.text);
      if (wanted.length < 2) continue;
      this.#headings.forEach((heading, index) => {
        const text = initials ? heading.initials : heading.keys;
        const place = text.indexOf(wanted);
        if (place < 0) return;
        const score =
          variant.weight * scoreOf(text, wanted, initials ? heading.initialStarts : heading.starts);
        if (score > (found.get(index)?.score ?? 0))
          found.set(index, {
            score,
            reason: initials ? { kind: "initials", from: variant.text, to: heading.title } : variant.reason,
          });
      });
    }
    return found;
  }
}

/** A whole heading is 1; a part of it counts by how much of it, if it begins where a word begins. */
function scoreOf(text: string, wanted: string, starts: readonly number[]): number {
  if (text.length === wanted.length) return 1;
  const share = wanted.length / text.length;
  for (const start of starts)
    if (text.startsWith(wanted, start)) return (start === 0 ? 0.5 : 0.4) + 0.4 * share;
  return wanted.length > 4 ? 0.25 * share : 0;
}

function toHeading(title: string): Heading {
  const words = title
    .split(/[\s\-_·,()'"’‘“”/:]+/)
    .map(squeeze)
    .filter(Boolean);
  const starts: number[] = [];
  const initialStarts: number[] = [];
  let keys = "";
  let initials = "";
  for (const word of words) {
    starts.push(keys.length);
    initialStarts.push(initials.length);
    keys += toLetters(word);
    initials += toInitials(word);
  }
  return { title, keys, starts, initials, initialStarts };
}
