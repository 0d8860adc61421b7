import { finalOf } from "./keystrokes.ts";

/*
 * Particles (조사) by the sound they follow, after the school grammar's list: case particles,
 * auxiliary particles, and the copula 이다 in its common forms. They stand in chains: 에서는, 로부터의.
 */
const AFTER_ANY =
  "의 에 에서 에게 에선 엔 도 만 까지 부터 마다 보다 처럼 같은 같이 만큼 조차 밖에 뿐 대로 마저 커녕 씩 끼리 들 께서 한테 하고 상의 상에 상에서 내 별 간 등 및 이라는 이라고 인지 인가 인가요 인데 인 입니다 입니까 일 이므로 이지만 이기 이다 이며 이고".split(
    " ",
  );
const AFTER_CONSONANT =
  "은 이 을 과 으로 으로서 으로써 이나 이란 이면 이라면 이라도 이라 이든 이든지 이었다 이었던 이었고 이었는데 이었습니다 이랑 이야 이에요 이예요 이죠 이지 이냐 아".split(
    " ",
  );
const AFTER_VOWEL =
  "는 가 를 와 로 로서 로써 나 란 라는 라고 라면 라도 라 든 든지 며 였다 였던 였고 였는데 였습니다 다 랑 면 야 예요 에요 지만".split(
    " ",
  );
/** After ㄹ the short forms stand: 볼륨으로, but 모델로. */
const AFTER_RIEUL = AFTER_VOWEL.filter((particle) => particle.startsWith("로"));
const LONGEST = 5;

const byCondition = {
  any: new Set(AFTER_ANY),
  consonant: new Set(AFTER_CONSONANT),
  vowel: new Set(AFTER_VOWEL),
  rieul: new Set(AFTER_RIEUL),
};

/** Whether `particle` may follow `noun`: 은, 이, 을, 과 after a consonant, 는, 가, 를, 와 after a vowel. */
export function mayFollow(noun: string, particle: string): boolean {
  if (byCondition.any.has(particle)) return true;
  const final = finalOf(noun);
  if (final === "") return byCondition.vowel.has(particle);
  return byCondition.consonant.has(particle) || (final === "ㄹ" && byCondition.rieul.has(particle));
}

/** Whether a text is a particle by itself, after a Latin word or a digit, whose sound is not known. */
export function isParticle(text: string): boolean {
  return Object.values(byCondition).some((set) => set.has(text));
}

/**
 * Whether all of `letters`, Hangul right after a noun, is particles: one, or a chain of them (로부터는).
 * After a Latin letter or a digit, whose sound is not known, any particle may stand. Nothing is no chain.
 */
export function isParticleChain(noun: string, letters: string): boolean {
  const fits = (particle: string) =>
    /[가-힣]$/.test(noun) ? mayFollow(noun, particle) : isParticle(particle);
  for (let size = Math.min(LONGEST, letters.length); size > 0; size--) {
    const particle = letters.slice(0, size);
    if (!fits(particle)) continue;
    if (size === letters.length || isParticleChain(noun + particle, letters.slice(size))) return true;
  }
  return false;
}

/** What may be the noun of a word with particles or chains of them, longest first; the word itself is not among them. */
export function nounsIn(word: string): string[] {
  const nouns: string[] = [];
  for (let size = Math.min(LONGEST, word.length - 1); size > 0; size--) {
    const noun = word.slice(0, -size);
    if (isParticleChain(noun, word.slice(-size))) nouns.push(noun);
  }
  // A plural may stand before the particle: 컨테이너들을.
  return [
    ...new Set([
      ...nouns.flatMap((noun) => (noun.endsWith("들") && noun.length > 2 ? [noun.slice(0, -1)] : [])),
      ...nouns,
    ]),
  ];
}
