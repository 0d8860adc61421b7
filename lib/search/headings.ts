import { toInitials, toLetters } from "../text/keystrokes.ts";
import { editDistance } from "../text/nearest.ts";
import { addTo } from "./add-to.ts";
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
  readonly #keys: Joined;
  readonly #initials: Joined;
  /** Headings by what stands before and in a parenthesis, and by how long each jamo form is. */
  readonly #named = new Map<string, number[]>();
  readonly #long = new Map<number, (readonly [number, string])[]>();

  constructor(titles: readonly string[]) {
    this.#headings = titles.map(toHeading);
    this.#keys = new Joined(this.#headings.map(({ keys }) => keys));
    this.#initials = new Joined(this.#headings.map(({ initials }) => initials));
    this.#headings.forEach(({ names, jamo }, index) => {
      for (const name of names) addTo(this.#named, name, index);
      for (const form of jamo) addTo(this.#long, form.length, [index, form] as const);
    });
  }

  /**
   * How well each heading answers, 0 to 1, by its number; those that do not are left out.
   * A variant with `slips` is also compared with whole headings that a letter or two make of it.
   */
  match(variants: readonly Variant[]): Map<number, HeadingMatch> {
    const found = new Map<number, HeadingMatch>();
    for (const { text, weight, slips, reason } of variants) {
      const initials = INITIALS_ONLY.test(text);
      const wanted = initials ? text : toLetters(text);
      if (wanted.length < 2) continue;
      const literal = new Set<number>();
      const note = (index: number, score: number, kind?: Reason["kind"]) => {
        if (score === 0) return;
        literal.add(index);
        if (weight * score > (found.get(index)?.score ?? 0))
          found.set(index, {
            score: weight * score,
            reason: kind ? { kind, from: text, to: this.#headings[index]!.title } : reason,
          });
      };
      if (!initials) for (const index of this.#named.get(wanted) ?? []) note(index, NAME);
      for (const index of (initials ? this.#initials : this.#keys).having(wanted)) {
        const { keys, starts, initials: first, initialStarts } = this.#headings[index]!;
        if (initials) note(index, scoreOf(first, wanted, initialStarts), "initials");
        else if (!literal.has(index)) note(index, scoreOf(keys, wanted, starts));
      }
      if (!slips || initials) continue;
      const jamo = text.normalize("NFD");
      const allowed = jamo.length < 6 ? 0 : jamo.length < 10 ? 1 : 2;
      const known = new Set(literal);
      for (let size = jamo.length - allowed; size <= jamo.length + allowed; size++)
        for (const [index, form] of this.#long.get(size) ?? []) {
          const cost = known.has(index) ? allowed + 1 : editDistance(jamo, form, allowed);
          if (cost <= allowed) note(index, 0.8 - 0.1 * cost, "typo");
        }
    }
    return found;
  }
}

/** Texts as one, so that those that have a part are found without looking at each. */
class Joined {
  readonly #all: string;
  readonly #ends: number[] = [];

  constructor(texts: readonly string[]) {
    this.#all = texts.join("\n");
    let end = -1;
    for (const { length } of texts) {
      end += length + 1;
      this.#ends.push(end);
    }
  }

  /** The numbers of the texts in which `part` stands, in order. */
  *having(part: string): Generator<number> {
    let index = 0;
    for (let at = this.#all.indexOf(part); at >= 0; at = this.#all.indexOf(part, this.#ends[index]!)) {
      while (this.#ends[index]! <= at) index++;
      yield index;
    }
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
