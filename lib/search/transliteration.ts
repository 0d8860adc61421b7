import { isHangul } from "../text/keystrokes.ts";

/*
 * How a loan word sounds in either alphabet, as its consonants in the classes that Hangul keeps apart in no fixed
 * way: 유즈이펙트 and useEffect are both `spkt`. Vowels are left out, since Korean takes in too many of them; what
 * is spelt so is a guess, and needs at least three consonants.
 */
const INITIALS = "k k n t t l m p p s s - s s s k t p -".split(" ");
const FINALS = "- k k ks n n n t l lk lm lp ls lt lp l m p ps t t n s s k t p -".split(" ");
const FIRST = 0xac00;
const FEWEST = 3;

/** How English spells sounds that Hangul writes otherwise, longest first. `|` parts readings of which each may be. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:t|ss?|c)ion/, "sn"],
  [/^tur(?:es?)?$/, "s"],
  [/^sch/, "sk"],
  [/^(?:tch|dge|sh)/, "s"],
  [/^ch/, "s|k"],
  [/^gh/, "-"],
  [/^ph/, "p"],
  [/^t(?=[hu])/, "t|s"],
  [/^ck/, "k"],
  [/^qu/, "k"],
  [/^ng(?![aeiouylr])/, "n"],
  [/^x/, "ks"],
  [/^c(?=[eiy])/, "s"],
  [/^g(?=[eiy])/, "s|k"],
  [/^[ckq]/, "k"],
  [/^g/, "k"],
  [/^[dt]/, "t"],
  [/^[bvpf]/, "p"],
  [/^[szj]/, "s"],
  [/^l/, "l"],
  [/^m/, "m"],
  [/^n/, "n"],
];

const squash = (sounds: string) => sounds.replace(/-/g, "").replace(/(.)\1+/g, "$1");

/** The consonants of a Hangul word as a loan word; "" where they are too few to tell. */
export function consonantsOfHangul(word: string): string {
  if (!isHangul(word)) return "";
  let sounds = "";
  for (let at = 0; at < word.length; at++) {
    const index = word.charCodeAt(at) - FIRST;
    sounds += INITIALS[Math.floor(index / 588)]! + FINALS[index % 28]!;
  }
  const found = squash(sounds);
  return found.length < FEWEST ? "" : found;
}

/** What the consonants of a word in Latin letters may be in Hangul, likeliest first; none where they are too few. */
export function consonantsOfLatin(word: string): string[] {
  if (!/^[a-z]{4,}$/.test(word)) return [];
  // A silent e, and what stands before it as if at the end; after c and g it makes them soft.
  const spelt = word.replace(/(?<![aeioucg])e$/, "");
  let readings = [""];
  for (let at = 0; at < spelt.length; ) {
    const rest = spelt.slice(at);
    if (rest[0] === "r") {
      // Before a consonant or at the end it is not heard: server is 서버.
      const heard = /^r+[aeiouy]/.test(rest) || !/[aeiouy]/.test(spelt[at - 1] ?? "a") || at === 0;
      if (heard) readings = readings.map((before) => `${before}l`);
      at++;
      continue;
    }
    const spelling = SPELLINGS.find(([pattern]) => pattern.test(rest));
    if (spelling === undefined) {
      at++;
      continue;
    }
    const [pattern, sounds] = spelling;
    readings = readings.flatMap((before) => sounds.split("|").map((sound) => before + sound)).slice(0, 4);
    at += pattern.exec(rest)![0].length;
  }
  return [...new Set(readings.map(squash))].filter((sounds) => sounds.length >= FEWEST);
}

const VOWELS = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
/** What Hangul may write for the first vowel of a Latin word. */
const VOWEL_OF: ReadonlyMap<string, string> = new Map([
  ["a", "ㅏㅐㅔㅓㅗ"],
  ["e", "ㅔㅣㅐㅓㅡ"],
  ["i", "ㅣㅏㅡ"],
  ["o", "ㅗㅓㅏㅜㅘㅝ"],
  ["u", "ㅜㅠㅓㅡㅏ"],
  ["y", "ㅑㅕㅛㅠㅖㅣㅏ"],
]);

/** Whether a Hangul word and a Latin one, alike in consonants, are so in vowels: how many, where they begin, the first of them. */
export function maySoundAlike(hangul: string, latin: string): boolean {
  const groups = latin.replace(/(?<![aeiou])e$/, "").match(/[aeiouy]+/g) ?? [];
  if (hangul.length < groups.length || hangul.length > groups.length + 4) return false;
  // 치킨 and checking: short words are alike by chance.
  if (hangul.length < 4 && consonantsOfHangul(hangul).length < 4) return false;
  const first = hangul.charCodeAt(0) - FIRST;
  const beginsOpen = Math.floor(first / 588) === 11;
  if (beginsOpen !== /^[aeiouwy]/.test(latin)) return false;
  const at = [...hangul].findIndex(
    (letter) => VOWELS[Math.floor(((letter.charCodeAt(0) - FIRST) % 588) / 28)] !== "ㅡ",
  );
  const vowel = VOWELS[Math.floor(((hangul.charCodeAt(Math.max(0, at)) - FIRST) % 588) / 28)]!;
  return VOWEL_OF.get(groups[0]?.[0] ?? "")?.includes(vowel) ?? false;
}
