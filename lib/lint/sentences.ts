import { UNSEEN, visibleText } from "./mask.ts";
import type { Paragraph } from "./source.ts";

export type Sentence = { readonly line: number; readonly column: number; readonly text: string };

/** A full stop ends a sentence when blank space, a footnote's mark or the end follows, brackets and quotes aside. */
const END = /[.?!…]+["'”’)\]*_]*(?=\uE001*(?:\s|$))/g;

const known = new WeakMap<Paragraph, readonly Sentence[]>();

/** The sentences of a paragraph, each with the place where it begins. Several rules ask for the same ones. */
export function sentencesOf(paragraph: Paragraph, lines: readonly string[]): readonly Sentence[] {
  let sentences = known.get(paragraph);
  if (sentences === undefined) {
    sentences = split(paragraph, lines);
    known.set(paragraph, sentences);
  }
  return sentences;
}

/** False when a paragraph cannot have a text of that length, whatever its markup: most are short. */
export function mayReach(paragraph: Paragraph, length: number): boolean {
  let most = 0;
  for (const piece of paragraph.pieces) most += piece.masked.length + 1;
  return most > length;
}

function split({ pieces }: Paragraph, lines: readonly string[]): Sentence[] {
  const sentences: Sentence[] = [];
  const masked = pieces.map((piece) => piece.masked).join("\n");
  const source = pieces
    .map(({ line, column, masked: part }) => lines[line - 1]!.slice(column - 1, column - 1 + part.length))
    .join("\n");
  const cut = (start: number, end: number) => {
    const text = visibleText(source.slice(start, end), masked.slice(start, end));
    if (text === "") return;
    let at = start;
    while (at < end && (masked[at] === UNSEEN || /\s/.test(masked[at]!))) at++;
    const before = masked.slice(0, at).split("\n");
    const piece = pieces[before.length - 1]!;
    sentences.push({ line: piece.line, column: piece.column + before.at(-1)!.length, text });
  };
  let start = 0;
  for (const end of masked.matchAll(END)) {
    const stop = end.index + end[0].length;
    cut(start, stop);
    start = stop;
  }
  cut(start, masked.length);
  return sentences;
}
