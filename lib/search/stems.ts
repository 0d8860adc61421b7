import { isHangul } from "../text/keystrokes.ts";
import { nounsIn } from "../text/particles.ts";
import { isNominal, nounsOfVerb, stemsOfVerb } from "./endings.ts";

/** The stem of a verb is kept apart from nouns by the ending of its dictionary form. */
const verbTerm = (stem: string) => `${stem}다`;

/**
 * Learns from all words of a collection which stems there are. A particle or ending is taken off
 * only where what is left is itself a word there: on its own, or under several particles. Otherwise
 * 회의 would be 회 and 도로 would be 도.
 * @param counts how often each written Hangul word occurs
 * @param knownNouns words that are nouns whatever the counts say, such as the glossary's
 * @returns the term under which each word is indexed
 */
export function learnStems(
  counts: ReadonlyMap<string, number>,
  knownNouns: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const underParticles = new Map<string, Set<string>>();
  const underEndings = new Map<string, Set<string>>();
  const note = (map: Map<string, Set<string>>, stem: string, ending: string) => {
    const set = map.get(stem);
    if (set) set.add(ending);
    else map.set(stem, new Set([ending]));
  };
  for (const word of counts.keys()) {
    for (const noun of [...nounsIn(word), ...nounsOfVerb(word)])
      note(underParticles, noun, word.slice(noun.length));
    // 하이퍼바이저 and its particles tell nothing of verbs.
    if (knownNouns.has(word) || nounsIn(word).some((noun) => knownNouns.has(noun))) continue;
    for (const { stem, ending } of stemsOfVerb(word)) note(underEndings, stem, ending);
  }
  const isNoun = (noun: string) => {
    if (knownNouns.has(noun)) return true;
    const alone = counts.get(noun) ?? 0;
    const forms = underParticles.get(noun)?.size ?? 0;
    if (noun.length === 1) return alone > 2 && forms > 2;
    // 지우는, 지우면, 지우지: what never stands alone and has more endings than particles is a verb.
    return alone > 0 ? alone + forms > 1 : forms > 2 && forms >= (underEndings.get(noun)?.size ?? 0);
  };
  const isVerb = (stem: string) => (underEndings.get(stem)?.size ?? 0) >= (stem.length === 1 ? 4 : 2);
  const terms = new Map<string, string>();
  for (const word of counts.keys()) terms.set(word, chooseStem(word, isNoun, isVerb, knownNouns, counts));
  return terms;
}

function chooseStem(
  word: string,
  isNoun: (noun: string) => boolean,
  isVerb: (stem: string) => boolean,
  knownNouns: ReadonlySet<string>,
  counts: ReadonlyMap<string, number>,
): string {
  if (!isHangul(word) || word.length === 1 || knownNouns.has(word)) return word;
  const light = nounsOfVerb(word).find(isNoun);
  if (light !== undefined) return light;
  // 줄이기 is a form of 줄이다 before it is 줄 with 이기.
  const nominal = isNominal(word)
    ? stemsOfVerb(word).find(({ stem }) => stem.length > 1 && isVerb(stem))
    : undefined;
  if (nominal !== undefined && !nounsIn(word).some((noun) => noun.length > 1 && isNoun(noun)))
    return verbTerm(nominal.stem);
  const nouns = nounsIn(word).filter(isNoun);
  // Of 서비스에서 both 서비스 and 서비스에 may look like nouns: the one seen alone most often wins.
  const noun = nouns.sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0))[0];
  // A word that stands alone more often than what would be left of it is a word: 도로, 회의.
  if (
    noun !== undefined &&
    (knownNouns.has(noun) || noun.length > 1 || (counts.get(noun) ?? 0) > (counts.get(word) ?? 0))
  ) {
    if (knownNouns.has(noun) || (counts.get(noun) ?? 0) + 1 >= (counts.get(word) ?? 0) / 4) return noun;
  }
  const verb = stemsOfVerb(word).find(({ stem }) => isVerb(stem));
  return verb === undefined ? word : verbTerm(verb.stem);
}

/** Candidates by word: texts repeat their words, and taking off every ending is work. */
const candidates = new Map<string, readonly string[]>();
const MOST_REMEMBERED = 50_000;

/** Every term a word may stand for, most likely first, whether or not there is such a term. */
export function candidatesOf(word: string): readonly string[] {
  const known = candidates.get(word);
  if (known) return known;
  if (candidates.size >= MOST_REMEMBERED) candidates.clear();
  // The keys of cka type 차, which it is not.
  if (!isHangul(word)) return [word];
  const nouns = nounsIn(word);
  // A verb made a noun takes particles: 합치기가.
  const verbs = [word, ...nouns.filter(isNominal)].flatMap(stemsOfVerb).map(({ stem }) => verbTerm(stem));
  // 줄이기 is a form of 줄이다 before it is 줄 with 이기.
  const found = new Set([
    word,
    ...nounsOfVerb(word),
    ...(isNominal(word) ? verbs : []),
    ...nouns.flatMap((noun) => [noun, ...nounsOfVerb(noun)]),
    ...verbs,
  ]);
  const list = [...found];
  candidates.set(word, list);
  return list;
}

/**
 * The terms a word of a query may stand for, most likely first, among those the index has.
 * @param has whether the index has a term
 */
export function termsOfWord(word: string, has: (term: string) => boolean): string[] {
  return candidatesOf(word)
    .filter(has)
    .filter((term, index) => index === 0 || term.length > 1);
}
