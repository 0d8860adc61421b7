import { fromKeystrokes, isHangul, toKeystrokes } from "../text/keystrokes.ts";
import { spelledOut } from "../text/letter-names.ts";
import { isParticleChain, nounsIn } from "../text/particles.ts";
import type { Aliases } from "./aliases.ts";
import {
  asksOrSaysKind,
  beginsQuestion,
  isAsking,
  isNegation,
  type Kind,
  kindOf,
  looksInflected,
  onlySaysKind,
  startOfQuestion,
} from "./asking.ts";
import { nounsOfVerb } from "./endings.ts";
import type { Phrases } from "./phrases.ts";
import { squeeze } from "./squeeze.ts";
import { candidatesOf, termsOfWord } from "./stems.ts";
import { foldCase, partsOf, type Token, tokenise } from "./tokens.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Why a result is one although the query does not stand in it letter for letter. */
export type Reason = {
  readonly kind: "initials" | "keyboard" | "alias" | "typo" | "sound" | "completion";
  readonly from: string;
  readonly to: string;
};

/** One way to read a part of the query: terms that must all be there. `weight` is 0 to 1. */
export type Alternative = {
  readonly terms: readonly number[];
  readonly weight: number;
  readonly reason?: Reason;
};

/** A word of the query and all its readings. `importance` is what the query loses without it. */
export type Slot = {
  readonly text: string;
  readonly importance: number;
  readonly alternatives: readonly Alternative[];
  /** As it was written, where it reads as the name of a thing and is not surely known. */
  readonly name?: string;
};

/** The query as a whole in another spelling, to be compared with headings; with `slips`, forgivingly. */
export type Variant = {
  readonly text: string;
  readonly weight: number;
  readonly reason?: Reason;
  readonly slips?: boolean;
  /** It says all that was written, but for a particle or ending behind it. */
  readonly whole?: boolean;
};

export type Reading = {
  readonly slots: readonly Slot[];
  readonly variants: readonly Variant[];
  /** What kind of answer is wanted, where the query says so. */
  readonly kind?: Kind | undefined;
  /** Whether it denies something: 안 떠요. */
  readonly denies: boolean;
};

const COMPLETIONS = 10;
const LONGEST_ALIAS = 5;
const CONSONANTS = /^[ㄱ-ㅎ]+$/;
const HALF_TYPED = /[ㄱ-ㅎㅏ-ㅣ]$/;

/** What a word counts that only says what kind of answer is wanted: 예제, 방법. */
const SAYS_KIND = 0.2;

/** What a word counts that people use for the one that was asked for. */
const NEAR_WORD = 0.55;

/** Longest query that is read; more is a text, not a question. */
const LONGEST_QUERY = 120;

type Context = {
  readonly vocabulary: Vocabulary;
  readonly aliases: Aliases;
  /** Words that people use where notes say another. */
  readonly lexicon: Aliases;
  /** Names and headings of several words, squeezed: the dictionary for what is written as one word. */
  readonly phrases: Phrases;
  readonly documents: number;
};

/**
 * Reads a query in every way that the vocabulary supports: as it stands, without particles and
 * endings, joined or taken apart, as initials, half typed, typed on the wrong keyboard, by another
 * name, spelt otherwise or with a slip. What it names literally always weighs most.
 */
export function readQuery(query: string, context: Context, literal = false): Reading {
  const written = query.normalize("NFC").slice(0, LONGEST_QUERY).trim();
  const text = foldCase(written);
  const typed = tokenise(text).filter(
    (token) =>
      !(token.glued && token.kind === "hangul" && (isParticleChain("a", token.text) || isAsking(token.text))),
  );
  const tokens = literal ? typed : typed.flatMap((token) => takeApart(token, context));
  const found = tokens.map((token, index) =>
    literal ? readLiterally(token, context) : readWord(token, index === tokens.length - 1, written, context),
  );
  if (!literal) {
    addJoined(tokens, found, context);
    addAliases(tokens, found, context);
    addLexicon(tokens, found, context);
  }
  const slots = tokens.map((token, index): Slot => {
    const alternatives = found[index]!;
    return {
      text: token.text,
      importance: importanceOf(token, alternatives, tokens.length, context),
      alternatives,
      ...(!literal && isName(token, alternatives) && { name: written.slice(token.start, token.end) }),
    };
  });
  return {
    slots,
    variants: literal ? [{ text: squeeze(text), weight: 1 }] : variantsOf(written, tokens, slots, context),
    kind: literal ? undefined : kindOf(tokens.map((token) => token.text)),
    denies: !literal && tokens.some((token) => isNegation(token.text)),
  };
}

/** Whether a word reads as the name of a thing, which may be unknown. */
function isName({ text, kind }: Token, alternatives: readonly Alternative[]): boolean {
  if (asksOrSaysKind(text)) return false;
  if (alternatives.some(({ weight, reason }) => weight > 0.8 && reason?.kind !== "completion")) return false;
  return kind === "latin"
    ? /^[a-z][a-z0-9.+#-]{1,}$/.test(text)
    : isHangul(text) && text.length > 1 && !looksInflected(text);
}

/** A word that nothing knows whole, as the known words it was joined of: each is then asked for by itself. */
function takeApart(token: Token, context: Context): Token[] {
  const { vocabulary, aliases, phrases } = context;
  const { text, kind, start, end } = token;
  if (!isHangul(text) || termsOfWord(text, vocabulary.has).length > 0) return [token];
  const at = startOfQuestion(text);
  if (at > 1 || aliases.has(text.slice(0, at)))
    return [
      ...takeApart({ ...token, text: text.slice(0, at), end: start + at }, context),
      { ...token, text: text.slice(at), start: start + at },
    ];
  const nouns = [text, ...nounsIn(text)];
  const isWhole = (noun: string) =>
    aliases.has(noun) ||
    phrases.has(noun) ||
    spelledOut(noun) !== undefined ||
    vocabulary.soundingLike(noun, 1).length > 0;
  if (text.length < 4 || nouns.some(isWhole)) return [token];
  const parts = [true, false].flatMap((exact) => nouns.map((noun) => partsOfCompound(noun, context, exact)));
  let next = start;
  return (
    parts.find(Boolean)?.map((part, index, all): Token => {
      const from = next;
      next += part.length;
      return { text: part, kind, start: from, end: index === all.length - 1 ? end : next, glued: index > 0 };
    }) ?? [token]
  );
}

function importanceOf(
  token: Token,
  alternatives: readonly Alternative[],
  words: number,
  context: Context,
): number {
  // 인가 is a name where a query begins with it.
  if (words > 1 && isAsking(token.text) && (token.start > 0 || !context.aliases.has(token.text))) return 0;
  const says = words > 1 && onlySaysKind(token.text) ? SAYS_KIND : 1;
  const known = alternatives.filter(({ weight }) => weight > 0.3);
  if (known.length === 0)
    return Math.log(1 + context.documents) * (looksInflected(token.text) && words > 1 ? 0.2 : 1.25) * says;
  // What is common by one of its names is common.
  const rarity = Math.min(
    ...known
      .filter(({ weight }) => weight >= known[0]!.weight - 0.15)
      .map(
        ({ terms }) =>
          terms.reduce((sum, term) => sum + context.vocabulary.rarityOf(term, context.documents), 0) /
          terms.length,
      ),
  );
  return rarity * says;
}

function readLiterally(token: Token, { vocabulary }: Context): Alternative[] {
  const [term] = termsOfWord(token.text, vocabulary.has);
  return term === undefined ? [] : [{ terms: [vocabulary.numberOf(term)!], weight: 1 }];
}

function readWord(token: Token, last: boolean, written: string, context: Context): Alternative[] {
  return token.kind === "hangul"
    ? readHangul(token.text, last, context)
    : readLatin(token.text, written.slice(token.start, token.end), last, context);
}

function readHangul(word: string, last: boolean, context: Context): Alternative[] {
  const { vocabulary } = context;
  if (CONSONANTS.test(word)) return readInitials(word, context);
  const found: Alternative[] = [];
  const add = (terms: readonly number[], weight: number, reason?: Reason) =>
    found.push({ terms, weight, reason });
  const exact = termsOfWord(word, vocabulary.has).map((term) => vocabulary.numberOf(term)!);
  for (const [rank, term] of exact.entries()) add([term], rank === 0 ? 1 : rank === 1 ? 0.8 : 0.6);
  const compound = splitCompound(word, context);
  if (compound) add(compound, exact.length > 0 ? 0.7 : 0.9);
  if (exact.length > 0) {
    if (last && word.length > 1)
      for (const term of vocabulary.startingWith(word, COMPLETIONS))
        if (!exact.includes(term)) add([term], 0.2, reasonTo("completion", word, term, context));
    return found;
  }
  // Where 인터넷에 stands once, nobody knows that 인터넷 is a word: who asks for it does.
  for (const term of toKeystrokes(word).length > 2 ? vocabulary.startingWith(word, COMPLETIONS) : [])
    if (word.length > 2 && nounsIn(vocabulary.terms[term]!).includes(word)) add([term], 0.95);
    else add([term], 0.8, reasonTo("completion", word, term, context));
  found.push(...readOtherKeyboard(word, word, context));
  for (const name of [word, ...nounsIn(word)]) {
    const abbreviation = vocabulary.numberOf(spelledOut(name) ?? "");
    if (abbreviation === undefined) continue;
    add([abbreviation], 0.95, reasonTo("alias", name, abbreviation, context));
    break;
  }
  if (found.length > 0) return found;
  const phrase = nearPhrase(word, context);
  if (phrase) return [phrase];
  // 도컴 is 도커 with the first letter of what comes next.
  const keys = toKeystrokes(word);
  const shorter = fromKeystrokes(keys.slice(0, -1));
  const before = isHangul(shorter) && shorter.length > 1 ? vocabulary.numberOf(shorter) : undefined;
  if (before !== undefined && (last || HALF_TYPED.test(word)))
    add([before], 0.7, reasonTo("completion", word, before, context));
  for (const stem of [word, ...nounsIn(word)]) {
    if (found.length > 0 || stem.length < 2) break;
    for (const term of vocabulary.soundingLike(stem, 3))
      add([term], 0.85, reasonTo("sound", stem, term, context));
    if (found.length > 0) break;
    for (const term of vocabulary.inLatin(stem, 2)) add([term], 0.8, reasonTo("sound", stem, term, context));
    for (const term of vocabulary.near(stem, 3)) add([term], 0.7, reasonTo("typo", stem, term, context));
  }
  return found;
}

function readInitials(word: string, context: Context): Alternative[] {
  const { vocabulary } = context;
  if (word.length < 2) return [];
  // ㄷㅅㅊㅇ is etcd on the other keyboard: a word that is known comes first.
  const typed = vocabulary.numberOf(toKeystrokes(word).toLowerCase());
  if (typed !== undefined)
    return [{ terms: [typed], weight: 1, reason: reasonTo("keyboard", word, typed, context) }];
  const found = (weight: number, begun: boolean) =>
    vocabulary.withInitials(word, COMPLETIONS, begun).map((term) => ({
      terms: [term],
      weight,
      reason: reasonTo("initials", word, term, context),
    }));
  return [...found(0.9, false), ...(word.length < 3 ? [] : found(0.5, true))];
}

function readLatin(word: string, written: string, last: boolean, context: Context): Alternative[] {
  const { vocabulary } = context;
  const found: Alternative[] = [];
  const exact = vocabulary.numberOf(word);
  if (exact !== undefined) {
    found.push({ terms: [exact], weight: 1 });
    if (last && word.length > 2)
      for (const term of vocabulary.startingWith(word, COMPLETIONS))
        if (term !== exact)
          found.push({ terms: [term], weight: 0.25, reason: reasonTo("completion", word, term, context) });
    return found;
  }
  const parts = partsOf(written).map((part) => vocabulary.numberOf(part));
  const known = parts.filter((part) => part !== undefined);
  if (known.length > 0) found.push({ terms: known, weight: known.length === parts.length ? 0.8 : 0.5 });
  found.push(...readOtherKeyboard(word, written, context));
  const capitals = /^[A-Z]{2,5}$/.test(written);
  if (word.length > 1)
    for (const term of vocabulary.startingWith(word, COMPLETIONS))
      found.push({
        terms: [term],
        weight: capitals ? 0.3 : 0.8,
        reason: reasonTo("completion", word, term, context),
      });
  // A name of which only a part is known (kube-scheduer) may be a slip of one that is known whole.
  if (found.some(({ weight }) => weight >= 0.6)) return found;
  for (const term of vocabulary.near(word, 3).toReversed()) {
    // SRIOV is SR-IOV; else what is in capitals is meant.
    const same = squeeze(vocabulary.terms[term]!) === word;
    if (same || !capitals)
      found.unshift({
        terms: [term],
        weight: same ? 0.95 : 0.7,
        reason: reasonTo(same ? "alias" : "typo", word, term, context),
      });
  }
  return found;
}

/** The word as it would read with the keyboard in the other language, when that is a word. */
function readOtherKeyboard(word: string, written: string, context: Context): Alternative[] {
  for (const other of switchKeyboard(written)) {
    const found = readSwitched(word, other, context);
    if (found.length > 0) return found;
  }
  return [];
}

function readSwitched(word: string, other: string, context: Context): Alternative[] {
  const { vocabulary } = context;
  const because = (weight: number) => (term: number) => ({
    terms: [term],
    weight,
    reason: reasonTo("keyboard", word, term, context),
  });
  if (!/[가-힣]/.test(other)) {
    const exact = vocabulary.numberOf(other);
    if (exact !== undefined) return [because(0.95)(exact)];
    return other.length > 2 ? vocabulary.startingWith(other, 4).map(because(0.6)) : [];
  }
  const exact = termsOfWord(other, vocabulary.has).map((term) => vocabulary.numberOf(term)!);
  if (exact.length > 0) return exact.slice(0, 2).map(because(0.95));
  const compound = isHangul(other) ? splitCompound(other, context) : undefined;
  if (compound)
    return [{ terms: compound, weight: 0.9, reason: { kind: "keyboard", from: word, to: other } }];
  return other.length > 1 && isHangul(other.slice(0, -1))
    ? vocabulary.startingWith(other, 4).map(because(0.6))
    : [];
}

/**
 * The same keys with the keyboard in the other language, likeliest first; none where that is no text.
 * Shift types ㄲ and ㅖ, but a first letter in capitals may be the work of a phone.
 * @param written the word as it was typed
 */
function switchKeyboard(written: string): string[] {
  if (/^[가-힣ㄱ-ㅎㅏ-ㅣ]+$/.test(written)) return [toKeystrokes(written).toLowerCase()];
  // An abbreviation in capitals is meant: CKA is not 차.
  if (!/^[a-z]{2,}$/i.test(written) || /^[A-Z]{2,5}$/.test(written)) return [];
  return [...new Set([written, written.toLowerCase()])]
    .map(fromKeystrokes)
    .filter((hangul) => /^[가-힣]+[ㄱ-ㅎㅏ-ㅣ]?$/.test(hangul)); // Single jamo in the middle: nobody types that.
}

/**
 * A name or heading of several words that was written as one, perhaps with a slip: 로드벨런서. A particle may
 * stand behind it.
 */
function nearPhrase(word: string, context: Context): Alternative | undefined {
  const { phrases } = context;
  for (const [rank, noun] of [word, ...nounsIn(word)].entries()) {
    if (noun.length < 3) break;
    const found = phrases.has(noun)
      ? { phrase: noun, weight: 0.95, kind: undefined }
      : // A slip and a particle are more than one guess.
        rank > 1 || noun.length < 4
        ? undefined
        : phrases.near(noun);
    if (found === undefined) continue;
    const terms = termsOfName(found.phrase, context);
    if (terms === undefined) continue;
    const { kind, weight } = found;
    return {
      terms,
      weight,
      ...(kind && { reason: { kind, from: noun, to: phrases.written(found.phrase) } }),
    };
  }
  return undefined;
}

/** The terms of a squeezed phrase, or of another name for it. */
function termsOfName(phrase: string, context: Context): number[] | undefined {
  const { aliases, phrases, vocabulary } = context;
  for (const form of [phrases.written(phrase), ...aliases.formsOf(phrase)]) {
    const terms = termsOfPhrase(form, vocabulary);
    if (terms) return terms;
  }
  return undefined;
}

/** Two or three known words that were written as one: 도커컴포즈. One of them may be known by another name only. */
function splitCompound(word: string, context: Context): number[] | undefined {
  const parts = partsOfCompound(word, context, true) ?? partsOfCompound(word, context);
  return parts?.flatMap((part) => termsOfPart(part, context) ?? []);
}

/** @param exact whether it must be written as it stands */
function termsOfPart(part: string, { vocabulary, aliases }: Context, exact = false): number[] | undefined {
  const [term] = termsOfWord(part, vocabulary.has);
  if (term !== undefined && (!exact || term === part))
    return term.length > 1 ? [vocabulary.numberOf(term)!] : undefined;
  const abbreviation = vocabulary.numberOf(spelledOut(part) ?? "");
  if (abbreviation !== undefined) return [abbreviation];
  for (const form of aliases.formsOf(part)) {
    const terms = termsOfPhrase(form, vocabulary);
    if (terms) return terms;
  }
  if (part.length < 3 || exact) return undefined;
  // 쿠버내티스아키텍쳐, 커스텀메트릭스: a long part may be spelt otherwise, or in the other alphabet.
  const alike = vocabulary.soundingLike(part, 1)[0] ?? vocabulary.inLatin(part, 1)[0];
  return alike === undefined ? undefined : [alike];
}

function partsOfCompound(word: string, context: Context, exact = false): string[] | undefined {
  if (!isHangul(word) || word.length < 4) return undefined;
  for (let size = word.length - 2; size >= 2; size--) {
    const part = word.slice(0, size);
    if (termsOfPart(part, context, exact) === undefined) continue;
    const rest = word.slice(size);
    // 도커쓰는법, 도커안됨: what is wanted of it may stand right behind it.
    if (asksOrSaysKind(rest) || termsOfPart(rest, context, exact)) return [part, rest];
    // 에이치피에이안늘어남
    if (/^[안못]/.test(rest) && termsOfPart(rest.slice(1), context)) return [part, rest[0]!, rest.slice(1)];
    const tail = rest.length > 3 ? partsOfCompound(rest, context, exact) : undefined;
    if (tail) return [part, ...tail];
  }
  return undefined;
}

/** Neighbours that are one word elsewhere: 하이퍼 바이저. Each of them may then be met by that word. */
function addJoined(tokens: readonly Token[], found: Alternative[][], context: Context): void {
  const { vocabulary } = context;
  for (let from = 0; from < tokens.length - 1; from++) {
    for (let to = from + 1; to < Math.min(tokens.length, from + 4); to++) {
      const span = tokens.slice(from, to + 1);
      if (span.some((token) => token.kind !== span[0]!.kind)) break;
      const joined = span.map((token) => token.text).join("");
      const [term] = termsOfWord(joined, vocabulary.has);
      if (term !== undefined && term.length > span[0]!.text.length) {
        for (let at = from; at <= to; at++)
          found[at]!.unshift({ terms: [vocabulary.numberOf(term)!], weight: 1 });
      } else if (
        found.slice(from, to + 1).some((known) => (known[0]?.weight ?? 0) < 0.8) &&
        isHangul(joined)
      ) {
        // 데몬 세트 for 데몬셋: both apart and spelt otherwise.
        for (const like of vocabulary.soundingLike(joined, 2))
          for (let at = from; at <= to; at++)
            found[at]!.unshift({
              terms: [like],
              weight: 0.85,
              reason: reasonTo("sound", joined, like, context),
            });
      }
    }
  }
}

/** Other names of one or more neighbours: each of them may then be met by all words of the other name. */
function addAliases(tokens: readonly Token[], found: Alternative[][], context: Context): void {
  for (let from = 0; from < tokens.length; from++) {
    for (let to = Math.min(tokens.length, from + LONGEST_ALIAS) - 1; to >= from; to--) {
      const span = tokens.slice(from, to + 1);
      const forms = aliasFormsOf(span, context);
      for (const form of forms) {
        const terms = termsOfPhrase(form, context.vocabulary);
        if (terms === undefined) continue;
        const reason: Reason = { kind: "alias", from: span.map((token) => token.text).join(" "), to: form };
        for (let at = from; at <= to; at++) found[at]!.push({ terms, weight: 0.9, reason });
      }
      if (forms.length > 0) break;
    }
    addAliasesOfCorrected(found[from]!, context);
  }
}

/** What notes may call what was asked for in other words: 죽으면 may be 종료되면 there. */
function addLexicon(tokens: readonly Token[], found: Alternative[][], context: Context): void {
  const { lexicon, vocabulary } = context;
  tokens.forEach(({ text }, at) => {
    if (isAsking(text)) return;
    const forms = new Set(candidatesOf(text).flatMap((candidate) => lexicon.formsOf(candidate)));
    for (const form of forms) {
      const terms = termsOfPhrase(form, vocabulary);
      // 다운 is no form of 답다: what stands as a noun is one.
      if (
        terms === undefined ||
        (!form.endsWith("다") && terms.some((term) => vocabulary.terms[term]!.endsWith("다")))
      )
        continue;
      if (found[at]!.some((known) => known.terms.join() === terms.join())) continue;
      found[at]!.push({ terms, weight: NEAR_WORD, reason: { kind: "alias", from: text, to: form } });
    }
  });
}

/** A word that had to be read on the other keyboard, or put right, has other names too. */
function addAliasesOfCorrected(found: Alternative[], { aliases, vocabulary }: Context): void {
  for (const { terms, weight, reason } of found.slice(0, 3)) {
    const [term] = terms;
    if (terms.length > 1 || term === undefined || reason === undefined || reason.kind === "alias") continue;
    if (reason.kind === "completion") continue;
    for (const form of aliases.formsOf(vocabulary.terms[term]!)) {
      const others = termsOfPhrase(form, vocabulary);
      if (others) found.push({ terms: others, weight: weight * 0.85, reason });
    }
  }
}

function aliasFormsOf(span: readonly Token[], { aliases }: Context): readonly string[] {
  const before = span
    .slice(0, -1)
    .map((token) => token.text)
    .join("");
  const last = span.at(-1)!.text;
  for (const ending of [last, ...nounsIn(last)]) {
    const forms = aliases.formsOf(squeeze(before + ending));
    if (forms.length > 0) return forms;
  }
  return [];
}

function termsOfPhrase(phrase: string, vocabulary: Vocabulary): number[] | undefined {
  const terms: number[] = [];
  for (const token of tokenise(foldCase(phrase.normalize("NFC")))) {
    const [term] = termsOfWord(token.text, vocabulary.has);
    if (term === undefined) return undefined;
    terms.push(vocabulary.numberOf(term)!);
  }
  return terms.length > 0 ? [...new Set(terms)] : undefined;
}

/** The whole query in other spellings: headings are compared letter by letter, without spaces. */
function variantsOf(
  written: string,
  tokens: readonly Token[],
  slots: readonly Slot[],
  context: Context,
): Variant[] {
  const text = foldCase(written);
  // What is made of known words is no slip.
  const slips = slots.some(({ alternatives }) => !alternatives.some((one) => one.weight >= 0.95));
  const variants: Variant[] = [{ text: squeeze(text), weight: 1, slips, whole: true }];
  const add = (variant: Variant) => {
    const at = variants.findIndex((one) => one.text === variant.text);
    if (at >= 0 && variant.whole) variants[at] = { ...variants[at]!, whole: true };
    else if (variant.text !== "" && at < 0) variants.push(variant);
  };
  const naming = slots.filter((slot) => slot.importance > 0);
  const best = naming.map((slot) => slot.alternatives[0]);
  const { terms } = context.vocabulary;
  const wordOf = (slot: Slot, alternative: Alternative | undefined) =>
    alternative === undefined || terms[alternative.terms[0]!]!.endsWith("다")
      ? slot.text
      : alternative.terms.map((term) => terms[term]!).join("");
  if (naming.length > 0) {
    const reason = best.find((alternative) => alternative?.reason)?.reason;
    const joined: string[] = [];
    naming.forEach((slot, index) => {
      const word = wordOf(slot, best[index]);
      // A word that stands for two of the query is said once.
      if (joined.at(-1) !== word) joined.push(word);
    });
    add({
      text: squeeze(joined.join("")),
      weight: Math.min(0.98, ...best.map((one) => one?.weight ?? 0.9)),
      reason,
    });
    add({ text: squeeze(naming.map((slot) => slot.text).join("")), weight: 0.97 });
  }
  // Words that ask may follow what is asked about: 연결 끊기가 뭐예요?
  for (const last of new Set([tokens.findLast((_, index) => slots[index]!.importance > 0), tokens.at(-1)]))
    if (last && isHangul(last.text))
      for (const noun of [...nounsIn(last.text).slice(0, 3), ...nounsOfVerb(last.text).slice(0, 2)])
        add({
          text: squeeze(text.slice(0, last.start) + noun),
          weight: 0.97,
          slips,
          whole: last === tokens.at(-1),
        });
  // What stands before 왜, 뭐 or 어떻게 is asked about, whatever it is made of: 줄의 순서는 어떻게 정하나요?
  const before = tokens[tokens.findIndex((token) => beginsQuestion(token.text)) - 1];
  if (before && isHangul(before.text))
    for (const noun of [...nounsIn(before.text).slice(0, 2), before.text])
      add({ text: squeeze(text.slice(0, before.start) + noun), weight: 0.97, slips, whole: true });
  if (naming.length === 1)
    for (const alternative of naming[0]!.alternatives) {
      const { weight, reason } = alternative;
      if (reason === undefined) continue;
      const name = alternative.terms.map((term) => terms[term]!).join("");
      for (const form of [name, ...context.aliases.formsOf(name)].slice(0, 4))
        add({ text: squeeze(form), weight: weight * 0.95, reason });
    }
  // Half of a query may be on the wrong keyboard; the words that are known stay.
  const switched = tokens.map((token, index) =>
    (slots[index]!.alternatives[0]?.weight ?? 0) === 1 && slots[index]!.alternatives[0]?.reason === undefined
      ? token.text
      : (switchKeyboard(written.slice(token.start, token.end))[0] ?? token.text),
  );
  if (switched.join() !== tokens.map((token) => token.text).join())
    add({
      text: squeeze(switched.join("")),
      weight: 0.93,
      reason: { kind: "keyboard", from: text, to: switched.join(" ") },
    });
  return variants;
}

function reasonTo(kind: Reason["kind"], from: string, term: number, { vocabulary }: Context): Reason {
  return { kind, from, to: vocabulary.terms[term]! };
}
