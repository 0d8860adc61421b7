import { Index } from "flexsearch";
import { isHangul } from "../text/keystrokes.ts";
import { isParticleChain } from "../text/particles.ts";
import { formsOf } from "./aliases.ts";
import { isAsking, isNegation, NEGATION } from "./asking.ts";
import type { SearchDocument, SearchNote } from "./documents.ts";
import {
  type Concept,
  FORMAT,
  GRADES,
  gradeOfCount,
  type IndexFile,
  type Slots,
  writeAsks,
  writeNumbers,
  writePostings,
  writeTerms,
} from "./index-file.ts";
import { learnStems } from "./stems.ts";
import { foldCase, partsOf, type Token, tokenise } from "./tokens.ts";

/** What an index is made of. `aliases` are groups of forms that mean the same. */
export type IndexInput = {
  readonly notes: readonly SearchNote[];
  readonly documents: readonly SearchDocument[];
  readonly aliases: readonly (readonly string[])[];
  /** Groups of words that people use where notes say another. */
  readonly lexicon: readonly (readonly string[])[];
  readonly concepts: readonly Concept[];
};

/** An index and its postings apart, cut where the size of a file asks for it. */
type BuiltIndex = {
  readonly core: Omit<IndexFile, "postings" | "version">;
  readonly postings: readonly string[];
};

/** BM25: how soon repetition stops counting, and how much a long section is held against it. */
const K1 = 1.2;
const B = 0.6;
const WEIGHT = { title: 5, text: 1, row: 1, figure: 0.7, code: 0.6 } as const;

/** Longest word that is indexed: longer ones are hashes and data. */
const LONGEST = 48;

/** Builds the index of a collection. The same input gives the same bytes. */
export function buildIndex(input: IndexInput): BuiltIndex {
  const known = new Set<string>();
  for (const phrase of [...input.aliases, ...input.concepts.map(formsOf)].flat())
    for (const { text, kind } of tokenise(foldCase(phrase)))
      if (kind === "hangul" && text.length > 1) known.add(text);
  const pieces = input.documents.map(piecesOf);
  const questions = input.documents.map(({ asks = [] }) => asks.map((ask) => pieceOf(ask, 1)));
  const stems = learnStems(countWords([...pieces, ...questions].flat()), known);
  const bags = pieces.map((own) => bagOf(own, stems));
  const average = bags.reduce((sum, { length }) => sum + length, 0) / Math.max(1, bags.length);

  // FlexSearch keeps the documents of a term in slots, best first: the slot is the term's weight here.
  let current = bags[0];
  const index = new Index({
    tokenize: "strict",
    resolution: GRADES,
    encode: (text: string) => text.split(" "),
    score: (_content, term) => {
      const frequency = current?.terms.get(term) ?? 0;
      const norm = 1 - B + (B * (current?.length ?? 0)) / average;
      return slotOf(frequency / (frequency + K1 * norm));
    },
  });
  bags.forEach((bag, id) => {
    current = bag;
    if (bag.terms.size > 0) index.add(id, [...bag.terms.keys()].join(" "));
  });
  const map = postingsOf(index);
  const asked = questions.map((list) => list.map((piece) => termsOfQuestion(piece, stems)));
  const terms = [...new Set([...map.keys(), ...asked.flat(2)])].sort();
  const numbers = new Map(terms.map((term, number) => [term, number]));
  // How rare a term is counts where it is asked too.
  const documentsOfTerm = new Map<string, Set<number>>();
  asked.forEach((list, document) => {
    for (const term of list.flat())
      documentsOfTerm.set(term, (documentsOfTerm.get(term) ?? new Set()).add(document));
  });
  const slots = terms.map(
    (term): Slots => Array.from({ length: GRADES }, (_, slot) => [...(map.get(term)?.[slot] ?? [])]),
  );
  return {
    core: {
      format: FORMAT,
      notes: input.notes,
      documents: input.documents.map(({ note, anchor, title }, at) => [
        note,
        anchor,
        title,
        parentOf(input.documents, at),
      ]),
      folded: input.documents.flatMap((one, at) => (one.folded ? [at] : [])),
      terms: writeTerms(terms),
      rarities: slots
        .map((one, number) => {
          const found = documentsOfTerm.get(terms[number]!) ?? new Set<number>();
          return gradeOfCount(new Set([...found, ...one.flat()]).size);
        })
        .join(""),
      traits: writeNumbers(input.documents.map(({ traits = 0 }) => traits)),
      asks: writeAsks(
        asked.flatMap((list, document) =>
          list.flatMap((question) =>
            question.length === 0 ? [] : [{ document, terms: question.map((term) => numbers.get(term)!) }],
          ),
        ),
      ),
      aliases: input.aliases,
      lexicon: input.lexicon,
      concepts: input.concepts,
    },
    postings: slots.map(writePostings),
  };
}

/** What FlexSearch holds of every term, out of its own export: documents by slot, best slot first. */
function postingsOf(index: Index): ReadonlyMap<string, readonly (readonly number[] | null)[]> {
  const entries: [string, (number[] | null)[]][] = [];
  index.export((key, data) => {
    if (key.endsWith(".map")) entries.push(...(JSON.parse(data) as typeof entries));
  });
  return new Map(entries);
}

/** The share of the most a term can weigh, 0 to 1, as a slot: 0 is the best. */
function slotOf(share: number): number {
  return Math.max(0, Math.min(GRADES - 1, GRADES - 1 - Math.floor(share * GRADES)));
}

function parentOf(documents: readonly SearchDocument[], at: number): number {
  const { trail, note } = documents[at]!;
  const wanted = trail.at(-1);
  if (wanted === undefined) return -1;
  for (let before = at - 1; before >= 0 && documents[before]!.note === note; before--)
    if (documents[before]!.title === wanted && documents[before]!.trail.length === trail.length - 1)
      return before;
  return -1;
}

/** A heading or a passage in words, and what a word in it weighs. */
type Piece = { readonly written: string; readonly tokens: readonly Token[]; readonly weight: number };

function pieceOf(text: string, weight: number): Piece {
  const written = text.normalize("NFC");
  return { written, tokens: tokenise(foldCase(written)), weight };
}

function piecesOf({ title, passages }: SearchDocument): Piece[] {
  return [pieceOf(title, WEIGHT.title), ...passages.map(({ kind, text }) => pieceOf(text, WEIGHT[kind]))];
}

/** The terms of a question, each once, without the words that only ask. */
function termsOfQuestion({ tokens }: Piece, stems: ReadonlyMap<string, string>): string[] {
  const terms = new Set<string>();
  for (const { text, kind, glued } of tokens) {
    if (isNegation(text)) terms.add(NEGATION);
    if (text.length > LONGEST || isAsking(text) || (glued && isParticleChain("a", text))) continue;
    if (kind === "latin") terms.add(text);
    else if (isHangul(text)) terms.add(stems.get(text) ?? text);
  }
  return [...terms];
}

function countWords(pieces: readonly Piece[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { tokens } of pieces)
    for (const { text, kind } of tokens) if (kind === "hangul") counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

type Bag = { readonly terms: ReadonlyMap<string, number>; readonly length: number };

/** Terms of a document with their weighted frequency, and its weighted length. */
function bagOf(pieces: readonly Piece[], stems: ReadonlyMap<string, string>): Bag {
  const terms = new Map<string, number>();
  let length = 0;
  const add = (term: string, weight: number) => {
    if (term.length <= LONGEST) terms.set(term, (terms.get(term) ?? 0) + weight);
  };
  for (const { written, tokens, weight } of pieces) {
    for (const token of tokens) {
      if (token.glued && isParticleChain("a", token.text)) continue;
      length += weight;
      if (token.kind === "latin") {
        add(token.text, weight);
        for (const part of partsOf(written.slice(token.start, token.end))) add(part, weight * 0.7);
      } else if (isHangul(token.text)) add(stems.get(token.text) ?? token.text, weight);
    }
  }
  return { terms, length };
}
