const FIRST = 0xac00;
// Initials: tense and aspirated sounds are spelt for one another in loan words (카피/까피).
const INITIAL_CLASS = [..."k k n t t l m p p s s - c c c k t p h".replace(/ /g, "")];
// Vowels that loan words confuse: ㅐㅔ, ㅓㅗ, ㅡㅜ, and glides after ㅈㅊㅅ (아키텍쳐).
const VOWEL_CLASS = [..."aeaeoeoeoaeeouoeiuuii"];
// Only seven finals are sounded.
const FINAL_CLASS = [..."-kkknnntlkmlllplmpptt-ttktpt"];

/**
 * How a Korean spelling sounds, roughly: spellings of one loan word share it (콘테이너, 컨테이너;
 * 메시지, 메세지 do not: that is one vowel). ㅡ is left out, since 세트 and 셋 are one word.
 */
export function toSound(word: string): string {
  let sound = "";
  for (const letter of word) {
    const index = letter.charCodeAt(0) - FIRST;
    if (index < 0 || index > 11_171) {
      sound += letter;
      continue;
    }
    const vowel = Math.floor((index % 588) / 28);
    const initial = INITIAL_CLASS[Math.floor(index / 588)]!;
    const final = FINAL_CLASS[index % 28]!;
    sound += initial === "-" ? "" : initial;
    sound += vowel === 18 ? "" : VOWEL_CLASS[vowel]!;
    sound += index % 28 === 0 ? "" : final === "-" ? "g" : final;
  }
  return sound.replace(/(.)\1+/g, "$1");
}

const VOWEL_KEYS = /[koijpuhynbmlOP]/;
/** Consonants that are formed in the same place of the mouth, by their keys. */
const PLACES = ["rRz", "eEx", "qQv", "wWc", "tT", "sdafg"];

/** Whether two keys type letters that are easily taken for one another: two vowels, or ㄱㄲㅋ. */
export function soundsAlike(key: string, otherKey: string): boolean {
  if (VOWEL_KEYS.test(key)) return VOWEL_KEYS.test(otherKey);
  return PLACES.some((place) => place.includes(key) && place.includes(otherKey));
}
