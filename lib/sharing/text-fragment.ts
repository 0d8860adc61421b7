/**
 * Links to a sentence: `#section:~:text=[prefix-,]start[,end][,-suffix]`, after the WICG's "URL Fragment
 * Text Directives". A page is given as blocks, since no part of a directive may cross one; the text of a
 * block is what is rendered of it, with one blank for a run of white space.
 */

/** Where the fragment ends and the directive begins. */
const DIRECTIVE = ":~:";

type Fragment = {
  readonly prefix?: string;
  readonly start: string;
  readonly end?: string;
  readonly suffix?: string;
};

/** UTF-16 offsets into `PageText.text`, the end not included. */
export type Span = { readonly from: number; readonly to: number };

type Found = Span & {
  /** Whether the text had to be searched for by likeness, because somebody has edited it. */
  readonly edited: boolean;
};

/** Between two blocks; no text of a block holds it. */
export const BLOCK_END = "\n";

/** Up to here a selection is written out; a longer one is told by how it begins and ends. */
const WHOLE_LENGTH = 30;
/** Words that tell a beginning or an end. One is soon said again somewhere by an edit, so two at least. */
const WORDS = [2, 3, 4, 6];
const CONTEXT = [0, 1, 2, 3, 5];
/** The share of letter pairs in common from which a text counts as the same, edited. */
const ALIKE = 0.8;

const words = new Intl.Segmenter("ko", { granularity: "word" });
const sentences = new Intl.Segmenter("ko", { granularity: "sentence" });

/** The text of a page, ready to be searched as browsers search it for a text directive. */
export class PageText {
  /** All blocks, with a `BLOCK_END` after each. */
  readonly text: string;
  readonly #folded: string;
  readonly #bounds = new Map<number, ReadonlySet<number>>();

  constructor(blocks: readonly string[]) {
    this.text = blocks.map((block) => block + BLOCK_END).join("");
    this.#folded = fold(this.text);
  }

  /**
   * The shortest directive that leads to this span: written out when short, else by its first and last
   * words; with words of what stands around it only where the same is said earlier on the page. The span
   * grows to whole words first, because browsers match nothing less.
   * @param whole false where the span holds what is better not written out, like numbers of sources
   * @returns undefined where no directive of a bearable length is unambiguous, or the span is blank
   */
  describe(span: Span, whole = true): Fragment | undefined {
    const { from, to } = this.#snap(span);
    if (from >= to) return undefined;
    const candidates = this.#forms({ from, to }, whole).flatMap((form) =>
      CONTEXT.flatMap((before) =>
        CONTEXT.map((after): Fragment => {
          const prefix = this.#wordsBefore(from, before);
          const suffix = this.#wordsAfter(to, after);
          return { ...form, ...(prefix && { prefix }), ...(suffix && { suffix }) };
        }),
      ),
    );
    const byLength = candidates
      .map((fragment) => ({ fragment, length: writeFragment(fragment).length }))
      .sort((one, other) => one.length - other.length);
    return byLength.find(({ fragment }) => {
      const found = this.find(fragment);
      return found?.from === from && found.to === to;
    })?.fragment;
  }

  /** The first place a browser would show for a directive, within `inside` where that is given. */
  find({ prefix, start, end, suffix }: Fragment, inside: Span = this.#all): Span | undefined {
    let from = inside.from;
    while (from < inside.to) {
      const before = prefix === undefined ? undefined : this.#next(prefix, from, inside.to);
      if (prefix !== undefined && !before) return undefined;
      const first = before
        ? this.#at(start, this.#skipBlanks(before.to))
        : this.#next(start, from, inside.to);
      if (!first && !before) return undefined;
      if (first) {
        const last = this.#findEnd(first, end, suffix, inside.to);
        if (last) return { from: first.from, to: last.to };
      }
      from = (before ?? first)!.from + 1;
    }
    return undefined;
  }

  /**
   * A directive's place, also after small edits: what stands around it may have changed, then its own
   * words as long as four fifths are alike, or either its beginning or its end where it is told by both.
   * @param section where to look for what has been edited
   */
  findTolerantly(fragment: Fragment, section: Span): Found | undefined {
    const { start, end } = fragment;
    const exact = this.find(fragment) ?? this.find({ start, ...(end !== undefined && { end }) }, section);
    if (exact) return { ...exact, edited: false };
    const found = end === undefined ? this.#findAlike(start, section) : this.#findHalf(start, end, section);
    return found && { ...found, edited: true };
  }

  get #all(): Span {
    return { from: 0, to: this.text.length };
  }

  #findEnd(
    first: Span,
    end: string | undefined,
    suffix: string | undefined,
    limit: number,
  ): Span | undefined {
    const followed = (span: Span) => suffix === undefined || this.#at(suffix, this.#skipBlanks(span.to));
    if (end === undefined) return followed(first) ? first : undefined;
    for (let from = first.to; ; ) {
      const last = this.#next(end, from, limit);
      if (!last || followed(last)) return last;
      from = last.from + 1;
    }
  }

  #next(term: string, from: number, limit: number): Span | undefined {
    const wanted = fold(term);
    if (wanted === "") return undefined;
    for (let at = this.#folded.indexOf(wanted, from); at >= 0; at = this.#folded.indexOf(wanted, at + 1)) {
      if (at + wanted.length > limit) return undefined;
      const found = this.#at(term, at);
      if (found) return found;
    }
    return undefined;
  }

  #at(term: string, from: number): Span | undefined {
    const wanted = fold(term);
    const to = from + wanted.length;
    return this.#folded.startsWith(wanted, from) && this.#isBound(from) && this.#isBound(to)
      ? { from, to }
      : undefined;
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (/\s/.test(this.text[at] ?? "")) at++;
    return at;
  }

  #blockAround(offset: number): Span {
    return {
      from: this.text.lastIndexOf(BLOCK_END, offset - 1) + 1,
      to: this.text.indexOf(BLOCK_END, offset),
    };
  }

  #isBound(offset: number): boolean {
    const { from, to } = this.#blockAround(offset);
    if (offset <= from || offset >= to) return true;
    let bounds = this.#bounds.get(from);
    if (!bounds) {
      bounds = new Set([...words.segment(this.text.slice(from, to))].map(({ index }) => from + index));
      this.#bounds.set(from, bounds);
    }
    return bounds.has(offset);
  }

  /** Out to whole words, in from white space. */
  #snap(span: Span): Span {
    let { from, to } = span;
    while (from < to && /\s/.test(this.text[from]!)) from++;
    while (to > from && /\s/.test(this.text[to - 1]!)) to--;
    if (from >= to) return { from, to };
    while (!this.#isBound(from)) from--;
    while (!this.#isBound(to)) to++;
    return { from, to };
  }

  #forms({ from, to }: Span, whole: boolean): Fragment[] {
    const text = this.text.slice(from, to);
    const forms: Fragment[] = [];
    const oneBlock = !text.includes(BLOCK_END);
    if (oneBlock && whole && text.length <= WHOLE_LENGTH) return [{ start: text }];
    for (const count of WORDS) {
      const start = firstWords(text.split(BLOCK_END)[0]!, count);
      const end = lastWords(text.split(BLOCK_END).at(-1)!, count);
      const apart = !oneBlock || start.length + end.length < text.length;
      if (apart && this.#isBound(from + start.length) && this.#isBound(to - end.length))
        forms.push({ start, end });
    }
    if (oneBlock && (forms.length === 0 || text.length <= 3 * WHOLE_LENGTH)) forms.push({ start: text });
    return forms;
  }

  /** The words right before, of the nearest block that has some. */
  #wordsBefore(offset: number, count: number): string {
    let to = offset;
    while (to > 0 && /\s/.test(this.text[to - 1]!)) to--;
    return to === 0 ? "" : lastWords(this.text.slice(this.#blockAround(to).from, to), count);
  }

  #wordsAfter(offset: number, count: number): string {
    const from = this.#skipBlanks(offset);
    return from >= this.text.length
      ? ""
      : firstWords(this.text.slice(from, this.#blockAround(from).to), count);
  }

  /** The run of words in the section that is most like a text. */
  #findAlike(text: string, section: Span): Span | undefined {
    const wanted = pairsOf(text);
    const count = text.split(" ").length;
    let best: (Span & { readonly likeness: number }) | undefined;
    for (const block of this.#blocksOf(section)) {
      const starts = [...this.text.slice(block.from, block.to).matchAll(/[^\s]+/g)].map((match) => ({
        from: block.from + match.index,
        to: block.from + match.index + match[0].length,
      }));
      for (const [index, { from }] of starts.entries())
        for (let length = Math.max(1, count - 2); length <= count + 2; length++) {
          const to = starts[index + length - 1]?.to;
          if (to === undefined) break;
          const likeness = likenessOf(wanted, pairsOf(this.text.slice(from, to)));
          if (likeness > (best?.likeness ?? ALIKE - 0.001)) best = { from, to, likeness };
        }
    }
    return best && { from: best.from, to: best.to };
  }

  /** From the beginning to the end of its sentence, or from the beginning of its sentence to the end. */
  #findHalf(start: string, end: string, section: Span): Span | undefined {
    const first = this.#next(start, section.from, section.to);
    if (first) return { from: first.from, to: this.#sentenceAround(first.from).to };
    const last = this.#next(end, section.from, section.to);
    return last && { from: this.#sentenceAround(last.from).from, to: last.to };
  }

  #sentenceAround(offset: number): Span {
    const { from, to } = this.#blockAround(offset);
    const { index, segment } = sentences.segment(this.text.slice(from, to)).containing(offset - from)!;
    return { from: from + index, to: from + index + segment.trimEnd().length };
  }

  #blocksOf({ from, to }: Span): Span[] {
    const blocks: Span[] = [];
    for (let at = from; at < to; ) {
      const block = { from: at, to: this.text.indexOf(BLOCK_END, at) };
      blocks.push(block);
      at = block.to + 1;
    }
    return blocks;
  }
}

/** `text=레이어에서%20지운,뿐이다%2E`, each part percent-encoded by hand where the syntax or a chat's links need it. */
export function writeFragment({ prefix, start, end, suffix }: Fragment): string {
  const parts = [
    prefix === undefined ? undefined : `${encode(prefix)}-`,
    encode(start),
    end === undefined ? undefined : encode(end),
    suffix === undefined ? undefined : `-${encode(suffix)}`,
  ];
  return `text=${parts.filter((part) => part !== undefined).join(",")}`;
}

/**
 * The first text directive of an address, and the fragment before it. Any address may come.
 * @returns undefined where there is no directive that can be read
 */
export function readFragment(address: string): { anchor: string; fragment: Fragment } | undefined {
  const hash = address.slice(address.indexOf("#") + 1);
  const at = hash.indexOf(DIRECTIVE);
  const written = hash
    .slice(at + DIRECTIVE.length)
    .split("&")
    .find((part) => part.startsWith("text="));
  if (!address.includes("#") || at < 0 || written === undefined) return undefined;
  const parts = written.slice("text=".length).split(",");
  const prefix = parts.length > 1 && parts[0]!.endsWith("-") ? parts.shift()!.slice(0, -1) : undefined;
  const suffix = parts.length > 1 && parts.at(-1)!.startsWith("-") ? parts.pop()!.slice(1) : undefined;
  if (parts.length > 2) return undefined;
  try {
    const [start = "", end] = parts.map(decode);
    if (start === "" || end === "") return undefined;
    return {
      anchor: decode(hash.slice(0, at)),
      fragment: {
        start,
        ...(end !== undefined && { end }),
        ...(prefix && { prefix: decode(prefix) }),
        ...(suffix && { suffix: decode(suffix) }),
      },
    };
  } catch {
    // A lone percent sign.
    return undefined;
  }
}

function encode(text: string): string {
  const byCode = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
  // A full stop at its end is not taken for a part of an address by chats.
  return encodeURIComponent(text).replace(/[-!'()*~]|\.$/g, byCode);
}

function decode(text: string): string {
  return decodeURIComponent(text).normalize("NFC").replace(/\s+/g, " ").trim();
}

/** Letters without case; of the same length, so that offsets stay. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text]
    .map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter))
    .join("");
}

function firstWords(text: string, count: number): string {
  return text.split(" ").slice(0, count).join(" ");
}

function lastWords(text: string, count: number): string {
  return count === 0 ? "" : text.split(" ").slice(-count).join(" ");
}

function pairsOf(text: string): Map<string, number> {
  const letters = fold(text).replace(/\s/g, "");
  const pairs = new Map<string, number>();
  for (let at = 0; at < letters.length - 1; at++) {
    const pair = letters.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** The share of pairs in common, from 0 to 1 (Dice). */
function likenessOf(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const total = (pairs: ReadonlyMap<string, number>) => [...pairs.values()].reduce((sum, n) => sum + n, 0);
  let common = 0;
  for (const [pair, count] of one) common += Math.min(count, other.get(pair) ?? 0);
  const all = total(one) + total(other);
  return all === 0 ? 0 : (2 * common) / all;
}
