import type { josa } from "es-hangul";

type JosaPair = Parameters<typeof josa>[1];

const DIGIT_READINGS = "영일이삼사오육칠팔구";
/** Latin that is read with ㄹ at its end, by the name of its last letter: 엘, 알. */
const READ_WITH_RIEUL = /[lr]$/i;
/** Latin that is read with another consonant there: 엠, 엔, and the words 타임, 타입, 아웃. */
const READ_WITH_FINAL = /(?:[mn]|time|type|out)$/i;

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
  let sounded = "이";
  if (/\d$/.test(bare)) sounded = DIGIT_READINGS[Number(bare.at(-1))]!;
  else if (/[가-힣]$/.test(bare)) sounded = bare;
  else if (READ_WITH_RIEUL.test(bare)) sounded = "알";
  else if (READ_WITH_FINAL.test(bare)) sounded = "임";
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
