// Hangul is read by the syllable: adults read 900–1,200 characters of expository
// Korean a minute silently; dense technical prose sits at the low end. Latin
// words follow Brysbaert (2019), 238 words a minute, code is read at half speed.
const HANGUL_PER_MINUTE = 600;
const LATIN_WORDS_PER_MINUTE = 200;
const CODE_LINES_PER_MINUTE = 20;

/**
 * Minutes needed to read prose and code, at least 1.
 * @param prose plain text, Korean and Latin mixed
 * @param codeLines lines of code shown
 */
export function readingMinutes(prose: string, codeLines: number): number {
  const hangul = prose.match(/[가-힣]/g)?.length ?? 0;
  const latin = prose.match(/[A-Za-z0-9][A-Za-z0-9_./-]*/g)?.length ?? 0;
  const minutes =
    hangul / HANGUL_PER_MINUTE + latin / LATIN_WORDS_PER_MINUTE + codeLines / CODE_LINES_PER_MINUTE;
  return Math.max(1, Math.round(minutes));
}
