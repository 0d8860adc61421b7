import { isHangul, toInitials, toKeystrokes } from "../text/keystrokes.ts";
import { editDistance } from "../text/nearest.ts";
import { addTo } from "./add-to.ts";
import { countOfGrade } from "./index-file.ts";
import { soundsAlike, toSound } from "./phonetic.ts";
import { consonantsOfHangul, consonantsOfLatin, maySoundAlike } from "./transliteration.ts";

/** What it costs to take a letter for one that sounds alike; any other slip costs 1. */
const ALIKE = 0.6;

const alikeCost = (one: string, other: string) => (soundsAlike(one, other) ? ALIKE : 1);

/** How many words near answers are kept for, and how many terms each has at most. */
const MOST_REMEMBERED = 400;
const MOST_NEAR = 6;

type Near = { readonly term: number; readonly cost: number };

/**
 * The terms of an index, which serve as its dictionary: for words half typed, initials, spellings
 * and slips. Each of these views is made when it is first asked for.
 */
export class Vocabulary {
  readonly terms: readonly string[];
  readonly #rarities: string;
  readonly #numbers: ReadonlyMap<string, number>;
  #typed: { keys: readonly string[]; terms: Int32Array } | undefined;
  #initials: ReadonlyMap<string, readonly number[]> | undefined;
  #initialList: readonly string[] = [];
  #sounds: ReadonlyMap<string, readonly number[]> | undefined;
  #loans: ReadonlyMap<string, readonly number[]> | undefined;
  readonly #near = new Map<string, readonly number[]>();
  #masks: { keys: readonly string[]; masks: Int32Array } | undefined;

  constructor(terms: readonly string[], rarities: string) {
    this.terms = terms;
    this.#rarities = rarities;
    this.#numbers = new Map(terms.map((term, index) => [term, index]));
  }

  readonly has = (term: string): boolean => this.#numbers.has(term);

  numberOf(term: string): number | undefined {
    return this.#numbers.get(term);
  }

  /** About how many documents a term is in. */
  countOf(term: number): number {
    return countOfGrade(this.#rarities[term]!);
  }

  /** How much a term says in so many documents: rare ones more. */
  rarityOf(term: number, documents: number): number {
    const count = Math.min(documents, this.countOf(term));
    return Math.log(1 + (documents - count + 0.5) / (count + 0.5));
  }

  /** The most frequent terms whose keys begin with those of a word that may be half typed. */
  startingWith(word: string, most: number): number[] {
    if (/^[^가-힣ㄱ-ㅎㅏ-ㅣ]/.test(word)) {
      const from = lowerBound(this.terms, word);
      let to = from;
      while (to < this.terms.length && this.terms[to]!.startsWith(word)) to++;
      return this.#mostFrequent(range(from, to), most);
    }
    const { keys, terms } = this.#keyView();
    const wanted = toKeystrokes(word);
    const from = lowerBound(keys, wanted);
    let to = from;
    while (to < keys.length && keys[to]!.startsWith(wanted)) to++;
    return this.#mostFrequent(
      range(from, to).map((at) => terms[at]!),
      most,
    );
  }

  /** Terms with just these first consonants, or, with `prefix`, those that go on after them. */
  withInitials(initials: string, most: number, prefix = false): number[] {
    if (this.#initials === undefined) {
      this.#initials = this.#by((term) => (isLong(term) ? [toInitials(term)] : []));
      this.#initialList = [...this.#initials.keys()].sort();
    }
    if (!prefix) return this.#mostFrequent(this.#initials.get(initials) ?? [], most);
    const found: number[] = [];
    for (let at = lowerBound(this.#initialList, initials); this.#initialList[at]?.startsWith(initials); at++)
      if (this.#initialList[at] !== initials) found.push(...this.#initials.get(this.#initialList[at]!)!);
    return this.#mostFrequent(found, most);
  }

  /** Terms that are spelt otherwise but sound the same. */
  soundingLike(word: string, most: number): number[] {
    this.#sounds ??= this.#by((term) => (isLong(term) ? [toSound(term)] : []));
    const keys = toKeystrokes(word);
    // 휴가 and 훅과 share a sound in this rough sense and hardly a letter.
    const limit = keys.length / 3;
    return this.#mostFrequent(
      (this.#sounds.get(toSound(word)) ?? []).filter(
        (term) => editDistance(keys, toKeystrokes(this.terms[term]!), limit, alikeCost) <= limit,
      ),
      most,
    );
  }

  /** Terms in Latin letters that a loan word may be: 유즈이펙트 is useEffect. */
  inLatin(word: string, most: number): number[] {
    this.#loans ??= this.#by(consonantsOfLatin);
    const found = this.#loans.get(consonantsOfHangul(word)) ?? [];
    return this.#mostFrequent(
      found.filter((term) => maySoundAlike(word, this.terms[term]!)),
      most,
    );
  }

  /**
   * Terms that a slip or two have turned into `word`: letters left out, doubled, swapped, or taken for
   * others. Taking one for a letter that sounds alike is a small slip, so that two of them may be
   * forgiven; in a word of two syllables or four letters no letter may be taken for one that sounds
   * otherwise, because half of all short words would be near.
   */
  near(word: string, most: number): readonly number[] {
    // Every key asks again for the words before it.
    const known = this.#near.get(word);
    if (known) return known.slice(0, most);
    if (this.#near.size >= MOST_REMEMBERED) this.#near.clear();
    const found = this.#findNear(word);
    this.#near.set(word, found);
    return found.slice(0, most);
  }

  #findNear(word: string): readonly number[] {
    const wanted = toKeystrokes(word);
    const hangul = isHangul(word);
    if (wanted.length < 4) return hangul ? [] : this.#swapped(word);
    const short = hangul ? word.length < 3 : wanted.length < 5;
    const limit = short ? 1 : wanted.length < 9 ? 2 * ALIKE : 2;
    const costOf = (one: string, other: string) =>
      hangul && soundsAlike(one, other) ? ALIKE : short ? 2 : 1;
    const changes = Math.ceil(limit / ALIKE) * 2;
    this.#masks ??= maskView(this.terms);
    const mask = maskOf(wanted);
    const { keys, masks } = this.#masks;
    const found: Near[] = [];
    for (let term = 0; term < keys.length; term++) {
      if (bitCount(masks[term]! ^ mask) > changes) continue;
      const straw = keys[term]!;
      if (Math.abs(straw.length - wanted.length) > limit || straw.length < 4) continue;
      if (isHangul(this.terms[term]!) !== hangul) continue;
      const cost = editDistance(wanted, straw, limit, costOf);
      if (cost <= limit) found.push({ term, cost });
    }
    const least = Math.min(...found.map(({ cost }) => cost));
    return this.#mostFrequent(
      found.filter(({ cost }) => cost === least).map(({ term }) => term),
      MOST_NEAR,
    );
  }

  /** Terms that are a word of three letters with two of them swapped, the usual slip in commands: gti. */
  #swapped(word: string): number[] {
    const [a, b, c] = word;
    return word.length < 3 ? [] : [`${b}${a}${c}`, `${a}${c}${b}`].flatMap((one) => this.numberOf(one) ?? []);
  }

  #keyView() {
    if (this.#typed === undefined) {
      const pairs = this.terms.flatMap((term, index) =>
        isHangul(term) ? [[toKeystrokes(term), index] as const] : [],
      );
      pairs.sort((one, other) => (one[0] < other[0] ? -1 : one[0] > other[0] ? 1 : 0));
      this.#typed = {
        keys: pairs.map(([keys]) => keys),
        terms: Int32Array.from(pairs, ([, index]) => index),
      };
    }
    return this.#typed;
  }

  /** The numbers of terms by what is made of them. */
  #by(keysOf: (term: string) => readonly string[]): ReadonlyMap<string, readonly number[]> {
    const map = new Map<string, number[]>();
    this.terms.forEach((term, index) => {
      for (const key of keysOf(term)) addTo(map, key, index);
    });
    return map;
  }

  #mostFrequent(terms: readonly number[], most: number): number[] {
    return [...terms]
      .sort((one, other) => this.countOf(other) - this.countOf(one) || one - other)
      .slice(0, most);
  }
}

const isLong = (term: string) => isHangul(term) && term.length > 1;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function maskView(terms: readonly string[]) {
  const keys = terms.map(toKeystrokes);
  return { keys, masks: Int32Array.from(keys, maskOf) };
}

/** Which letters a word has: words whose masks differ in many bits cannot be near. */
function maskOf(keys: string): number {
  let mask = 0;
  for (let at = 0; at < keys.length; at++) mask |= 1 << (keys.charCodeAt(at) % 31);
  return mask;
}

function bitCount(bits: number): number {
  let left = bits >>> 0;
  let count = 0;
  while (left !== 0) {
    left &= left - 1;
    count++;
  }
  return count;
}
