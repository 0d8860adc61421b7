import type { Nodes } from "mdast";

/** Stands for a character of code: a reader sees something there, but no prose. */
export const CODE = "\uE000";
/** Stands for a character no reader sees: a link's target, a footnote's mark, an id. */
export const UNSEEN = "\uE001";

/**
 * Running text as a reader sees it, character by character. The four have one length: what is shown,
 * the same with code and what is unseen hidden, where each character stands in the note, and where the
 * marks that open before it begin.
 */
export type Prose = {
  readonly shown: string;
  readonly masked: string;
  readonly places: readonly number[];
  readonly begins: readonly number[];
};

/** Our own marks inside text: `[^source]`, `[[target|words]]`, `[[target]]`, an id at the end. */
const OWN_MARKS: readonly (readonly [RegExp, string])[] = [
  [/\[\^[^[\]\s]+\]/g, UNSEEN],
  [/\[#[^[\]\s]*(?: ref)?\]\s*$/g, UNSEEN],
  [/\[\[[^[\]|\n]*\\?\|/g, UNSEEN],
  [/\[\[[^[\]|\n]*\]\]/g, CODE],
  [/\[\[|\]\]/g, UNSEEN],
];

/** What stands in a node: a paragraph, a heading, a table's cell. `source` is the text of the note. */
export function proseOf(node: Nodes, source: string): Prose {
  let shown = "";
  let masked = "";
  const places: number[] = [];
  const begins: number[] = [];
  const add = (text: string, mask: string, at: readonly number[], opening: number | undefined) => {
    for (let index = 0; index < text.length; index++) {
      places.push(at[index]!);
      begins.push(index === 0 ? (opening ?? at[0]!) : at[index]!);
    }
    shown += text;
    masked += mask;
  };
  const walk = (one: Nodes, opening: number | undefined): void => {
    const start = one.position?.start.offset ?? 0;
    const end = one.position?.end.offset ?? start;
    if (one.type === "text") {
      const at = placesOf(one.value, source, start);
      let mask = one.value;
      if (mask.includes("[") || mask.includes("]"))
        for (const [pattern, by] of OWN_MARKS) mask = mask.replace(pattern, (part) => by.repeat(part.length));
      add(one.value, mask, at, opening);
    } else if (one.type === "inlineCode")
      add(
        one.value,
        CODE.repeat(one.value.length),
        Array.from({ length: one.value.length }, () => start),
        opening ?? start,
      );
    else if (one.type === "break") add(" ", " ", [start], opening);
    else if (one.type === "link" && isBareAddress(one, source)) {
      const text = source.slice(start, end);
      add(
        text,
        CODE.repeat(text.length),
        Array.from(text, () => start),
        opening,
      );
    } else if ("children" in one)
      for (const [index, child] of one.children.entries())
        walk(child, index === 0 && one !== node ? (opening ?? start) : undefined);
  };
  walk(node, undefined);
  return { shown, masked, places, begins };
}

/** `https://…` and `<https://…>`: an address and no words. */
function isBareAddress(link: Extract<Nodes, { type: "link" }>, source: string): boolean {
  return source[link.position?.start.offset ?? 0] !== "[";
}

/** What a reader sees of a stretch of prose: what is unseen gone, white space made one blank. */
export function visibleText(prose: Prose, from = 0, to = prose.shown.length): string {
  let seen = "";
  for (let at = from; at < to; at++) if (prose.masked[at] !== UNSEEN) seen += prose.shown[at];
  return seen.replace(/\s+/g, " ").trim();
}

/**
 * Where each character of a node's text stands in the note: the parser takes out escapes, entities, and
 * the marks of quotations and lists at the beginning of a line.
 */
export function placesOf(value: string, source: string, start: number): number[] {
  const places: number[] = [];
  let at = start;
  for (let index = 0; index < value.length; index++) {
    const letter = value[index]!;
    if (source[at] === "\\" && source[at + 1] === letter) at++;
    else if (source[at] !== letter) at = nextPlace(letter, source, at);
    places.push(at);
    const entity = source[at] === "&" ? ENTITY.exec(source.slice(at, at + 34))?.[0] : undefined;
    at += entity === undefined || value.startsWith(entity, index) ? 1 : entity.length;
  }
  return places;
}

const ENTITY = /^&(?:#\w{1,8}|[A-Za-z]\w{0,30});/;

/** Past the blanks and quotation marks of a line's beginning; an entity stands where it begins. */
function nextPlace(letter: string, source: string, from: number): number {
  if (source[from] === "&") return from;
  let at = from;
  while (at < source.length && /[\s>]/.test(source[at]!) && source[at] !== letter) at++;
  return source[at] === letter || source[at] === "&" || source[at] === "\\" ? at : from;
}
