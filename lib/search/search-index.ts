import { Index } from "flexsearch";
import { isHangul } from "../text/keystrokes.ts";
import { addTo } from "./add-to.ts";
import { Aliases, formsOf } from "./aliases.ts";
import { type Kind, NEGATION } from "./asking.ts";
import { TRAITS } from "./documents.ts";
import { Headings } from "./headings.ts";
import {
  type AskedOf,
  GRADES,
  type IndexFile,
  readAsks,
  readIndexFile,
  readNumbers,
  readPostings,
  readTerms,
  shareOfSlot,
  splitPostings,
} from "./index-file.ts";
import { Phrases } from "./phrases.ts";
import { type Reading, type Reason, readQuery, type Slot } from "./read-query.ts";
import { squeeze } from "./squeeze.ts";
import { termsOfWord } from "./stems.ts";
import { foldCase, tokenise } from "./tokens.ts";
import { Vocabulary } from "./vocabulary.ts";
import { type Features, scoreOf } from "./weights.ts";

type Hit = {
  /** Number of the document. */
  readonly document: number;
  readonly score: number;
  readonly reason?: Reason;
  /** It does not answer: it is about the subject of what does not stand anywhere. */
  readonly near?: true;
};

/** A place that may answer, and what speaks for it. */
type Candidate = {
  readonly document: number;
  readonly features: Features;
  readonly score: number;
  readonly reason: Reason | undefined;
};

/** What the documents have of a slot, each by its number; 0 where nothing. */
type Found = {
  readonly values: Float64Array;
  /** The alternative by which each has it, as its number. */
  readonly by: Uint16Array;
};

export type Answer = {
  readonly hits: readonly Hit[];
  readonly reading: Reading;
  /** Names in the query that stand nowhere, as they were written. */
  readonly unknown: readonly string[];
  /** Terms by which places of a text are marked. */
  readonly marks: readonly string[];
};

type SearchOptions = { readonly limit?: number; readonly literal?: boolean };

/** How much more it counts for the one of homonyms that is meant when nothing else is said; it counts nothing for the others. */
const LEADS = 2;
/** How well a heading must answer to be what was asked for; and where the glossary names a section that explains it. */
const ASKED = 0.7;
const ASKED_BY_WHOLE = 0.9;
/** What a word counts that stands only in a heading above. */
const ABOVE = 0.35;
/** How much of such a word the place has: whatever stands in a note is about what the note is about. */
const ABOVE_COVER = 0.7;
/** How much a note is of a subject that the glossary explains in it, where one with the subject in its address is wholly. */
const EXPLAINS_SUBJECT = 0.3;
/** What a place counts that has nothing of a subject that the query names. */
const LACKS_SUBJECT = 0.6;
/** What a question counts that denies where the query does not, or the other way round. */
const DISAGREES = 0.85;
/** What a word counts that stands only in a question of the place. */
const IN_QUESTION = 0.35;
/** How much more a heading of several words counts that is all that was written. */
const WHOLLY_ASKED = 0.6;
/** How surely what a variant names is named as it was written, but for particles and words that ask. */
const ASKED_ALONE = 0.96;
/** What it counts that the glossary names a section, where all that was written is the heading of another. */
const BESIDE_HEADING = 0.4;
/** The part of what was asked for that a place must have, so that nonsense finds nothing. */
const LEAST_COVER = 0.36;
/** The same where every word is a guess: 바둑 기보 is not 바닥 기본. */
const LEAST_COVER_OF_GUESSES = 0.75;
const LEAST_HEADING = 0.55;

/** How surely a word must be read to be the subject, and how much of the query it must be. */
const LEAST_SUBJECT = 0.9;
const LEAST_SHARE = 0.35;
const MOST_NEAR = 5;

/** Neighbouring letters of a word, without the 다 of a verb; a word of one letter is that letter. */
function pairsOf(word: string): string[] {
  const stem = word.replace(/(?<=.)다$/, "");
  return [...stem].flatMap((letter, at) => (at > 0 ? stem[at - 1] + letter : stem.length < 2 ? letter : []));
}

/** What words count together. */
function importanceOf(slots: readonly Slot[]): number {
  return slots.reduce((sum, { importance }) => sum + importance, 0);
}

/** Whether a word is known only with a slip or by its beginning. */
function isGuess({ alternatives }: Slot): boolean {
  return alternatives.every(({ reason }) => /^[tc]/.test(reason?.kind ?? ""));
}

/** Whether a name can hardly be anything else: long loan words, and names in Latin letters. */
function isOnlyAName(name: string): boolean {
  return isHangul(name) ? name.length > 4 : /^[a-z][a-z0-9-]{2,}$/.test(name);
}

/** Places of which the best scores less have some words of a question that is not known whole, and nothing of what it asks. */
const LEAST_SCORE = 0.9;
/** The part of that and of the least cover which is enough where every word is known. */
const DOUBT_OF_KNOWN = 0.42;
/** The same in a collection without questions. */
const LEAST_SCORE_OF_TEXT = 0.1;

/** What of a document fits a kind of question, best first, and how well. */
const FITS: Readonly<Record<Kind, readonly (readonly [keyof typeof TRAITS, number])[]>> = {
  define: [["defines", 1]],
  compare: [
    ["compares", 1],
    ["table", 0.4],
  ],
  howto: [["steps", 1]],
  list: [
    ["table", 1],
    ["steps", 0.5],
  ],
  symptom: [
    ["complains", 1],
    ["asks", 0.4],
  ],
};

/** A section that the glossary names for a term, and how much that counts for a name. */
type Explained = { readonly document: number; readonly share: number };

/** Questions, what each says in all, and in which each term stands. */
type AsksView = {
  readonly byTerm: ReadonlyMap<number, readonly number[]>;
  readonly byPair: ReadonlyMap<string, readonly number[]>;
  readonly questions: readonly (AskedOf & {
    readonly weight: number;
    readonly pairs: number;
    readonly denies: boolean;
  })[];
};

/** An index in memory. Postings in files of their own are loaded with `load` when a query needs them. */
export class SearchIndex {
  readonly file: IndexFile;
  readonly vocabulary: Vocabulary;
  readonly aliases: Aliases;
  readonly #lexicon: Aliases;
  readonly #phrases: Phrases;
  /** The slot that terms are put into now. */
  #slot = 0;
  readonly #engine = new Index({
    tokenize: "strict",
    resolution: GRADES,
    encode: (text: string) => [text],
    score: () => this.#slot,
  });
  readonly #postings: (string | undefined)[];
  readonly #found = new Map<number, (readonly [number, number])[]>();
  readonly #folded: ReadonlySet<number>;
  #headings: Headings | undefined;
  #concepts: ReadonlyMap<string, readonly Explained[]> | undefined;
  #subjects: readonly (readonly number[])[] | undefined;
  #titles: ReadonlySet<string> | undefined;
  #asks: AsksView | undefined;
  #traits: readonly number[] | undefined;
  readonly #titleTerms = new Map<number, ReadonlySet<number>>();

  /** @param text an index file @throws UnknownFormat when it is none of this version */
  constructor(text: string) {
    this.file = readIndexFile(text);
    this.#folded = new Set(this.file.folded);
    const terms = readTerms(this.file.terms);
    this.vocabulary = new Vocabulary(terms, this.file.rarities);
    this.aliases = new Aliases([...this.file.concepts.map(formsOf), ...this.file.aliases]);
    this.#lexicon = new Aliases(this.file.lexicon);
    this.#phrases = new Phrases(() => [
      ...this.file.concepts.flatMap(formsOf),
      ...this.file.aliases.flat(),
      ...this.file.documents.map(([, , title]) => title),
    ]);
    this.#postings =
      typeof this.file.postings === "string"
        ? splitPostings(this.file.postings)
        : new Array<string | undefined>(terms.length);
  }

  /** Reads a query; nothing is looked up yet. */
  read(query: string, literal = false): Reading {
    const { vocabulary, aliases } = this;
    const documents = this.file.documents.length;
    const [lexicon, phrases] = [this.#lexicon, this.#phrases];
    return readQuery(query, { vocabulary, aliases, lexicon, phrases, documents }, literal);
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
    const hits = this.candidates(reading).sort(
      (one, other) => other.score - one.score || one.document - other.document,
    );
    const asking = reading.slots.filter(({ importance }) => importance > 0);
    const least = this.file.asks === "" ? LEAST_SCORE_OF_TEXT : LEAST_SCORE;
    const [best] = hits;
    const answers: readonly Hit[] =
      best &&
      (asking.length < 2 ||
        best.features.heading >= LEAST_HEADING ||
        best.score > least * this.#doubt(asking))
        ? hits
        : this.#nearest(reading);
    const unknown = reading.slots.flatMap((slot) =>
      slot.name !== undefined && !this.#scoresOf(slot).values.some(Boolean) ? [slot.name] : [],
    );
    return { hits: answers.slice(0, limit), reading, unknown, marks: this.#marksOf(reading) };
  }

  /** The places that answer a reading at all, with what speaks for each. */
  candidates(reading: Reading): Candidate[] {
    const documents = this.file.documents;
    // Of a long question not every word need be there.
    const asking = reading.slots.filter(({ importance }) => importance > 0);
    const least =
      asking.length > 1 && asking.every(isGuess)
        ? LEAST_COVER_OF_GUESSES
        : LEAST_COVER * Math.min(this.#doubt(asking), asking.length > 3 ? 0.75 : 1);
    const whole = importanceOf(reading.slots);
    const [scores, covers, lacking] = [this.#zeros(), this.#zeros(), this.#zeros()];
    const perSlot = reading.slots.map((slot) => this.#scoresOf(slot));
    const asked = this.#asked(reading, whole);
    const touched: number[] = [];
    for (let document = 0; document < documents.length; document++)
      if (asked.said[document]! > 0 || perSlot.some(({ values }) => values[document]! > 0))
        touched.push(document);
    const above = reading.slots.map((slot) => this.#weightsAbove(slot));
    for (let at = 0; at < perSlot.length; at++) {
      const { importance, alternatives } = reading.slots[at]!;
      if (importance === 0) continue;
      const { values, by } = perSlot[at]!;
      const askedFor = asked.perSlot[at]!;
      const isSubject = this.#subjectsIn(reading.slots[at]!).length > 0;
      for (const document of touched) {
        const own = values[document]!;
        if (own > 0) {
          const { weight, reason } = alternatives[by[document]!]!;
          scores[document]! += own;
          covers[document]! += importance * weight * (reason?.kind === "typo" ? weight : 1);
          continue;
        }
        const asks = askedFor[document]!;
        const stands = above[at]!(document);
        if (isSubject && asks + stands === 0) lacking[document] = 1;
        scores[document]! += importance * (asks > stands ? asks * IN_QUESTION : stands * ABOVE);
        covers[document]! += importance * (asks > stands ? asks : stands * ABOVE_COVER);
      }
    }
    this.#headings ??= new Headings(documents.map(([, , title]) => title));
    const headings = this.#headings.match(reading.variants);
    const explained = this.#explained(reading);
    const alike = this.#alike(reading);
    const whollyAsked = this.#headingAsked(reading.variants);
    const subjects = this.#subjectsOf(reading);
    const found: Candidate[] = [];
    for (const document of new Set([...touched, ...headings.keys(), ...explained.keys()])) {
      const heading = headings.get(document);
      const cover = whole > 0 ? Math.max(covers[document]! / whole, asked.said[document]!) : 0;
      const concept = explained.get(document) ?? 0;
      if (cover < least && (heading?.score ?? 0) < LEAST_HEADING && concept === 0) continue;
      const anchor = documents[document]![1];
      // A lab lets the reader try what a section explains, and reference is for who knows it: the section comes first.
      const byHeading = (heading?.score ?? 0) >= (explained.size > 0 ? ASKED_BY_WHOLE : ASKED);
      const features: Features = {
        text: whole > 0 ? scores[document]! / whole : 0,
        cover,
        heading:
          (heading?.score ?? 0) +
          (whollyAsked !== undefined && squeeze(documents[document]![2]) === whollyAsked ? WHOLLY_ASKED : 0),
        headingWords: this.#fitOfHeading(reading.slots, document, whole),
        concept,
        subject: subjects[documents[document]![0]]!,
        asks: asked.fit[document]!,
        alike: alike[document]!,
        kind: this.#fitOfKind(reading, document),
        lab: anchor.startsWith("/") ? 1 : 0,
        folded: this.#folded.has(document) && !byHeading ? 1 : 0,
      };
      // Whatever matched best speaks for the hit: its heading, or its strongest word.
      let strongest = 0;
      let reason: Reason | undefined;
      perSlot.forEach(({ values, by }, at) => {
        if (values[document]! <= strongest) return;
        strongest = values[document]!;
        reason = reading.slots[at]!.alternatives[by[document]!]!.reason;
      });
      const score = scoreOf(features) * LACKS_SUBJECT ** lacking[document]!;
      if (score > 0)
        found.push({
          document,
          features,
          score,
          reason: heading && (heading.score > LEAST_HEADING || strongest === 0) ? heading.reason : reason,
        });
    }
    return found;
  }

  /**
   * How much a place must say of a query, as a part of what is asked of a query that may be of anything: nothing where
   * a name means nothing else, little where every word is known. Of 135 queries about other things three are all of
   * known words, of 655 about ours 609. Where nobody wrote questions the vocabulary is anybody's, and nothing is sure.
   */
  #doubt(slots: readonly Slot[]): number {
    if (this.file.asks === "") return 1;
    if (slots.some((slot) => this.#subjectsIn(slot).some(({ only }) => only))) return 0;
    return (
      DOUBT_OF_KNOWN + ((1 - DOUBT_OF_KNOWN) * importanceOf(slots.filter(isGuess))) / importanceOf(slots)
    );
  }

  /** The terms of the glossary that a word surely names, and whether they can be nothing else. */
  #subjectsIn({ importance, alternatives }: Slot) {
    this.#concepts ??= this.#readConcepts();
    return (importance > 0 ? alternatives : []).flatMap(({ terms, weight, reason }) => {
      if (weight < LEAST_SUBJECT || reason?.kind === "completion") return [];
      const name = terms.map((term) => this.vocabulary.terms[term]!).join("");
      const explained = this.#concepts!.get(name);
      return explained ? [{ explained, weight, reason, only: !reason && isOnlyAName(name) }] : [];
    });
  }

  /**
   * Places about a subject that the query names, where nothing answers what it wants of it: the section that
   * explains it first. A common word (컨테이너 박스) is no subject: it must be much of the query, or a name that
   * means nothing else.
   */
  #nearest({ slots }: Reading): Hit[] {
    const whole = importanceOf(slots);
    const hits = new Map<number, Hit>();
    const note = (document: number, score: number, reason: Reason | undefined) => {
      if (!hits.has(document)) hits.set(document, { document, score, near: true, ...(reason && { reason }) });
    };
    for (const slot of slots)
      for (const { explained, weight, reason, only } of this.#subjectsIn(slot)) {
        if (slot.importance / whole < LEAST_SHARE && !only) continue;
        for (const { document } of explained) note(document, weight, reason);
        this.#scoresOf(slot).values.forEach((value, document) => {
          if (value > 0 && this.file.documents[document]![1] === "") note(document, weight * 0.5, reason);
        });
      }
    return [...hits.values()].sort((one, other) => other.score - one.score).slice(0, MOST_NEAR);
  }

  /** Reads and finds; all postings must be there. */
  search(query: string, options: SearchOptions = {}): Answer {
    return this.find(this.read(query, options.literal), options);
  }

  /** The documents that have a slot, each by the alternative that counts most there. */
  #scoresOf({ importance, alternatives }: Slot): Found {
    const values = this.#zeros();
    const by = new Uint16Array(values.length);
    for (const [at, { terms, weight }] of importance > 0 ? alternatives.entries() : [])
      for (const [document, share] of this.#sharesOf(terms)) {
        const value = share * importance * weight;
        if (value <= values[document]!) continue;
        values[document] = value;
        by[document] = at;
      }
    return { values, by };
  }

  /** The documents that have all of some terms, each with the mean share of their weights. */
  #sharesOf([first, ...rest]: readonly number[]): Iterable<readonly [number, number]> {
    let shares = this.#lookUp(first!);
    const terms = rest.length + 1;
    for (const term of rest) {
      const before = new Map(shares);
      shares = this.#lookUp(term).flatMap(([document, share]) => {
        const sum = before.get(document);
        return sum === undefined ? [] : [[document, sum + share] as const];
      });
    }
    return terms === 1 ? shares : shares.map(([document, sum]) => [document, sum / terms]);
  }

  /**
   * A term's documents from the engine, which is given them when they are first needed, each with the share of its
   * grade. They come best first; the smaller build of FlexSearch, which browsers get, tells grades in no other way.
   */
  #lookUp(number: number): (readonly [number, number])[] {
    let found = this.#found.get(number);
    if (found === undefined) {
      const term = this.vocabulary.terms[number]!;
      const slots = readPostings(this.#postings[number] ?? "");
      slots.forEach((documents, slot) => {
        this.#slot = slot;
        for (const document of documents) this.#engine.append(document, term);
      });
      const shares = slots.flatMap(({ length }, slot) => new Array<number>(length).fill(shareOfSlot(slot)));
      const limit = shares.length;
      const documents = limit === 0 ? [] : (this.#engine.search(term, { limit }) as number[]);
      found = documents.map((document, rank) => [document, shares[rank]!] as const);
      this.#found.set(number, found);
    }
    return found;
  }

  /**
   * How much each note is of the subject that a longer query names: wholly where a word of the query is one of its
   * address (kubernetes-storage-config, docker-swarm), less where the glossary explains there what a word names.
   */
  #subjectsOf({ slots }: Reading): readonly number[] {
    const { notes, documents } = this.file;
    this.#subjects ??= notes.map(({ slug }) =>
      slug.split(/[-/]/).flatMap((word) => this.vocabulary.numberOf(word) ?? []),
    );
    const [words, explaining] = [new Set<number>(), new Set<number>()];
    for (const slot of slots.length > 1 ? slots : []) {
      for (const { weight, terms } of slot.importance > 0 ? slot.alternatives : [])
        if (weight >= LEAST_SUBJECT && terms.length === 1) words.add(terms[0]!);
      for (const { explained } of this.#subjectsIn(slot))
        for (const { document } of explained) explaining.add(documents[document]![0]);
    }
    return this.#subjects.map((own, note) =>
      own.some((word) => words.has(word)) ? 1 : explaining.has(note) ? EXPLAINS_SUBJECT : 0,
    );
  }

  /** A number for each document. */
  #zeros(): Float64Array {
    return new Float64Array(this.file.documents.length);
  }

  /**
   * The question of each document that says most of what is asked: how much, and how much of what is said with how
   * little else; and for each slot how surely a question of a document has it.
   */
  #asked({ slots, denies }: Reading, whole: number) {
    const [said, fit] = [this.#zeros(), this.#zeros()];
    const perSlot = slots.map(() => this.#zeros());
    this.#asks ??= this.#readAsks();
    const { byTerm, questions } = this.#asks;
    const saidIn = new Float64Array(questions.length);
    const metIn = new Float64Array(questions.length);
    /** The last slot, from 1, that a question was found to have. */
    const had = new Uint8Array(questions.length);
    const asked: number[] = [];
    for (const [at, { importance, alternatives }] of whole > 0 ? slots.entries() : []) {
      if (importance === 0) continue;
      const sure = perSlot[at]!;
      for (const { terms, weight, reason } of alternatives.toSorted(
        (one, other) => other.weight - one.weight,
      )) {
        // What is still being typed asks nothing yet.
        if (reason?.kind === "completion") continue;
        const [first, ...rest] = terms;
        const rarity = terms.reduce((sum, term) => sum + this.#rarityOf(term), 0);
        for (const question of byTerm.get(first!) ?? []) {
          if (had[question] === at + 1) continue;
          const { document, terms: has } = questions[question]!;
          if (!rest.every((term) => has.includes(term))) continue;
          if (had[question] === 0) asked.push(question);
          had[question] = at + 1;
          if (weight > sure[document]!) sure[document] = weight;
          saidIn[question]! += weight * importance;
          metIn[question]! += weight * rarity;
        }
      }
    }
    const negation = this.vocabulary.numberOf(NEGATION);
    for (const question of asked) {
      const { document, weight, denies: other } = questions[question]!;
      const share = saidIn[question]! / whole;
      // 안 떠요 and 뜨는 법 are not one question.
      const agrees = negation === undefined || other === denies ? 1 : DISAGREES;
      const fits = agrees * share * (0.4 + 0.6 * Math.min(1, metIn[question]! / weight));
      if (fits > fit[document]!) [said[document], fit[document]] = [share, fits];
    }
    return { said, fit, perSlot };
  }

  /** How much the letters of a query and of the best question of a document are alike, by pairs of neighbours. */
  #alike({ slots }: Reading): Float64Array {
    const best = this.#zeros();
    this.#asks ??= this.#readAsks();
    const { byPair, questions } = this.#asks;
    const own = new Set(slots.flatMap(({ text, importance }) => (importance > 0 ? pairsOf(text) : [])));
    const shared = new Uint8Array(questions.length);
    for (const pair of own) for (const question of byPair.get(pair) ?? []) shared[question]!++;
    for (let question = 0; question < shared.length; question++) {
      if (shared[question] === 0) continue;
      const { document, pairs } = questions[question]!;
      const share = (2 * shared[question]!) / (own.size + pairs);
      if (share > best[document]!) best[document] = share;
    }
    return best;
  }

  #readAsks(): AsksView {
    const byTerm = new Map<number, number[]>();
    const byPair = new Map<string, number[]>();
    const negation = this.vocabulary.numberOf(NEGATION);
    const questions = readAsks(this.file.asks).map((ask, question) => {
      const pairs = new Set(ask.terms.flatMap((term) => pairsOf(this.vocabulary.terms[term]!)));
      for (const term of ask.terms) addTo(byTerm, term, question);
      for (const pair of pairs) addTo(byPair, pair, question);
      const weight = ask.terms.reduce((sum, term) => sum + (term === negation ? 0 : this.#rarityOf(term)), 0);
      const denies = negation !== undefined && ask.terms.includes(negation);
      return { ...ask, weight, pairs: pairs.size, denies };
    });
    return { byTerm, byPair, questions };
  }

  #rarityOf(term: number): number {
    return this.vocabulary.rarityOf(term, this.file.documents.length);
  }

  /** How well a document is of the kind that is wanted, 0 to 1. */
  #fitOfKind({ kind }: Reading, document: number): number {
    if (kind === undefined) return 0;
    this.#traits ??= [...readNumbers(this.file.traits)];
    const traits = this.#traits[document] ?? 0;
    for (const [trait, fit] of FITS[kind]) if ((traits & TRAITS[trait]) !== 0) return fit;
    return 0;
  }

  /** How surely a slot is met by the headings above a place, 0 to 1: all places under one heading are alike. */
  #weightsAbove({ alternatives }: Slot): (document: number) => number {
    const weights = new Map<number, number>();
    const weightOf = (key: number) => {
      let best = weights.get(key);
      if (best !== undefined) return best;
      best = 0;
      const known = this.#termsOfTitle(key);
      for (const { terms, weight } of alternatives)
        if (weight > best && terms.every((term) => known.has(term))) best = weight;
      weights.set(key, best);
      return best;
    };
    return (document) => {
      const [note, , , parent] = this.file.documents[document]!;
      const ofNote = weightOf(-1 - note);
      return parent < 0 ? ofNote : Math.max(ofNote, weightOf(parent));
    };
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
    const heading = this.#headingAsked(variants);
    const found = new Map<number, number>();
    // What leads leads under its own name, also in a question: a name that was come to by another is anybody's.
    for (const { text, weight } of variants)
      for (const { document, share } of this.#concepts.get(text) ?? [])
        found.set(
          document,
          Math.max(
            (weight > ASKED_ALONE ? share : weight) *
              (heading === undefined || heading === text ? 1 : BESIDE_HEADING),
            found.get(document) ?? 0,
          ),
        );
    return found;
  }

  /** The heading of several words that is all that was written: 컨테이너가 주는 것 does not ask for 컨테이너. */
  #headingAsked(variants: Reading["variants"]): string | undefined {
    this.#titles ??= new Set(
      this.file.documents.flatMap(([, , title]) => (/\S\s+\S/.test(title) ? [squeeze(title)] : [])),
    );
    const titles = this.#titles;
    return variants.find(({ whole, text }) => whole && titles.has(text))?.text;
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
        addTo(map, key, { document, share });
      }
    }
    return map;
  }

  /** @param key number of a document, or -1 - number of a note */
  #termsOfTitle(key: number): ReadonlySet<number> {
    const known = this.#titleTerms.get(key);
    if (known) return known;
    const note = this.file.notes[-1 - key];
    // The address of a note says its subject too: kubernetes-storage-config.
    const title =
      key >= 0
        ? this.file.documents[key]![2]
        : note
          ? `${note.title} ${note.slug.replace(/[-/]/g, " ")}`
          : "";
    const terms = new Set<number>();
    for (const token of tokenise(foldCase(title)))
      for (const term of termsOfWord(token.text, this.vocabulary.has).slice(0, 1))
        terms.add(this.vocabulary.numberOf(term)!);
    this.#titleTerms.set(key, terms);
    return terms;
  }

  #marksOf({ slots }: Reading): string[] {
    const terms = slots.flatMap(({ importance, alternatives }) =>
      importance > 0 ? alternatives.flatMap(({ terms, weight }) => (weight > 0.3 ? terms : [])) : [],
    );
    return [...new Set(terms)].map((term) => this.vocabulary.terms[term]!);
  }
}
