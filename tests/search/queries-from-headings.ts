import { finalOf, fromKeystrokes, isHangul, toInitials, toKeystrokes } from "../../lib/text/keystrokes.ts";
import type { Judged } from "./measure.ts";

/** A heading and the addresses of the sections that bear it. */
export type Headed = { readonly title: string; readonly urls: readonly string[] };

/** A word's particle after a consonant and after a vowel. */
const PARTICLES = "을를 이가 은는 의의 과와 도도 만만"
  .split(" ")
  .map(([closed, open]) => [closed!, open!] as const)
  .concat([
    ["에서", "에서"],
    ["으로", "로"],
    ["들을", "들을"],
    ["부터", "부터"],
    ["까지", "까지"],
    ["이란", "란"],
    ["이라는", "라는"],
    ["에는", "에는"],
  ]);
const VERB_FORMS = ["하는", "된", "하기", "하려면", "했을", "되어 있는", "합니다", "되나"];
/** Headings that no 하다 can follow: 합치기, 이미지란, 뜨기까지, 무엇인가, 떴다가 죽는다, 명령 모음. */
const NO_VERB = /(?:기|란|까지|나|까|가|로서|는|다|모음)$/;
const QUESTIONS = [
  ["이 뭐예요?", "가 뭐예요?"],
  ["은 왜 쓰나요", "는 왜 쓰나요"],
  ["은 무슨 뜻이야", "는 무슨 뜻이야"],
  ["은 어떻게 동작해?", "는 어떻게 동작해?"],
] as const;
/** Vowels that are taken for one another (ㅐㅔ, ㅓㅗ, ㅡㅣ), and how a syllable is counted in Unicode. */
const OTHER_VOWEL: Readonly<Record<number, number>> = {
  1: 5,
  5: 1,
  4: 8,
  8: 4,
  18: 20,
  20: 18,
  0: 4,
  13: 18,
};
const [FIRST, PER_INITIAL, PER_VOWEL] = [0xac00, 588, 28];

/**
 * What people would type who look for a heading, made by rule: with a particle, as a verb, as a
 * question, with other spaces, as initials, half typed, on the other keyboard, and with one or two
 * slips. The same for the same headings.
 */
export function queriesFromHeadings(headings: readonly Headed[]): Judged[] {
  const made: Judged[] = [];
  for (const { title, urls } of headings) {
    const random = seeded(title);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const add = (group: string, q: string) =>
      made.push({ id: `${group}-${made.length}`, class: group, q, relevant: urls });
    const words = title.split(" ");
    const bare = words.join("");
    add("noun", title);
    if (!isHangul(bare)) continue;
    const withFinal = (endings: readonly [string, string]) =>
      title + endings[finalOf(title) === "" || (finalOf(title) === "ㄹ" && endings[0] === "으로") ? 1 : 0];
    add("josa", withFinal(pick(PARTICLES)));
    if (!NO_VERB.test(title)) add("ending", title + pick(VERB_FORMS));
    add("question", withFinal(pick(QUESTIONS)));
    add("layout", toKeystrokes(title));
    if (words.length > 1) add("spacing", bare);
    if (bare.length < 3) continue;
    if (words.length === 1) {
      const at = 1 + Math.floor(random() * (title.length - 1));
      add("spacing", `${title.slice(0, at)} ${title.slice(at)}`);
    }
    add("choseong", toInitials(pick([title, bare])));
    const keys = toKeystrokes(title);
    const typed = keys.slice(0, Math.ceil(keys.length * (0.6 + 0.35 * random())));
    add("ime", typed.split(" ").map(fromKeystrokes).join(" ").trim());
    add("typo", slip(title, random));
    if (bare.length > 4) add("two typos", slip(slip(title, random), random));
  }
  return made;
}

/** Another vowel, a final consonant too many or too few, or another first consonant in one syllable. */
function slip(text: string, random: () => number): string {
  const places = [...text].flatMap((letter, at) => (isHangul(letter) ? [at] : []));
  const at = places[Math.floor(random() * places.length)]!;
  const index = text.charCodeAt(at) - FIRST;
  let initial = Math.floor(index / PER_INITIAL);
  let vowel = Math.floor((index % PER_INITIAL) / PER_VOWEL);
  let final = index % PER_VOWEL;
  const kind = Math.floor(random() * 3);
  if (kind === 0) vowel = OTHER_VOWEL[vowel] ?? 0;
  else if (kind === 1) final = final === 0 ? [4, 8, 21][Math.floor(random() * 3)]! : 0;
  else initial = (initial + 1 + Math.floor(random() * 18)) % 19;
  const changed = String.fromCharCode(FIRST + initial * PER_INITIAL + vowel * PER_VOWEL + final);
  return text.slice(0, at) + changed + text.slice(at + 1);
}

/** Numbers from 0 to 1 by a linear congruential generator: the same for the same text, whatever else there is. */
function seeded(text: string): () => number {
  let state = [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) & 0x7fffffff, 7);
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}
