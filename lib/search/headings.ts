import { toInitials, toLetters } from "../text/keystrokes.ts";
import { editDistance } from "../text/nearest.ts";
import type { Reason, Variant } from "./read-query.ts";
import { squeeze } from "./squeeze.ts";

/** How well a heading answers, 0 to 1, and why where it is not literal. */
type HeadingMatch = { readonly score: number; readonly reason?: Reason };

type Heading = {
  readonly title: string;
  /** The heading as keys, without spaces, and where its words begin in them. */
  readonly keys: string;
  readonly starts: readonly number[];
  /** What stands before and in a parenthesis at the end: 파드 and Pod of 파드(Pod). */
  readonly names: readonly string[];
  /** The heading and its names as single jamo, in which a slip is counted. */
  readonly jamo: readonly string[];
  readonly initials: string;
  readonly initialStarts: readonly number[];
};

/** What a heading counts that says what was asked for and explains it in a parenthesis. */
const NAME = 0.95;
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

  /**
   * How well each heading answers, 0 to 1, by its number; those that do not are left out.
   * A variant with `slips` is also compared with whole headings that a letter or two make of it.
   */
  match(variants: readonly Variant[]): Map<number, HeadingMatch> {
    const found = new Map<number, HeadingMatch>();
    for (const variant of variants) {
      const initials = INITIALS_ONLY.test(variant.text);
      const wanted = initials ? variant.text : toLetters(variant.text);
      if (wanted.length < 2) continue;
      const jamo = variant.slips && !initials ? variant.text.normalize("NFD") : undefined;
      this.#headings.forEach((heading, index) => {
        const { title } = heading;
        const note = (score: number, reason: Reason | undefined) => {
          if (score > (found.get(index)?.score ?? 0)) found.set(index, { score, reason });
        };
        const score = initials
          ? scoreOf(heading.initials, wanted, heading.initialStarts)
          : heading.names.includes(wanted)
            ? NAME
            : scoreOf(heading.keys, wanted, heading.starts);
        if (score > 0)
          note(
            variant.weight * score,
            initials ? { kind: "initials", from: variant.text, to: title } : variant.reason,
          );
        else if (jamo !== undefined)
          note(variant.weight * Math.max(...heading.jamo.map((text) => scoreOfSlip(text, jamo))), {
            kind: "typo",
            from: variant.text,
            to: title,
          });
      });
    }
    return found;
  }
}

/** A whole heading is 1; a part of it counts by how much of it, if it begins where a word begins. */
function scoreOf(text: string, wanted: string, starts: readonly number[]): number {
  if (!text.includes(wanted)) return 0;
  if (text.length === wanted.length) return 1;
  const share = wanted.length / text.length;
  for (const start of starts)
    if (text.startsWith(wanted, start)) return (start === 0 ? 0.5 : 0.4) + 0.4 * share;
  return wanted.length > 4 ? 0.25 * share : 0;
}

/** What a heading counts that a slip made of the query: less than if it stood there. */
function scoreOfSlip(text: string, wanted: string): number {
  const allowed = wanted.length < 6 ? 0 : wanted.length < 10 ? 1 : 2;
  if (Math.abs(text.length - wanted.length) > allowed) return 0;
  const cost = editDistance(wanted, text, allowed);
  return cost <= allowed ? 0.8 - 0.1 * cost : 0;
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
  const [, before, inside] = /^([^()]+)\(([^()]+)\)$/.exec(title.trim()) ?? [];
  const names = [before, inside].flatMap((name) => (name ? [squeeze(name)] : []));
  return {
    title,
    keys,
    starts,
    names: names.map(toLetters),
    jamo: [words.join(""), ...names].map((name) => name.normalize("NFD")),
    initials,
    initialStarts,
  };
}
