import type { Passage } from "./documents.ts";
import { candidatesOf } from "./stems.ts";
import { foldCase, partsOf, tokenise } from "./tokens.ts";

/** The texts of one note that results quote, by document. `version` is the index's. */
export type PassageFile = {
  readonly version: string;
  readonly sections: readonly (readonly [number, readonly (readonly [Passage["kind"], string, string?])[]])[];
};

/** The passages of a file, by the number of their document. */
export function passagesOf({ sections }: PassageFile): ReadonlyMap<number, readonly Passage[]> {
  return new Map(
    sections.map(([document, passages]) => [
      document,
      passages.map(([kind, text, at]) => ({ kind, text, at })),
    ]),
  );
}

/** A text in pieces; every second one is marked. */
export type Marked = readonly string[];

type Excerpt = {
  readonly kind: Passage["kind"];
  readonly text: Marked;
  readonly at?: string;
  /** How many of the terms it has. */
  readonly found: number;
};

const LONGEST = 150;
/** Passages of a kind that are looked through. */
const MOST = 200;

/** A word of a text, and all terms that it may stand for. */
type Word = { readonly start: number; readonly end: number; readonly terms: readonly string[] };
/** A text in words and whole sentences, each from one word to another. */
type Read = {
  readonly words: readonly Word[];
  readonly sentences: readonly { readonly text: string; readonly words: readonly Word[] }[];
};

/** Reading a text is most of the work, and the same places answer one key after the other. */
const known = new WeakMap<Passage, Read>();

function readPassage(passage: Passage): Read {
  const before = known.get(passage);
  if (before) return before;
  const words = wordsOf(passage.text);
  const sentences = (passage.kind === "text" ? sentencesOf(passage.text) : [[0, passage.text] as const]).map(
    ([start, text]) => ({
      text,
      words: words.filter((word) => word.start >= start && word.end <= start + text.length),
    }),
  );
  const read = { words, sentences };
  known.set(passage, read);
  return read;
}

function wordsOf(text: string): Word[] {
  return tokenise(foldCase(text)).map(({ text: word, kind, start, end }) => {
    const terms = kind === "hangul" ? candidatesOf(word) : [word, ...partsOf(text.slice(start, end))];
    return { start, end, terms };
  });
}

/** Sentences of a text, each with the place where it begins. */
function sentencesOf(text: string): (readonly [number, string])[] {
  return [...text.matchAll(/[^.?!]+(?:[.?!](?!\s|$)[^.?!]*)*[.?!]*/g)].map(({ 0: sentence, index }) => {
    const bare = sentence.trimStart();
    return [index + sentence.length - bare.length, bare.trimEnd()] as const;
  });
}

/**
 * The passage of a section that says most of what was asked, and the same of its rows, its code and its
 * drawings: cut to whole sentences, with the words marked that answer, also those that answer by their
 * stem or by another name.
 * @param marks terms of the query's readings, as `SearchIndex` gives them
 */
export function excerptsOf(
  passages: readonly Passage[],
  marks: ReadonlySet<string>,
): { readonly best?: Excerpt; readonly byKind: ReadonlyMap<Passage["kind"], Excerpt> } {
  type Candidate = { passage: Passage; sentence: string; value: number; found: number };
  const tops = new Map<Passage["kind"], Candidate>();
  const seen = new Map<Passage["kind"], number>();
  let top: Candidate | undefined;
  for (const passage of passages) {
    const { kind } = passage;
    const count = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, count);
    if (count > MOST) continue;
    for (const { text, words } of readPassage(passage).sentences) {
      const hits = words.flatMap((word) => word.terms.find((term) => marks.has(term)) ?? []);
      const found = new Set(hits).size;
      // Prose first: a table row or a line of code must say more to be quoted instead.
      const value = found - (kind === "text" ? 0 : 0.4) + Math.min(hits.length, 4) * 0.05;
      const candidate = { passage, sentence: text, value, found };
      if (top === undefined || value > top.value) top = candidate;
      if (value > (tops.get(kind)?.value ?? Number.NEGATIVE_INFINITY)) tops.set(kind, candidate);
    }
  }
  const show = ({ passage: { kind, at }, sentence, found }: Candidate): Excerpt => ({
    kind,
    at,
    text: markText(cut(sentence, marks), marks),
    found,
  });
  return {
    best: top && show(top),
    byKind: new Map([...tops].map(([kind, candidate]) => [kind, show(candidate)])),
  };
}

/** Marks the words of a text that answer. */
export function markText(text: string, marks: ReadonlySet<string>): Marked {
  return mark(text, wordsOf(text), marks);
}

/** The same of a passage, whose words are known. */
export function markPassage(passage: Passage, marks: ReadonlySet<string>): Marked {
  return mark(passage.text, readPassage(passage).words, marks);
}

/** A long sentence is cut around its first mark, at spaces. */
function cut(sentence: string, marks: ReadonlySet<string>): string {
  if (sentence.length <= LONGEST) return sentence;
  const first = wordsOf(sentence).find(({ terms }) => terms.some((term) => marks.has(term)))?.start ?? 0;
  const from = first < LONGEST * 0.6 ? 0 : sentence.lastIndexOf(" ", first - 40) + 1;
  const rest = sentence.slice(from);
  const end = rest.length <= LONGEST ? rest.length : Math.max(rest.lastIndexOf(" ", LONGEST), LONGEST / 2);
  return `${from > 0 ? "… " : ""}${rest.slice(0, end).trim()}${end < rest.length ? " …" : ""}`;
}

function mark(text: string, words: readonly Word[], marks: ReadonlySet<string>): Marked {
  const pieces: string[] = [];
  let last = 0;
  for (const { start, end, terms } of words) {
    const term = terms.find((one) => marks.has(one));
    if (term === undefined) continue;
    // Of 컨테이너를 the noun is marked; a part of `v1.33` marks the whole word.
    const stop = /^[가-힣]/.test(term) && text.startsWith(term, start) ? start + term.length : end;
    pieces.push(text.slice(last, start), text.slice(start, stop));
    last = stop;
  }
  pieces.push(text.slice(last));
  return pieces;
}
