import { spelledOut } from "../text/letter-names.ts";

/**
 * What stands around an answer and is no part of it, by the school grammar and by how people write: frame
 * words, hedges, endings, particles, words that only name the class. Each goes only if a known form is left,
 * which is for whoever asks to say: 사가 ends in 가 itself.
 */
const BEFORE: readonly RegExp[] = [
  /^(?:정답|답)(?:은|는|:|은:)?\s*/,
  /^(?:아마도?|약|대략|대충|음+|글쎄요?|(?:제|내)\s*생각(?:에는?|엔))[,.\s]*/,
  /^(?:an?|the)\s+/i,
  /^(?:쿠버네티스|k8s|kubernetes|도커|docker|리눅스|linux|오픈스택|openstack)(?:의|에서는?)?\s+/i,
  /^(?:종료\s*코드|exit\s*(?:code|status)|상태\s*코드|status\s*code|포트|port|버전|version|명령어?|필드|field)(?:는|은|:)?\s*/i,
  // A field with its path, or with a leading dot.
  /^(?:\.?[a-z][A-Za-z]*\.|\.)(?=[a-z])/,
  /^(?:바로|그냥|그것은|그건|이것은|이건)\s+/,
];
const AFTER: readonly RegExp[] = [
  /[\s.!?~,;:…]+$/,
  /\s*(?:이|가)?\s*(?:맞(?:죠|나요|지요?|습니까|아요)|그[죠쵸]|아닌가요?|아닐까요?)$/,
  /\s*(?:인|일)\s*(?:것|거|걸)\s*같(?:아요|습니다|다|음|네요|은데요?)$/,
  /\s*(?:이라고|라고|이라|라)\s*(?:합니다|해요|한다|함|하죠|하지요|불러요|부른다|부릅니다|불립니다|생각(?:합니다|해요|한다|함)|봅니다|알고\s*있(?:어요|습니다|다|음)|하는\s*것|하더라고요)$/,
  /\s*(?:입니다|이에요|이예요|예요|에요|이요|인데요|이네요|네요|이겠죠|겠죠|일까요|인가요?|인듯(?:요|해요|합니다)?|일듯(?:요|해요|합니다)?|이었나요?|이죠|이지요?|이다|이야|이당|임|죠|지요?|다|야|당|요|냐|니)$/,
  /(?:에서는|에서|에게|까지|부터|마다|처럼|으로는|로는|으로|로|이나|이랑|랑|하고|들이|들|을|를|이|가|은|는|의|에|와|과|도|만|씩|쯤|나)$/,
  /\s*(?:정도|때)$/,
  /\s*(?:패턴|방식|기법|정책|서비스|버전|명령어?|필드|포트|번|코드|상태|오류|에러|오브젝트|객체|리소스|프로토콜|pattern|command|field|port|policy|version|object|resource|service|code)$/i,
  /(?<=[a-z]{2})s$/i,
  /(?<=[a-z]{2}s)es$/i,
];
const MOST = 240;

/** Roman numerals at the end, and abbreviations that were written as they are said: 가상 아이피. */
function otherSpellings(text: string): string[] {
  const arabic = text.replace(/(?<=\S\s?)\b(i{1,3})$/i, (numeral) => String(numeral.length));
  const spelled = text.replace(/[가-힣]{2,}/g, (word) => spelledOut(word) ?? word);
  return [arabic, spelled];
}

/** Everything that may be the answer itself, the text first; each once. @param text cleaned */
export function coresOf(text: string): string[] {
  const found = new Set([text]);
  for (const core of found) {
    const rests = [
      ...[...BEFORE, ...AFTER].map((pattern) => core.replace(pattern, "")),
      ...otherSpellings(core),
    ];
    for (const rest of rests.map((one) => one.trim())) if (rest !== "" && found.size < MOST) found.add(rest);
  }
  return [...found];
}
