import type { josa } from "es-hangul";

type JosaPair = Parameters<typeof josa>[1];

const DIGIT_READINGS = ["영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구"];
// How the name of a Latin letter ends when it is read aloud in Korean.
const LETTERS_WITH_FINAL: Record<string, string> = { l: "엘", m: "엠", n: "엔", r: "알" };

/** What is read as a word that ends in a consonant: 타임, 타입, 아웃. */
const WORDS_WITH_FINAL = /(?:time|type|out)$/i;

const FIRST = 0xac00;
const FINALS = 28;
/** Which of the finals ㄹ is: after it 으로 and its like stay short. */
const RIEUL = 8;

/**
 * Appends the particle that fits the last sound of `word`: `withJosa("노트", "을/를")` → `노트를`.
 *
 * Digits count as read in Sino-Korean, Latin words by the name of their last
 * letter, but for the ends of words that field names are made of. Closing brackets, quotes and backticks are looked through.
 */
export function withJosa(word: string, pair: JosaPair): string {
  const bare = word.replace(/[\s"'`”’)\]}>]+$/u, "");
  const last = bare.at(-1) ?? "";
  let sounded = bare;
  if (/\d/.test(last)) sounded = DIGIT_READINGS[Number(last)] ?? "";
  else if (WORDS_WITH_FINAL.test(bare)) sounded = "임";
  else if (/[a-z]/i.test(last)) sounded = LETTERS_WITH_FINAL[last.toLowerCase()] ?? "이";
  if (!/[가-힣]$/.test(sounded)) sounded = "이";
  return word + pick(sounded, pair);
}

/** As `josa.pick` of es-hangul, which would weigh more than all else that a lab's sentences need. */
function pick(sounded: string, pair: JosaPair): string {
  const [one = "", other = ""] = pair.split("/");
  // 와/과 alone names the form after a vowel first.
  const [afterFinal, afterVowel] = pair === "와/과" ? [other, one] : [one, other];
  const final = (sounded.charCodeAt(sounded.length - 1) - FIRST) % FINALS;
  return final === 0 || (final === RIEUL && afterFinal.startsWith("으로")) ? afterVowel : afterFinal;
}
