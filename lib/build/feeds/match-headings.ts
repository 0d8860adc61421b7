import type { Heading } from "../../note/note.ts";

type Written = { readonly text: string; readonly anchor: string };

/** Beyond so many pairs to compare, what lies between the agreeing ends is left unmatched. */
const MOST_PAIRS = 4_000_000;

/**
 * Which heading of the outline each written one became, by position; undefined where that cannot be
 * told. Both lists are in the order of the note, so the answer is the longest common run of the two:
 * a heading that only one of them has does not shift the others.
 */
export function matchHeadings(
  written: readonly Written[],
  outline: readonly Heading[],
): readonly (Heading | undefined)[] {
  const texts = written.map((one) => lettersOf(one.text));
  const wanted = outline.map((one) => lettersOf(one.text));
  const same = (at: number, to: number) =>
    written[at]!.anchor === outline[to]!.id || texts[at] === wanted[to];
  const matched: (Heading | undefined)[] = written.map(() => undefined);
  let start = 0;
  while (start < written.length && start < outline.length && same(start, start)) {
    matched[start] = outline[start];
    start++;
  }
  const rows = written.length - start;
  const columns = outline.length - start;
  if (rows === 0 || columns === 0 || rows * columns > MOST_PAIRS) return matched;
  // lengths[row][column]: how many headings the two lists have in common from there on.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--)
      lengths[row]![column] = same(start + row, start + column)
        ? lengths[row + 1]![column + 1]! + 1
        : Math.max(lengths[row + 1]![column]!, lengths[row]![column + 1]!);
  for (let row = 0, column = 0; row < rows && column < columns; ) {
    if (same(start + row, start + column)) matched[start + row++] = outline[start + column++];
    else if (lengths[row + 1]![column]! >= lengths[row]![column + 1]!) row++;
    else column++;
  }
  return matched;
}

/** A heading's letters: which marks of it are Markdown is the one thing in which the two may differ. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, "") || text;
}
