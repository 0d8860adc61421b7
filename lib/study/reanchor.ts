/** A highlight as it is stored: what was marked, and up to 32 characters around it. */
export type Highlight = { readonly quote: string; readonly prefix: string; readonly suffix: string };

/** Where a highlight is now; offsets are UTF-16 units in `texts[section]`. */
export type Anchor =
  | { readonly found: true; readonly section: number; readonly start: number; readonly text: string }
  | { readonly found: false };

/** A text as letters and digits alone, composed and small, each with the place where it begins and ends. */
type Letters = {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
};

type Candidate = {
  readonly section: number;
  /** In letters; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 to 1. */
  readonly likeness: number;
  /** How like what stands before and behind is to what stood there. */
  readonly before: number;
  readonly after: number;
  readonly score: number;
};

/*
 * Tuned on 60 highlights of the notes' own history: of sentences that still exist none is lost, of those that
 * are gone none is marked. A lower LEAST_LIKENESS marks similar sentences, a higher one loses merged ones.
 */
const LEAST_LIKENESS = 0.4;
const LEAST_SCORE = 0.58;
/** Of a quotation of few letters nothing may differ: another phrase is as near. */
const SHORT = 6;
const CONTEXT = 24;
const SAME_NEIGHBOUR = 0.75;
const WEIGHTS = { likeness: 0.7, before: 0.15, after: 0.15 } as const;
/** How much of its length a mark may grow to end where its sentence does. */
const MOST_GROWTH = 0.3;

/**
 * Finds the place of a highlight after an edit, by the words that were marked and those around them, after
 * Sellers' approximate matching (J. Algorithms 1980). What is not found for sure is not found: a mark on
 * other words is worse than one that is listed as lost.
 * @param texts those that may hold it now, as a page shows them
 */
export function reanchor({ quote, prefix, suffix }: Highlight, texts: readonly string[]): Anchor {
  const wanted = lettersOf(quote).text;
  if (wanted === "") return { found: false };
  const before = lettersOf(prefix).text.slice(-CONTEXT);
  const after = lettersOf(suffix).text.slice(0, CONTEXT);
  const exact = exactPlace(quote, before, after, texts);
  if (exact !== undefined) return exact;
  const letters = texts.map(lettersOf);
  let best: Candidate | undefined;
  for (const [section, { text }] of letters.entries())
    for (const { start, end, distance } of matchesIn(text, wanted)) {
      const likeness = 1 - distance / Math.max(wanted.length, end - start);
      if (likeness < (wanted.length <= SHORT ? 1 : LEAST_LIKENESS)) continue;
      const around = {
        before: endLikeness(before, text.slice(0, start)),
        after: endLikeness(reverse(after), reverse(text.slice(end, end + 2 * CONTEXT))),
      };
      const score =
        WEIGHTS.likeness * likeness + WEIGHTS.before * around.before + WEIGHTS.after * around.after;
      if (best === undefined || score > best.score)
        best = { section, start, end, likeness, ...around, score };
    }
  if (best === undefined || best.score < LEAST_SCORE) return { found: false };
  const text = texts[best.section]!;
  const { starts, ends } = letters[best.section]!;
  const strong = strongPart(letters[best.section]!.text.slice(best.start, best.end), wanted);
  // Where the neighbours are the old ones, what stands beside them is what was marked, in other words.
  const first = best.before >= SAME_NEIGHBOUR ? 0 : strong[0];
  const last = best.after >= SAME_NEIGHBOUR ? best.end - best.start : strong[1];
  const [from, to] = wholeWords(text, starts[best.start + first]!, ends[best.start + last - 1]!, {
    start: !/[\p{L}\p{N}]$/u.test(prefix),
    end: !/^[\p{L}\p{N}]/u.test(suffix),
  });
  const [start, end] = growToMarks(text, from, to, { quote, prefix, suffix });
  return { found: true, section: best.section, start, text: text.slice(start, end) };
}

/** Where the very characters that were marked stand: of several places the one with the old neighbours. */
function exactPlace(
  quote: string,
  before: string,
  after: string,
  texts: readonly string[],
): Anchor | undefined {
  let best: { readonly anchor: Anchor; readonly score: number } | undefined;
  for (const [section, text] of texts.entries())
    for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1)) {
      const end = start + quote.length;
      const score =
        endLikeness(before, lettersOf(text.slice(0, start)).text) +
        endLikeness(reverse(after), reverse(lettersOf(text.slice(end, end + 4 * CONTEXT)).text));
      if (best === undefined || score > best.score)
        best = { anchor: { found: true, section, start, text: quote }, score };
    }
  return best?.anchor;
}

function lettersOf(text: string): Letters {
  let letters = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  // Conjoining jamo belong to the syllable before them.
  for (const [cluster] of text.matchAll(/[ᄀ-ᅟ][ᅠ-ᆧ]?[ᆨ-ᇿ]?|\P{M}\p{M}*|\p{M}/gsu)) {
    const end = at + cluster.length;
    for (const letter of cluster.normalize("NFC").toLowerCase())
      if (/[\p{L}\p{N}]/u.test(letter)) {
        letters += letter;
        for (let unit = 0; unit < letter.length; unit++) {
          starts.push(at);
          ends.push(end);
        }
      }
    at = end;
  }
  return { text: letters, starts, ends };
}

/** Where a text comes near to what is wanted: the best start for each end that is nearer than its neighbours. */
function matchesIn(
  text: string,
  wanted: string,
): { readonly start: number; readonly end: number; readonly distance: number }[] {
  const size = wanted.length;
  let costs = Array.from({ length: size + 1 }, (_, row) => row);
  let starts = new Array<number>(size + 1).fill(0);
  const ends: { start: number; end: number; distance: number }[] = [];
  for (let column = 1; column <= text.length; column++) {
    const next = [0];
    const from = [column];
    for (let row = 1; row <= size; row++) {
      const change = costs[row - 1]! + (text[column - 1] === wanted[row - 1] ? 0 : 1);
      const missing = next[row - 1]! + 1;
      const extra = costs[row]! + 1;
      const least = Math.min(change, missing, extra);
      next.push(least);
      from.push(least === change ? starts[row - 1]! : least === extra ? starts[row]! : from[row - 1]!);
    }
    [costs, starts] = [next, from];
    ends.push({ start: starts[size]!, end: column, distance: costs[size]! });
  }
  const most = size * (1 - LEAST_LIKENESS) + 1;
  return ends.filter(
    ({ start, end, distance }, at) =>
      distance <= most &&
      start < end &&
      distance <= (ends[at - 1]?.distance ?? Number.POSITIVE_INFINITY) &&
      distance < (ends[at + 1]?.distance ?? Number.POSITIVE_INFINITY),
  );
}

/**
 * The part of a match in which most letters are the wanted ones, from and to, in letters: what an alignment
 * drags along at its ends says something else.
 */
function strongPart(found: string, wanted: string): readonly [number, number] {
  const same = alignedLetters(found, wanted);
  let best: readonly [number, number] = [0, found.length];
  let most = 0;
  let [sum, from] = [0, 0];
  for (let at = 0; at < found.length; at++) {
    sum += same[at] ? 1 : -0.6;
    if (sum <= 0) {
      sum = 0;
      from = at + 1;
    } else if (sum > most) {
      most = sum;
      best = [from, at + 1];
    }
  }
  return best;
}

/** Which letters of a match stand for the same letter of what is wanted, in one of the nearest alignments. */
function alignedLetters(found: string, wanted: string): boolean[] {
  const rows: number[][] = [Array.from({ length: found.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= wanted.length; row++) {
    const line = [row];
    for (let at = 1; at <= found.length; at++)
      line.push(
        Math.min(
          rows[row - 1]![at - 1]! + (wanted[row - 1] === found[at - 1] ? 0 : 1),
          rows[row - 1]![at]! + 1,
          line[at - 1]! + 1,
        ),
      );
    rows.push(line);
  }
  const same = new Array<boolean>(found.length).fill(false);
  for (let [row, at] = [wanted.length, found.length]; row > 0 && at > 0; ) {
    const cost = rows[row]![at]!;
    const equal = wanted[row - 1] === found[at - 1];
    if (equal && cost === rows[row - 1]![at - 1]!) {
      same[at - 1] = true;
      row--;
      at--;
    } else if (cost === rows[row]![at - 1]! + 1) at--;
    else if (cost === rows[row - 1]![at]! + 1) row--;
    else {
      row--;
      at--;
    }
  }
  return same;
}

/** A word of which half or more is marked is marked whole, of which less is, not at all; where whole words were marked. */
function wholeWords(
  text: string,
  start: number,
  end: number,
  whole: { readonly start: boolean; readonly end: boolean },
): readonly [number, number] {
  const isLetter = (at: number) => /[\p{L}\p{N}]/u.test(text[at] ?? "");
  let [from, to] = [start, end];
  while (whole.start && from > 0 && isLetter(from - 1)) from--;
  let rest = start;
  while (isLetter(rest)) rest++;
  if (start - from > rest - start) {
    from = rest;
    while (from < end && !isLetter(from)) from++;
  }
  while (whole.end && isLetter(to)) to++;
  let begin = end;
  while (begin > from && isLetter(begin - 1)) begin--;
  if (to - end > end - begin) {
    to = begin;
    while (to > from && !isLetter(to - 1)) to--;
  }
  return from < to ? [from, to] : [start, end];
}

/** How like the end of a text is to what stood there, 0 to 1; where nothing stood, whether nothing stands there now. */
function endLikeness(wanted: string, text: string): number {
  if (wanted === "") return text === "" ? 1 : 0.5;
  const near = matchesIn(text.slice(-2 * wanted.length), wanted);
  const size = Math.min(text.length, 2 * wanted.length);
  let best = 0;
  for (const { end, distance } of near)
    best = Math.max(best, 1 - (distance + 0.5 * (size - end)) / wanted.length);
  return Math.max(0, best);
}

function reverse(text: string): string {
  return [...text].reverse().join("");
}

/** Takes in the marks around the letters that were marked before, and the rest of a sentence that was marked whole. */
function growToMarks(
  text: string,
  start: number,
  end: number,
  { quote, prefix }: Highlight,
): readonly [number, number] {
  const most = Math.ceil((end - start) * MOST_GROWTH);
  let [from, to] = [start, end];
  const beganSentence = /(?:^|[.!?][”’"')\]]?\s+|\n)$/.test(prefix) || prefix === "";
  const endedSentence = /[.!?。][”’"')\]]?\s*$/.test(quote);
  if (beganSentence) {
    const ahead = text.slice(Math.max(0, start - most - 2), start);
    const boundary = [...ahead.matchAll(/(?:[.!?][”’"')\]]?\s+|\n\s*)(?=[^\s]*)/g)].at(-1);
    if (boundary !== undefined) from = start - ahead.length + boundary.index + boundary[0].length;
    else if (start <= most + 2) from = 0;
  } else if (/^[“‘"'([]/.test(quote) && /[“‘"'([]/.test(text[start - 1] ?? "")) from = start - 1;
  if (endedSentence) {
    const behind = /^[^.!?\n]*?[.!?](?!\d)[”’"')\]]?/.exec(text.slice(end, end + most + 3));
    if (behind !== null) to = end + behind[0].length;
  } else {
    const tail = /[^\p{L}\p{N}]+$/u.exec(quote.trimEnd())?.[0] ?? "";
    for (const mark of tail) if (text[to] === mark) to++;
  }
  return [from, to];
}
