import { finalOf, fromKeystrokes, isHangul, toKeystrokes } from "../text/keystrokes.ts";

/*
 * Verbs and adjectives by morphemes, as keys: stem + ending. Endings are those of the standard conjugation and
 * of what people type (뜨던데, 안 떠여, 죽음). An ending stands in one of three places, which say how the stem
 * before it may have changed:
 *
 * - PLAIN (다, 고, 는, 네) follows any stem; before ㄴ, ㅅ and ㅂ a stem's ㄹ falls (만드는 → 만들).
 * - LINKED (면, ㄴ, ㄹ까, ㅁ) takes 으 after a consonant; ㅂ, ㅅ, ㄷ and ㅎ stems change (가벼운, 이은, 들은, 빨간).
 * - AFTER_INFINITIVE (서, 도, 요, ㅆ다) follows stem + 어/아, which contracts (걸려, 나눠, 해, 돼, 떠, 빨라, 가벼워).
 */
const keysOf = (list: string) => list.split(" ").map(toKeystrokes);

/** What may follow any stem, and 었 and 겠. */
const BOTH =
  "다 다가 다고 다는 다는데 다면 다며 다니 던 던데 던가 더니 더라 고 네 나 냐 니 지 죠 지만 거든 거나 길래 잖아 기 기에 대 구나 습니다 습니까 슴";
/** What may follow 었 and 겠. */
const FINALS = `${BOTH} 더라고요 는데 는데도 는지 는가 음 어 어서 어도 을 을까 을때 을지 을텐데 으면 으며 으니 으니까 군요 으나 던지`;
/** What follows 는 of a verb and ㄴ of an adjective alike. */
const AFTER_N = "데 데도 지 가 다 다고 다는 다는데 다면 다던데 다니 거 건 걸 게 구나 대".split(" ");
const PLAIN = keysOf(
  `${BOTH} 는 ${AFTER_N.map((end) => `는${end}`).join(" ")} 고서 고는 고도 고싶은 고싶다 지도 지는 지를 쥬 질 게 게끔 도록 자 자마자 자고 더라고 더라도 느냐 느라 냐고 냐면 노 누 기도 기는 기만 기엔 길 긴 군 구만 다간 든지 든가 소`,
).concat(keysOf(FINALS).map((final) => toKeystrokes("겠") + final));
const LINKED = keysOf(
  `ㄴ ${AFTER_N.map((end) => `ㄴ${end}`).join(" ")} 면 면은 면서 며 니 니까 려고 려는 려는데 려면 려나 러 므로 나 ㄹ ㄹ까 ㄹ지 ㄹ지도 ㄹ게 ㄹ수록 ㄹ때 ㄹ거 ㄹ건 ㄹ걸 ㄹ래 ㄹ라고 ㄹ려고 ㄹ려면 ㄹ텐데 ㅁ ㅁ으로써 ㅂ니다 ㅂ니까 ㅂ시다 세요 셔요 십시오 시면 라 라고 라면 라는 ㄹ뿐`,
);
const AFTER_INFINITIVE = keysOf(
  "서 서는 서도 도 야 야지 야죠 야만 야하는 야하나 야함 야할지 야돼 야됨 라 줘 주세요 주는 줄 주면 준다 둔 두고 놓고 놓은 봐 보기 보니 보면 본 볼 지다 지는 진다 져 졌다 졌어요 짐 지나요 질까 지면",
).concat(
  "",
  keysOf(FINALS).map((final) => `T${final}`),
);

const VOWEL = /[koijpuhynbmlOP]$/;
/** ㄴ, ㄹ, ㅁ, ㅂ: finals that close the last syllable of a stem. */
const CLOSING = /^[sfaq](?![koijpuhynbmlOP])/;
/** Before ㄴ, ㅅ, ㅂ and a closing ㄹ a stem's own ㄹ is not heard. */
const RIEUL_FALLS = /^(?:s|t|q|f(?![koijpuhynbmlOP]))/;
/** How an ending with 으 begins, as keys. */
const EU = toKeystrokes("으");
const U = "n";
/** Contracted infinitives: what is seen, and the stem that is left of it. */
const CONTRACTED: readonly (readonly [RegExp, string])[] = [
  [/u$/, "l"], // 걸려 → 걸리, 줄여 → 줄이
  [/dnj$/, "q"], // 가벼워 → 가볍
  [/dhk$/, "q"], // 도와 → 돕
  [/go$/, "gk"], // 해 → 하
  [/eho$/, "ehl"], // 돼 → 되
  [/ff[jk]$/, "fm"], // 빨라 → 빠르
  [/([^koijpuhynbmlOPd])[jk]$/, "$1m"], // 떠 → 뜨, 바빠 → 바쁘
  [/d[jkl]$/, ""], // 먹어 → 먹
  [/([^d])[jk]$/, "$1"], // 나눠 → 나누, 봐 → 보
  [/([^d][jk])$/, "$1"], // 가 → 가, 서 → 서
  [/([^d](?:o|p))$/, "$1"], // 보내 → 보내
];

type Stem = { readonly stem: string; readonly ending: string };

const stems = new Map<string, readonly Stem[]>();
const MOST_REMEMBERED = 50_000;

/** Possible stems of a verb or adjective, those that stand in it unchanged first, then the longest ending first, each with the ending that was taken off (as keys). */
export function stemsOfVerb(word: string): readonly Stem[] {
  const known = stems.get(word);
  if (known) return known;
  if (stems.size >= MOST_REMEMBERED) stems.clear();
  // 요 makes any ending polite, in all the ways it is typed.
  const plain = word.replace(/(?<=.)[요여용욤]$/, "");
  const found = plain === word ? stemsIn(word) : [...stemsIn(plain, "요"), ...stemsIn(word)];
  const keys = toKeystrokes(word);
  const isChanged = ({ stem }: Stem) => Number(!keys.startsWith(toKeystrokes(stem)));
  found.sort((one, other) => isChanged(one) - isChanged(other) || other.ending.length - one.ending.length);
  const list = found.filter(({ stem }, at) => found.findIndex((one) => one.stem === stem) === at);
  stems.set(word, list);
  return list;
}

/** @param polite what was taken off behind `word`: then an infinitive has something after it */
function stemsIn(word: string, polite = ""): Stem[] {
  const keys = toKeystrokes(word);
  const found: Stem[] = [];
  const add = (rest: string, ending: string) => {
    const stem = fromKeystrokes(rest);
    if (rest !== "" && isHangul(stem) && toKeystrokes(stem) === rest) found.push({ stem, ending });
  };
  for (const ending of PLAIN) {
    if (keys.length <= ending.length + 1 || !keys.endsWith(ending)) continue;
    const rest = keys.slice(0, -ending.length);
    add(rest, ending);
    if (RIEUL_FALLS.test(ending) && VOWEL.test(rest)) add(`${rest}f`, ending);
  }
  for (const ending of LINKED) {
    if (keys.length <= ending.length + 1 || !keys.endsWith(ending)) continue;
    const rest = keys.slice(0, -ending.length);
    if (rest.endsWith(EU)) {
      const before = rest.slice(0, -EU.length);
      add(before, EU + ending);
      if (before.endsWith("f")) add(`${before.slice(0, -1)}e`, EU + ending); // 들으면 → 듣
      if (VOWEL.test(before)) add(`${before}t`, EU + ending); // 이으면 → 잇
    }
    if (!VOWEL.test(rest) && !rest.endsWith("f")) continue;
    // 죽으면 has 으 before its ending: there is no 죽으다.
    if (rest.endsWith(EU) && !VOWEL.test(rest.slice(0, -EU.length))) continue;
    // ㄴ after a vowel is the final of the last syllable; 나 and 니 begin one of their own.
    add(rest, ending);
    if (rest.endsWith(`d${U}`)) add(`${rest.slice(0, -2)}q`, ending); // 가벼우면 → 가볍
    if (RIEUL_FALLS.test(ending) && VOWEL.test(rest)) add(`${rest}f`, ending); // 만든 → 만들
    if (CLOSING.test(ending) && /k$|i$|j$|u$/.test(rest)) add(`${rest}g`, ending); // 빨간 → 빨갛
  }
  for (const ending of AFTER_INFINITIVE) {
    if (!keys.endsWith(ending)) continue;
    const infinitive = keys.slice(0, keys.length - ending.length);
    if (infinitive.length < 2 || !VOWEL.test(infinitive)) continue;
    for (const [seen, left] of CONTRACTED) {
      if (!seen.test(infinitive)) continue;
      const rest = infinitive.replace(seen, left);
      // What stands uncontracted is an infinitive only with something after it: 서버 is no form of 서버다.
      if (rest === infinitive && ending + polite === "") continue;
      add(rest, infinitive.slice(rest.length) + ending);
      if (/d[jk]$/.test(infinitive)) {
        if (rest.endsWith("f")) add(`${rest.slice(0, -1)}e`, ending); // 들어 → 듣
        if (VOWEL.test(rest)) add(`${rest}t`, ending); // 이어 → 잇
      }
    }
  }
  return found;
}

/** Verbs that make a noun a verb: 배포하다, 배포되다, 오류나다. */
const LIGHT = ["시키", "당하", "하", "되", "받", "나"] as const;

/**
 * What may be the noun of a word such as 배포하는, 배포됨, 에러나요; it is not looked up whether there is such
 * a noun.
 */
export function nounsOfVerb(word: string): readonly string[] {
  const found = new Set<string>();
  for (const { stem } of stemsOfVerb(word))
    for (const light of LIGHT) {
      const noun = stem.slice(0, -light.length);
      // 끝나다 and 만나다 are no nouns with 나다.
      if (stem.endsWith(light) && noun.length >= (light === "나" ? 2 : 1)) found.add(noun);
    }
  return [...found].sort((one, other) => one.length - other.length);
}

/** Whether a word may be a verb made a noun, which takes particles: 합치기, 흐름. */
export function isNominal(word: string): boolean {
  return word.length > 1 && (word.endsWith("기") || finalOf(word) === "ㅁ");
}
