import type { SearchNote } from "./documents.ts";

/**
 * The index as it is shipped: one JSON text, and for large collections further ones with the
 * postings. A reader refuses a version it does not know, because FlexSearch would answer an index
 * written otherwise with an empty list.
 */
export const FORMAT = "whale-search/3";
/** Number of grades of a term's weight in a place. */
export const GRADES = 6;

export type IndexFile = {
  readonly format: typeof FORMAT;
  /** Which texts it was made of: passages of another version do not belong to it. */
  readonly version: string;
  /** The notes, and behind them pages of other kinds, whose places are whole addresses. */
  readonly notes: readonly SearchNote[];
  /** Note, anchor, title and number of the document of the heading above it (-1: none). */
  readonly documents: readonly (readonly [number, string, string, number])[];
  /** Numbers of the documents that are folded reference. */
  readonly folded: readonly number[];
  /** What each document is, in bits (see `documents.ts`), as numbers. */
  readonly traits: string;
  /** Questions that documents answer, as numbers (see `writeAsks`). */
  readonly asks: string;
  /** Sorted terms, each as the number of characters it shares with the one before and the rest. */
  readonly terms: string;
  /** One character a term: how rare it is (see `gradeOfCount`). */
  readonly rarities: string;
  /** Groups of forms that mean the same, besides those of the concepts. */
  readonly aliases: readonly (readonly string[])[];
  /** Groups of words that people use where a note says another: 죽다, 종료. They are near, not the same. */
  readonly lexicon: readonly (readonly string[])[];
  readonly concepts: readonly Concept[];
  /** Postings of all terms, or the files that hold them: first term and address. */
  readonly postings: string | readonly (readonly [number, string])[];
};

/** A term of the glossary as the first answer shows it. */
export type Concept = {
  readonly id: string;
  readonly ko: string;
  readonly en: string;
  readonly aliases: readonly string[];
  readonly short: string;
  /** Names shared with other concepts under which this one comes first. */
  readonly leads?: readonly string[] | undefined;
  /** Note (its number in `notes`) and section that explain it; -1 where the collection has none. */
  readonly note: number;
  readonly section: string;
};

export class UnknownFormat extends Error {
  override readonly name = "UnknownFormat";
  constructor(found: unknown) {
    super(
      `검색 색인의 형식(${found})이 이 프로그램의 것(${FORMAT})과 다릅니다. 새로 고치거나 다시 빌드해 주세요.`,
    );
  }
}

/** @throws UnknownFormat when the text is no index, or one of another version */
export function readIndexFile(text: string): IndexFile {
  let file: { readonly format?: unknown } | null;
  try {
    file = JSON.parse(text) as typeof file;
  } catch {
    throw new UnknownFormat("읽을 수 없음");
  }
  if (file?.format !== FORMAT) throw new UnknownFormat(file?.format);
  return file as IndexFile;
}

/** Documents of one term by grade, best grade first: the shape in which FlexSearch keeps them. */
export type Slots = number[][];

// Digits that JSON and HTTP leave alone. The first half ends a number, the second goes on.
const DIGITS = Array.from({ length: 91 }, (_, index) => String.fromCharCode(index + 35))
  .filter((digit) => digit !== "\\")
  .join("");
const BASE = DIGITS.length / 2;
const valueOfCode = new Int16Array(128).fill(-1);
for (let value = 0; value < DIGITS.length; value++) valueOfCode[DIGITS.charCodeAt(value)] = value;

/** Non-negative whole numbers as text: small ones take one character. */
export function writeNumbers(numbers: Iterable<number>): string {
  let out = "";
  for (let number of numbers) {
    let word = DIGITS[number % BASE]!;
    number = Math.floor(number / BASE);
    while (number > 0) {
      number -= 1;
      word = DIGITS[BASE + (number % BASE)]! + word;
      number = Math.floor(number / BASE);
    }
    out += word;
  }
  return out;
}

export function* readNumbers(text: string): Generator<number> {
  let number = 0;
  for (let at = 0; at < text.length; at++) {
    const value = valueOfCode[text.charCodeAt(at)]!;
    if (value >= BASE) number = number * BASE + (value - BASE) + 1;
    else {
      yield number * BASE + value;
      number = 0;
    }
  }
}

/** One term's postings: the steps between documents, each with its grade. */
export function writePostings(slots: Slots): string {
  const pairs = slots.flatMap((documents, slot) => documents.map((document) => [document, slot] as const));
  pairs.sort(([one], [other]) => one - other);
  let last = -1;
  const numbers = pairs.map(([document, slot]) => {
    const step = document - last - 1;
    last = document;
    return step * GRADES + slot;
  });
  return writeNumbers(numbers);
}

export function readPostings(text: string): Slots {
  const slots: Slots = Array.from({ length: GRADES }, () => []);
  let last = -1;
  for (const number of readNumbers(text)) {
    last += Math.floor(number / GRADES) + 1;
    slots[number % GRADES]!.push(last);
  }
  return slots;
}

/** A question that a document answers, as the terms of its words. */
export type AskedOf = { readonly document: number; readonly terms: readonly number[] };

/** Questions in the order of their documents: the step to the document, how many terms, and the terms sorted, by steps. */
export function writeAsks(asks: readonly AskedOf[]): string {
  let last = 0;
  return writeNumbers(
    asks.flatMap(({ document, terms }) => {
      const step = document - last;
      last = document;
      const sorted = [...terms].sort((one, other) => one - other);
      return [step, sorted.length, ...sorted.map((term, at) => (at === 0 ? term : term - sorted[at - 1]!))];
    }),
  );
}

export function readAsks(text: string): AskedOf[] {
  const numbers = readNumbers(text);
  const next = () => numbers.next().value ?? 0;
  const asks: AskedOf[] = [];
  let document = 0;
  for (let step = numbers.next(); !step.done; step = numbers.next()) {
    document += step.value;
    let last = 0;
    const terms = Array.from({ length: next() }, () => (last += next()));
    asks.push({ document, terms });
  }
  return asks;
}

/** Sorted terms, front-coded: one digit for what is shared, the rest, and a space. */
export function writeTerms(terms: readonly string[]): string {
  let last = "";
  return terms
    .map((term) => {
      let shared = 0;
      while (shared < Math.min(last.length, term.length, BASE - 1) && last[shared] === term[shared]) shared++;
      last = term;
      return DIGITS[shared]! + term.slice(shared);
    })
    .join(" ");
}

export function readTerms(text: string): string[] {
  if (text === "") return [];
  let last = "";
  return text.split(" ").map((entry) => {
    last = last.slice(0, valueOfCode[entry.charCodeAt(0)]) + entry.slice(1);
    return last;
  });
}

/** How many documents a term is in, on a scale of one character: eight grades a doubling would be waste. */
export function gradeOfCount(count: number): string {
  return DIGITS[Math.min(BASE - 1, Math.round(Math.log2(count) * 2))]!;
}

export function countOfGrade(digit: string): number {
  return 2 ** (valueOfCode[digit.charCodeAt(0)]! / 2);
}

const POSTING_SEPARATOR = " ";

/** Joins the postings of terms `from` to `to`, as an index file or a shard holds them. */
export function joinPostings(postings: readonly string[], from = 0, to = postings.length): string {
  return postings.slice(from, to).join(POSTING_SEPARATOR);
}

export function splitPostings(text: string): string[] {
  return text.split(POSTING_SEPARATOR);
}

/** What a slot says of a term's weight, 0 to 1. */
export function shareOfSlot(slot: number): number {
  return (GRADES - slot - 0.5) / GRADES;
}
