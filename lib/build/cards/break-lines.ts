/** How wide a text is, in whatever unit the limit is given in. */
export type Width = (text: string) => number;

/**
 * Where a line may end: between words; also inside what is written without blanks, after `/`, `-`, `_`
 * and `.`; also between any two characters.
 */
export type Freedom = "words" | "code" | "characters";

type Break = {
  /** The line ends before this place in the text. */
  readonly at: number;
  /** What it costs to end one here; below 0 where a reader would pause anyway. */
  readonly cost: number;
};

const OPENING = /[([{〈《「『【“‘]/u;
const CLOSED = /[)\]}〉》」』】”’]/u;
/** What may not begin a line. */
const CLOSING = /[)\]}〉》」』】”’.,!?:;·…、。~%]/u;
const WRITTEN = /[\p{L}\p{N}]/u;
/** Nouns that only mean something together with the word before: `쓸 수`, `가릴 뿐`. */
const DEPENDENT =
  /^(?:수|것|뿐|때|때문|데|줄|바|채|만큼|대로|등)(?:마다|까지|이다|이|가|은|는|을|를|도|만|에|로|와|과)?(?![\p{L}\p{N}])/u;
/** Words of one syllable, and numbers, lean on the word after: `한 대`, `왜 안`. */
const LEANING = /(?:^|[\s(])(?:[가-힣]|\d+)$/u;
/** Numbers belong to the Latin name before them: `Type 1`. */
const NUMBERED = /[A-Za-z] +\d[^ ]*$/u;
/** What an interrupted text does not end in. */
const LOOSE_END = /[\s,·:;([{〈《「『【“‘/_-]+$/u;

const COST = { code: 1, dot: 0.15, lean: 0.6, inside: 0.25, gloss: -0.3, pause: -0.1, lonely: 2, tear: 9 };
const characters = new Intl.Segmenter("ko", { granularity: "grapheme" });

/**
 * A text in at most `most` lines of at most `limit`, as few as will do, of about one length; undefined
 * where it takes more. Blanks at a break are dropped; everything else stays.
 */
export function breakLines(
  text: string,
  most: number,
  limit: number,
  width: Width,
  freedom: Freedom,
): string[] | undefined {
  const breaks = breaksOf(text, freedom);
  for (let count = 1; count <= most; count += 1) {
    const lines = balance(text, breaks, count, limit, width);
    if (lines !== undefined) return lines;
  }
  return undefined;
}

/**
 * The longest beginning of a text that fits `most` lines, ended by `…`: cut between words if that leaves
 * the lines reasonably filled, else between characters.
 */
export function cutLines(text: string, most: number, limit: number, width: Width): string[] {
  for (const freedom of ["words", "code", "characters"] as const) {
    const places = breaksOf(text, freedom)
      .filter(({ cost }) => freedom !== "words" || cost < COST.lean)
      .map(({ at }) => at);
    let [fits, fails] = [-1, places.length];
    let found: string[] | undefined;
    while (fails - fits > 1) {
      const middle = (fits + fails) >> 1;
      const kept = `${text.slice(0, places[middle]).replace(LOOSE_END, "")}…`;
      const lines = breakLines(kept, most, limit, width, freedom);
      if (lines === undefined) fails = middle;
      else [fits, found] = [middle, lines];
    }
    if (found !== undefined && (freedom === "characters" || found.length === most)) return found;
  }
  return [];
}

/** Best first line, then the best of what is left: every way to divide the text at `breaks` into `count` lines. */
function balance(
  text: string,
  breaks: readonly Break[],
  count: number,
  limit: number,
  width: Width,
): string[] | undefined {
  const ends: readonly Break[] = [...breaks, { at: text.length, cost: 0 }];
  const ideal = width(text) / count;
  const known = new Map<string, Division | undefined>();

  function divide(from: number, first: number, left: number): Division | undefined {
    const key = `${first},${left}`;
    if (known.has(key)) return known.get(key);
    let best: Division | undefined;
    for (let index = left === 1 ? ends.length - 1 : first; index < ends.length; index += 1) {
      const { at, cost } = ends[index]!;
      const line = text.slice(from, at).trim();
      const wide = width(line);
      if (wide > limit) break;
      if (line === "" || (left > 1 && index === ends.length - 1)) continue;
      const rest = left === 1 ? { cost: 0, lines: [] } : divide(at, index + 1, left - 1);
      if (rest === undefined) continue;
      const ragged = ((wide - ideal) / limit) ** 2 * 4;
      const lonely = left === 1 && count > 1 && isLonely(line) ? COST.lonely : 0;
      const whole = cost + ragged + lonely + rest.cost;
      if (best === undefined || whole < best.cost) best = { cost: whole, lines: [line, ...rest.lines] };
    }
    known.set(key, best);
    return best;
  }
  return divide(0, 0, count)?.lines;
}

type Division = { readonly cost: number; readonly lines: string[] };

function isLonely(line: string): boolean {
  return [...line].filter((character) => WRITTEN.test(character)).length < 2;
}

function breaksOf(text: string, freedom: Freedom): Break[] {
  const found: Break[] = [];
  let depth = 0;
  for (const { index: at, segment } of characters.segment(text)) {
    const before = text.slice(0, at);
    const last = before.trimEnd().at(-1) ?? "";
    const rest = text.slice(at);
    const next = rest.trimStart()[0] ?? "";
    if (OPENING.test(before.at(-1) ?? "")) depth += 1;
    if (CLOSED.test(before.at(-1) ?? "")) depth = Math.max(0, depth - 1);
    if (last === "" || next === "" || /\s/u.test(segment)) continue;
    const tears = OPENING.test(last) || CLOSING.test(next);
    if (tears && freedom !== "characters") continue;
    const cost = tears ? COST.tear : costOf(before, rest, freedom);
    if (cost !== undefined) found.push({ at, cost: cost + (depth > 0 ? COST.inside : 0) });
  }
  return found;
}

/** What a break between two parts of a text costs; undefined where there may be none. */
function costOf(before: string, rest: string, freedom: Freedom): number | undefined {
  if (/\s$/u.test(before)) {
    const word = before.trimEnd();
    if (/[:,.!?]$/u.test(word)) return COST.pause;
    if (OPENING.test(rest)) return COST.gloss;
    const isName = NUMBERED.test(before + (/^\S+/u.exec(rest)?.[0] ?? ""));
    return isName || DEPENDENT.test(rest) || LEANING.test(word) ? COST.lean : 0;
  }
  const last = before.at(-1)!;
  // `fork()` and `f[]` are one thing; `복사(CoW)의` goes on after its bracket.
  const isCall = /^[([{]\s*[)\]}]/u.test(rest);
  if (OPENING.test(rest[0]!) && !isCall && (WRITTEN.test(last) || CLOSED.test(last)))
    return /^\([^()]*\)$/u.test(rest) ? COST.gloss : COST.dot;
  if (last === "·") return COST.dot;
  if (freedom === "words") return undefined;
  const joined = /[\p{L}\p{N}][/_.-]$/u.test(before) && WRITTEN.test(rest[0]!);
  if (joined && !(last === "." && /\d\.$/u.test(before))) return COST.code;
  return freedom === "characters" ? COST.code * 2 : undefined;
}
