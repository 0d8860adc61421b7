import { Index } from "flexsearch";
import { Aliases, formsOf, squeeze } from "./aliases.ts";
import { Headings } from "./headings.ts";
import {
  GRADES,
  type IndexFile,
  readIndexFile,
  readPostings,
  readTerms,
  shareOfSlot,
  splitPostings,
} from "./index-file.ts";
import { type Alternative, type Reading, type Reason, readQuery, type Slot } from "./read-query.ts";
import { termsOfWord } from "./stems.ts";
import { foldCase, tokenise } from "./tokens.ts";
import { Vocabulary } from "./vocabulary.ts";

type Hit = {
  /** Number of the document. */
  readonly document: number;
  readonly score: number;
  readonly reason?: Reason;
};

export type Answer = {
  readonly hits: readonly Hit[];
  readonly reading: Reading;
  /** Terms by which places of a text are marked. */
  readonly marks: readonly string[];
};

type SearchOptions = { readonly limit?: number; readonly literal?: boolean };

const HEADING = 0.9;
/** What a heading counts that says in any order what was asked. */
const HEADING_WORDS = 0.5;
/** What it counts that the glossary names a section for just this term. */
const CONCEPT = 1.4;
/** How much more it counts for the one of homonyms that is meant when nothing else is said; it counts nothing for the others. */
const LEADS = 2;
/** What a lab counts beside a section that answers as well. */
const LAB = 0.6;
/** What folded reference counts beside it: who looks for a thing is first told what it is. */
const FOLDED = 0.8;
/** How well a heading must answer to be what was asked for; and where the glossary names a section that explains it. */
const ASKED = 0.7;
const ASKED_BY_WHOLE = 0.9;
/** What a word counts that stands only in a heading above. */
const ABOVE = 0.35;
/** How much of such a word the place has: whatever stands in a note is about what the note is about. */
const ABOVE_COVER = 0.7;
/** The part of what was asked for that a place must have, so that nonsense finds nothing. */
const LEAST_COVER = 0.45;
const LEAST_HEADING = 0.55;

/** A section that the glossary names for a term, and how much that counts for a name. */
type Explained = { readonly document: number; readonly share: number };

/** An index in memory. Postings in files of their own are loaded with `load` when a query needs them. */
export class SearchIndex {
  readonly file: IndexFile;
  readonly vocabulary: Vocabulary;
  readonly aliases: Aliases;
  /** The slot that terms are put into now. */
  #slot = 0;
  readonly #engine = new Index({
    tokenize: "strict",
    resolution: GRADES,
    encode: (text: string) => [text],
    score: () => this.#slot,
  });
  readonly #postings: (string | undefined)[];
  readonly #ends = new Map<number, readonly number[]>();
  readonly #folded: ReadonlySet<number>;
  #headings: Headings | undefined;
  #concepts: ReadonlyMap<string, readonly Explained[]> | undefined;
  readonly #titleTerms = new Map<number, ReadonlySet<number>>();

  /** @param text an index file @throws UnknownFormat when it is none of this version */
  constructor(text: string) {
    this.file = readIndexFile(text);
    this.#folded = new Set(this.file.folded);
    const terms = readTerms(this.file.terms);
    this.vocabulary = new Vocabulary(terms, this.file.rarities);
    this.aliases = new Aliases([...this.file.concepts.map(formsOf), ...this.file.aliases]);
    this.#postings =
      typeof this.file.postings === "string"
        ? splitPostings(this.file.postings)
        : new Array<string | undefined>(terms.length);
  }

  /** Reads a query; nothing is looked up yet. */
  read(query: string, literal = false): Reading {
    const { vocabulary, aliases } = this;
    return readQuery(query, { vocabulary, aliases, documents: this.file.documents.length }, literal);
  }

  /** Addresses of the posting files that a reading needs and that are not loaded yet. */
  missing({ slots }: Reading): readonly (readonly [number, string])[] {
    const { postings } = this.file;
    if (typeof postings === "string") return [];
    const wanted = new Set<readonly [number, string]>();
    for (const { alternatives } of slots)
      for (const { terms } of alternatives)
        for (const term of terms)
          if (this.#postings[term] === undefined) wanted.add(postings.findLast(([first]) => first <= term)!);
    return [...wanted];
  }

  /** Takes in a posting file. @param first number of its first term */
  load(first: number, text: string): void {
    splitPostings(text).forEach((posting, index) => {
      this.#postings[first + index] = posting;
    });
  }

  /** The places that answer a reading, best first. */
  find(reading: Reading, { limit = 10 }: SearchOptions = {}): Answer {
    const documents = this.file.documents;
    // Of a long question not every word need be there.
    const least =
      reading.slots.filter(({ importance }) => importance > 0).length > 3 ? LEAST_COVER * 0.75 : LEAST_COVER;
    const whole = reading.slots.reduce((sum, { importance }) => sum + importance, 0);
    const scores = new Float64Array(documents.length);
    const covers = new Float64Array(documents.length);
    const strongest = new Map<number, { value: number; reason?: Reason }>();
    const touched = new Set<number>();
    const perSlot = reading.slots.map((slot) => this.#scoresOf(slot));
    for (const found of perSlot) for (const document of found.keys()) touched.add(document);
    for (const document of touched) {
      reading.slots.forEach((slot, index) => {
        const own = perSlot[index]!.get(document);
        if (own) {
          scores[document]! += own.value;
          covers[document]! += slot.importance * own.weight;
          const before = strongest.get(document);
          if (before === undefined || own.value > before.value)
            strongest.set(document, { value: own.value, reason: own.reason });
          return;
        }
        const above = this.#weightAbove(slot, document);
        scores[document]! += above * slot.importance * ABOVE;
        covers[document]! += above * slot.importance * ABOVE_COVER;
      });
    }
    this.#headings ??= new Headings(documents.map(([, , title]) => title));
    const headings = this.#headings.match(reading.variants);
    const explained = this.#explained(reading);
    const hits: Hit[] = [];
    for (const document of new Set([...touched, ...headings.keys(), ...explained.keys()])) {
      const heading = headings.get(document);
      const cover = whole > 0 ? covers[document]! / whole : 0;
      const concept = explained.get(document) ?? 0;
      if (cover < least && (heading?.score ?? 0) < LEAST_HEADING && concept === 0) continue;
      const text = whole > 0 ? scores[document]! / whole : 0;
      const raw =
        text * (0.5 + 0.5 * cover) +
        HEADING * (heading?.score ?? 0) +
        HEADING_WORDS * this.#fitOfHeading(reading.slots, document, whole) +
        CONCEPT * concept;
      // A lab lets the reader try what a section explains, and reference is for who knows it: the section comes first.
      const asked = (heading?.score ?? 0) >= (explained.size > 0 ? ASKED_BY_WHOLE : ASKED);
      const folded = this.#folded.has(document) && !asked;
      const score = raw * (documents[document]![1].startsWith("/") ? LAB : folded ? FOLDED : 1);
      if (score <= 0) continue;
      // Whatever matched best speaks for the hit: its heading, or its strongest word.
      const reason =
        heading && heading.score > LEAST_HEADING
          ? heading.reason
          : (strongest.get(document) ?? heading)?.reason;
      hits.push({ document, score, reason });
    }
    hits.sort((one, other) => other.score - one.score || one.document - other.document);
    return { hits: hits.slice(0, limit), reading, marks: this.#marksOf(reading) };
  }

  /** Reads and finds; all postings must be there. */
  search(query: string, options: SearchOptions = {}): Answer {
    return this.find(this.read(query, options.literal), options);
  }

  #scoresOf(slot: Slot): Map<number, { value: number; weight: number; reason?: Reason }> {
    const best = new Map<number, { value: number; weight: number; reason?: Reason }>();
    if (slot.importance === 0) return best;
    for (const alternative of slot.alternatives) {
      for (const [document, share] of this.#sharesOf(alternative)) {
        const value = share * slot.importance * alternative.weight;
        const before = best.get(document);
        if (before === undefined || value > before.value)
          best.set(document, { value, weight: alternative.weight, reason: alternative.reason });
      }
    }
    return best;
  }

  /** The documents that have all terms of an alternative, each with the mean share of their weights. */
  #sharesOf({ terms }: Alternative): Map<number, number> {
    let shares: Map<number, number> | undefined;
    for (const term of terms) {
      const own = new Map<number, number>();
      const { documents, ends } = this.#lookUp(term);
      let slot = 0;
      documents.forEach((document, rank) => {
        while (rank >= ends[slot]!) slot++;
        const before = shares === undefined ? 0 : shares.get(document);
        if (before !== undefined) own.set(document, before + shareOfSlot(slot) / terms.length);
      });
      shares = own;
    }
    return shares ?? new Map();
  }

  /**
   * A term's documents from the engine, which is given them when they are first needed: best first, and where
   * each grade of them ends. The smaller build of FlexSearch, which browsers get, tells the grades in no other way.
   */
  #lookUp(number: number): { documents: readonly number[]; ends: readonly number[] } {
    const term = this.vocabulary.terms[number]!;
    let ends = this.#ends.get(number);
    if (ends === undefined) {
      const slots = readPostings(this.#postings[number] ?? "");
      slots.forEach((documents, slot) => {
        this.#slot = slot;
        for (const document of documents) this.#engine.append(document, term);
      });
      let end = 0;
      ends = slots.map((documents) => (end += documents.length));
      this.#ends.set(number, ends);
    }
    const limit = ends.at(-1)!;
    return { documents: limit === 0 ? [] : (this.#engine.search(term, { limit }) as number[]), ends };
  }

  /** How surely a slot is met by the headings above a place, 0 to 1. */
  #weightAbove(slot: Slot, document: number): number {
    const [note, , , parent] = this.file.documents[document]!;
    let best = 0;
    for (const { terms, weight } of slot.alternatives) {
      if (weight <= best) continue;
      for (const key of parent < 0 ? [-1 - note] : [parent, -1 - note]) {
        const known = this.#termsOfTitle(key);
        if (known && terms.every((term) => known.has(term))) best = weight;
      }
    }
    return best;
  }

  /** How much of a query the heading of a document says, and how little else, 0 to 1. */
  #fitOfHeading(slots: readonly Slot[], document: number, whole: number): number {
    const words = this.#termsOfTitle(document);
    if (words.size === 0 || whole === 0) return 0;
    const met = new Set<number>();
    let said = 0;
    for (const { importance, alternatives } of slots) {
      let best = 0;
      for (const { terms, weight } of alternatives) {
        if (weight <= best || !terms.every((term) => words.has(term))) continue;
        best = weight;
        for (const term of terms) met.add(term);
      }
      said += importance * best;
    }
    return (said / whole) * (0.5 + (0.5 * Math.min(met.size, words.size)) / words.size);
  }

  /** Documents that the glossary names for the very term that was asked for, and how much that counts: 1 as a rule. */
  #explained({ variants }: Reading): ReadonlyMap<number, number> {
    this.#concepts ??= this.#readConcepts();
    const found = new Map<number, number>();
    // What leads leads under its own name: a name that was come to by another is anybody's.
    for (const { text, weight } of variants)
      for (const { document, share } of this.#concepts.get(text) ?? [])
        found.set(document, Math.max(weight === 1 ? share : weight, found.get(document) ?? 0));
    return found;
  }

  #readConcepts(): ReadonlyMap<string, readonly Explained[]> {
    const places = new Map(
      this.file.documents.map(([note, anchor], number) => [`${note}#${anchor}`, number]),
    );
    const map = new Map<string, Explained[]>();
    const led = new Set(this.file.concepts.flatMap(({ leads = [] }) => leads.map(squeeze)));
    for (const concept of this.file.concepts) {
      const document = places.get(`${concept.note}#${concept.section}`);
      if (document === undefined) continue;
      const own = new Set((concept.leads ?? []).map(squeeze));
      for (const form of formsOf(concept)) {
        const key = squeeze(form);
        // Of homonyms one is what is asked for when nothing else is said.
        const share = own.has(key) ? LEADS : led.has(key) ? 0 : 1;
        map.set(key, [...(map.get(key) ?? []), { document, share }]);
      }
    }
    return map;
  }

  /** @param key number of a document, or -1 - number of a note */
  #termsOfTitle(key: number): ReadonlySet<number> {
    const known = this.#titleTerms.get(key);
    if (known) return known;
    const title = key >= 0 ? this.file.documents[key]![2] : (this.file.notes[-1 - key]?.title ?? "");
    const terms = new Set<number>();
    for (const token of tokenise(foldCase(title)))
      for (const term of termsOfWord(token.text, this.vocabulary.has).slice(0, 1))
        terms.add(this.vocabulary.numberOf(term)!);
    this.#titleTerms.set(key, terms);
    return terms;
  }

  #marksOf({ slots }: Reading): string[] {
    const marks = new Set<string>();
    for (const slot of slots) {
      if (slot.importance === 0) continue;
      for (const { terms, weight } of slot.alternatives)
        if (weight > 0.3) for (const term of terms) marks.add(this.vocabulary.terms[term]!);
    }
    return [...marks];
  }
}
