import type { Passage } from "./documents.ts";
import { termsOfWord } from "./stems.ts";
import { foldCase, partsOf, type Token, tokenise } from "./tokens.ts";

/** The texts of one note that results quote, by document. `version` is the index's. */
export type PassageFile = {
  readonly version: string;
  readonly sections: readonly (readonly [number, readonly (readonly [Passage["kind"], string, string?])[]])[];
};

/** A text in pieces; every second one is marked. */
export type Marked = readonly string[];

export type Excerpt = {
  readonly kind: Passage["kind"];
  readonly text: Marked;
  readonly at?: string;
  readonly found: number;
};

const LONGEST = 150;

/**
 * The passage of a section that says most of what was asked, cut to whole sentences, with the words
 * marked that answer, also those that answer by their stem or by another name.
 * @param marks terms of the query's readings, as `SearchIndex` gives them
 */
export function excerptOf(passages: readonly Passage[], marks: readonly string[]): Excerpt | undefined {
  const wanted = new Set(marks);
  let best: { passage: Passage; sentence: string; value: number; found: number } | undefined;
  for (const passage of passages.slice(0, 200)) {
    for (const sentence of passage.kind === "text" ? sentencesOf(passage.text) : [passage.text]) {
      const hits = placesOf(sentence, wanted);
      const kinds = new Set(hits.map(({ term }) => term)).size;
      // Prose first: a table row or a line of code must say more to be quoted instead.
      const value = kinds - (passage.kind === "text" ? 0 : 0.4) + Math.min(hits.length, 4) * 0.05;
      if (best === undefined || value > best.value) best = { passage, sentence, value, found: kinds };
    }
  }
  if (best === undefined) return undefined;
  const { passage, sentence, found } = best;
  return { kind: passage.kind, at: passage.at, text: mark(cut(sentence, wanted), wanted), found };
}

/** Marks the words of a text that answer. */
export function markText(text: string, marks: readonly string[]): Marked {
  return mark(text, new Set(marks));
}

function sentencesOf(text: string): string[] {
  return text.match(/[^.?!]+(?:[.?!](?!\s|$)[^.?!]*)*[.?!]*/g)?.map((sentence) => sentence.trim()) ?? [text];
}

/** A long sentence is cut around its first mark, at spaces. */
function cut(sentence: string, wanted: ReadonlySet<string>): string {
  if (sentence.length <= LONGEST) return sentence;
  const first = placesOf(sentence, wanted)[0]?.token.start ?? 0;
  const from = first < LONGEST * 0.6 ? 0 : sentence.lastIndexOf(" ", first - 40) + 1;
  const rest = sentence.slice(from);
  const end = rest.length <= LONGEST ? rest.length : Math.max(rest.lastIndexOf(" ", LONGEST), LONGEST / 2);
  return `${from > 0 ? "… " : ""}${rest.slice(0, end).trim()}${end < rest.length ? " …" : ""}`;
}

function mark(text: string, wanted: ReadonlySet<string>): Marked {
  const pieces: string[] = [];
  let last = 0;
  for (const { token, length } of placesOf(text, wanted)) {
    if (token.start < last) continue;
    pieces.push(text.slice(last, token.start), text.slice(token.start, token.start + length));
    last = token.start + length;
  }
  pieces.push(text.slice(last));
  return pieces;
}

/** Words of a text that stand for a wanted term, with the length of the part that does. */
function placesOf(
  text: string,
  wanted: ReadonlySet<string>,
): { token: Token; term: string; length: number }[] {
  const has = (term: string) => wanted.has(term);
  return tokenise(foldCase(text)).flatMap((token) => {
    if (token.kind === "hangul") {
      const [term] = termsOfWord(token.text, has);
      if (term === undefined) return [];
      return [{ token, term, length: token.text.startsWith(term) ? term.length : token.text.length }];
    }
    const term = has(token.text) ? token.text : partsOf(text.slice(token.start, token.end)).find(has);
    return term === undefined ? [] : [{ token, term, length: token.text.length }];
  });
}
