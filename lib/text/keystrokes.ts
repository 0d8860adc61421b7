/**
 * Hangul as keys of a keyboard and back, and its first and last consonants, after the arithmetic of the Unicode
 * Standard, § 3.12 "Conjoining Jamo Behavior". Not es-hangul's, which is 3 to 20 times as slow on the words of our
 * notes (figures in docs/search.md) and drops what is not Hangul from initials.
 */

/** Dubeolsik, the standard Korean keyboard (KS X 5002): the key of each letter, shifted ones in capitals. */
const INITIALS = "r R s e E f a q Q t T d w W c z x v g".split(" ");
const VOWELS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(" ");
const FINALS = " r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g".split(" ");
const INITIAL_JAMO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWEL_JAMO = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const FINAL_JAMO = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const FIRST = 0xac00;
const LAST = 0xd7a3;

const keyOfJamo = new Map<string, string>();
for (const [letters, keys] of [
  [FINAL_JAMO, FINALS],
  [VOWEL_JAMO, VOWELS],
  [INITIAL_JAMO, INITIALS],
] as const)
  for (let at = 0; at < letters.length; at++) if (keys[at]) keyOfJamo.set(letters[at]!, keys[at]!);
const vowelOfKeys = new Map(VOWELS.map((keys, index) => [keys, index]));
const finalOfKeys = new Map(FINALS.map((keys, index) => [keys, index]));
const initialOfKey = new Map(INITIALS.map((key, index) => [key, index]));
const IS_VOWEL = /^[koijpuhynbmlOP]$/;
/** Capitals that mean another letter than their small ones. */
const SHIFTED = /[OPQWERT]/;

/** Whether a text is one or more whole syllables. */
export function isHangul(text: string): boolean {
  return /^[가-힣]+$/.test(text);
}

/**
 * The keys that type a text on a Korean keyboard: 컨테이너 → `zjsxpdlsj`. What is not Hangul stays.
 * A half-typed syllable is a prefix of the whole one, and a final that is really the next
 * initial (컨텡 on the way to 컨테이너) is a prefix too.
 */
export function toKeystrokes(text: string): string {
  let keys = "";
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= FIRST && code <= LAST) {
      const index = code - FIRST;
      keys +=
        INITIALS[Math.floor(index / 588)]! + VOWELS[Math.floor((index % 588) / 28)]! + FINALS[index % 28]!;
    } else keys += keyOfJamo.get(text[at]!) ?? text[at]!;
  }
  return keys;
}

/**
 * The letters of a text, each a unit: Hangul as its keys, set apart from Latin letters, so that what
 * is typed on the other keyboard is another text. Beginnings are as those of `toKeystrokes`.
 */
export function toLetters(text: string): string {
  return text.replace(/[가-힣ㄱ-ㅎㅏ-ㅣ]+/g, (hangul) =>
    toKeystrokes(hangul).replace(/[A-Za-z]/g, (key) => String.fromCharCode(key.charCodeAt(0) + 0x1000)),
  );
}

/** First consonants of the syllables: 컨테이너 2 → `ㅋㅌㅇㄴ 2`. What is not Hangul stays. */
export function toInitials(text: string): string {
  return text.replace(/[가-힣]/g, (syllable) => {
    return INITIAL_JAMO[Math.floor((syllable.charCodeAt(0) - FIRST) / 588)]!;
  });
}

/** Final consonant of the last letter: "" for none or no Hangul. */
export function finalOf(text: string): string {
  const index = text.charCodeAt(text.length - 1) - FIRST;
  if (!(index >= 0 && index <= LAST - FIRST) || index % 28 === 0) return "";
  return FINAL_JAMO[index % 28]!;
}

/**
 * What the keys write with the Korean keyboard switched on, as an input method composes it:
 * `zjsxpdlsj` → 컨테이너. Letters that form no syllable stay single jamo; other characters stay.
 */
export function fromKeystrokes(keys: string): string {
  let out = "";
  let initial = "";
  let vowel = "";
  let final = "";
  const flush = () => {
    if (initial !== "" && vowel !== "")
      out += String.fromCharCode(
        FIRST + initialOfKey.get(initial)! * 588 + vowelOfKeys.get(vowel)! * 28 + finalOfKeys.get(final)!,
      );
    else if (initial !== "") out += INITIAL_JAMO[initialOfKey.get(initial)!]!;
    else if (vowel !== "") out += VOWEL_JAMO[vowelOfKeys.get(vowel)!]!;
    initial = vowel = final = "";
  };
  for (const raw of keys) {
    const key = SHIFTED.test(raw) ? raw : raw.toLowerCase();
    if (IS_VOWEL.test(key)) {
      if (final !== "") {
        // The last consonant was the first of this syllable.
        const moved = final.slice(-1);
        final = final.slice(0, -1);
        flush();
        initial = moved;
        vowel = key;
      } else if (vowel !== "" && vowelOfKeys.has(vowel + key)) vowel += key;
      else {
        if (vowel !== "") flush();
        vowel = key;
      }
    } else if (initialOfKey.has(key)) {
      if (initial !== "" && vowel !== "" && finalOfKeys.has(final + key)) final += key;
      else {
        flush();
        initial = key;
      }
    } else {
      flush();
      out += raw;
    }
  }
  flush();
  return out;
}
