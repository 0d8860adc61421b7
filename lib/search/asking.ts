import { finalOf, isHangul } from "../text/keystrokes.ts";
import { isParticle, nounsIn } from "../text/particles.ts";
import { stemsOfVerb } from "./endings.ts";

/** What a query wants to know of what it names. */
export type Kind = "define" | "compare" | "howto" | "symptom" | "list";

const words = (list: string) => new Set(list.split(" "));

/** Words that ask: alone, with particles, or with 이다 in any form. */
const ASKING = words(
  "뭐 머 뭣 뭘 멀 무엇 뭔 먼 무슨 왜 웨 어떻게 어케 어떡해 어떤 언제 어디 어디서 누구 누가 얼마 몇 어느 어째서",
);
/** Nouns that only hold a question together, and what says nothing of the subject. */
const EMPTY = words(
  "게 수 줄 그거 그게 그건 이거 이게 이건 그 저 데 한마디 간단 쉽게 자세히 궁금 좀 더 정말 함께 뒤 앞 가장 제일 그냥 혹시 만약 이제 지금 꼭 잘 바로 이미 다시 계속 자꾸 너무 아예 굳이 매번 항상 막 또 그리고 근데 도움 질문 설명 정리 알기 안 못 나요 까요 임 왤케 뭥미 요즘 보통 실무 진짜 이해 듯",
);
/** So and so many of what everything is counted in: 두개, 몇대까지. */
const COUNTED = /^(?:몇|한|두|세|네|열|여러)(?:[개대번달줄초분배]|글자)/;
/** Those of them that 이다 follows: 거임, 뜻이야. Not 줄, or 줄여 would be one. */
const NOUNS = words("것 거 점 뜻 의미 말 소리 얘기 개념 이유 까닭 원인 때 때문 경우 상황 정도");
/** Verbs and adjectives that ask, tell, are, or go with every noun. */
const VERBS = words(
  "하 되 안되 아니 있 없 같 모르 알 알리 주시 싶 말하 쓰 사용하 필요하 나오 주 보 버리 대하 위하 통하 그렇 이렇 어떻 좋 다르 맞 가능하 헷갈리 어렵 가",
);
/** Whether a word is one of `nouns`, with a particle or with 이다 in any form: 뭔데 is 뭐 and ㄴ데, 뭐함 what people make of it. */
function isOf(word: string, nouns: ReadonlySet<string>): boolean {
  return (
    [word, word.replace(/(?:[요여]|함|하는)$/, ""), ...nounsIn(word)].some((noun) => nouns.has(noun)) ||
    stemsOfVerb(word).some(({ stem }) => {
      // 이 is left out after a vowel alone.
      const noun = stem.replace(/(?<=.)이$/, "");
      return nouns.has(noun) && (noun !== stem || finalOf(noun) === "");
    })
  );
}

/**
 * Whether a word asks or tells and names nothing: 뭐임, 뭔데, 하는지, 알려줘요, 모르겠는데. By its morphemes:
 * a word that asks or an empty noun with particles or 이다, or a verb that goes with every noun, in any form.
 */
export function isAsking(word: string): boolean {
  if (EMPTY.has(word) || isParticle(word) || COUNTED.test(word)) return true;
  if (!isHangul(word)) return /^[ㅋㅎㅠㅜ]+$/.test(word) && word.length < 2;
  if (isOf(word, ASKING) || isOf(word, NOUNS)) return true;
  // 뭔소리야, 뭐하는건지: two that ask, written as one.
  for (let at = ASKING.has(word[0]!) ? 1 : 2; at < word.length; at++)
    if (isAsking(word.slice(0, at)) && asksOrSaysKind(word.slice(at))) return true;
  // 줄이기 is a verb, not 줄 with 이기: a noun of one letter takes a particle of one.
  if (nounsIn(word).some((noun) => EMPTY.has(noun) && (noun.length > 1 || word.length < 3))) return true;
  // 쓰기 and 보기 are nouns: only 하기 and 되기 say nothing.
  const stems = stemsOfVerb(word).filter(({ stem }) => VERBS.has(stem));
  return stems.some(({ stem }) => !word.endsWith("기") || stem === "하" || stem === "되");
}

/** Whether a word begins the question proper, so that all before it is what is asked about: 뭐예요, 왜, 어떻게. */
export function beginsQuestion(word: string): boolean {
  return isOf(word, ASKING) || ([1, 2].some((at) => ASKING.has(word.slice(0, at))) && isAsking(word));
}

/** The term under which all ways to deny stand in questions. */
export const NEGATION = "않다";
const DENIES = words("않 못하 없 안되 못되 안나오");

/** Whether a word denies what it stands with: 안, 못, 않아요, 없어요, 안돼요. */
export function isNegation(word: string): boolean {
  return /^[안못]$/.test(word) || (isHangul(word) && stemsOfVerb(word).some(({ stem }) => DENIES.has(stem)));
}

/** Words of a query by which its kind is known: what is asked for beside the subject. Nouns that only say the kind. */
const KIND_WORDS: readonly (readonly [Kind, ReadonlySet<string>])[] = [
  ["compare", words("차이 차이점 비교 vs 다른점 대비 구분 구별 다르")],
  ["howto", words("방법 법 예제 예시 샘플 튜토리얼 가이드 실습 순서 절차 yaml")],
  ["list", words("종류 목록 모음 정리 리스트 요약 구성 구성요소 유형 특징 장점 단점 장단점")],
  ["symptom", words("오류 에러 실패 문제 장애 증상 먹통 멈춤 error")],
  ["define", words("뜻 의미 소개 개념 정의 역할 원리")],
  ["howto", words("어떻게 어케 어떠케")],
];
/** Nouns of a kind that name nothing themselves: 방법 is not what a page on it says. */
const KIND_ONLY = words(
  "방법 법 예제 예시 샘플 튜토리얼 가이드 모음 정리 리스트 요약 소개 개념 정의 추천 면접 공부 입문 기초 원리 동작 장단점",
);

/** Whether a word only says what kind of answer is wanted, also with a particle: 방법을, 예제. */
export function onlySaysKind(word: string): boolean {
  return [word, ...nounsIn(word)].some((noun) => KIND_ONLY.has(noun) && (noun.length > 1 || noun === word));
}

/** Whether a word only asks, or says what kind of answer is wanted. */
export function asksOrSaysKind(word: string): boolean {
  return isAsking(word) || onlySaysKind(word);
}

/** Where in a word a question begins that was written right behind what is asked about: 3 in 도커란뭐임; 0 where none does. */
export function startOfQuestion(word: string): number {
  for (let at = 1; at < word.length; at++)
    if (/^(?:[뭐머뭔왜]|어[떻케]|언제|방?법)/.test(word.slice(at)) && asksOrSaysKind(word.slice(at)))
      return at;
  return 0;
}

const asksWhat = words("뭐 머 뭣 무엇 뭔 먼 무슨");

/** What kind of answer a query wants, by its words; undefined for a subject alone. */
export function kindOf(tokens: readonly string[]): Kind | undefined {
  // 다른 노드 compares nothing.
  const has = (set: ReadonlySet<string>) => tokens.some((word) => word !== "다른" && isOf(word, set));
  for (const [kind, set] of KIND_WORDS) if (has(set)) return kind;
  const last = tokens.at(-1) ?? "";
  if (/(?:기|려면|려고)$/.test(last) && tokens.length > 1) return "howto";
  // 안, 못 and 자꾸 before a verb complain.
  if (tokens.some((word) => /^(?:안|못|자꾸|갑자기|계속|여전히)$/.test(word))) return "symptom";
  if (has(asksWhat)) return "define";
  if (
    tokens.length > 1 &&
    /(?:[어아해돼져려네대]요|다고|던데|는데요|더니|[았었였했됐났없죽]음|[안못]됨|멈춤)$/.test(last)
  )
    return "symptom";
  return undefined;
}

/** Whether an unknown word reads as a verb, an adjective or an adverb (꽉꽉), which few would search for. */
export function looksInflected(word: string): boolean {
  return /^(..?)\1$|(?:[다요까면게는던죠니냐을할된한히며음임함됨나네대래고여줘]|[는은]지|[어아해]서|[는던]데|[러려어아해]도|도록|지만|면서)$/.test(
    word,
  );
}
