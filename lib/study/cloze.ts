/** A card in which words are left out: `레이어는 {{읽기 전용}}이다`. */
const GAP = /\{\{([^{}]+)\}\}/g;

export function isCloze(front: string): boolean {
  return front.search(GAP) >= 0;
}

/** What is asked: each gap is a line. */
export function clozeFront(front: string): string {
  return front.replace(GAP, "____");
}

/** The same with the words in their places. */
export function clozeBack(front: string): string {
  return front.replace(GAP, "**$1**");
}

/**
 * Leaves the selected words out, or puts them back where they are left out already; of a caret the word it is in.
 * @returns the new text, and what of it is selected then
 */
export function hideWords(
  text: string,
  start: number,
  end: number,
): { readonly text: string; readonly start: number; readonly end: number } {
  for (const { 0: gap, 1: inner = "", index } of text.matchAll(GAP))
    if (start < index + gap.length && end > index)
      return {
        text: text.slice(0, index) + inner + text.slice(index + gap.length),
        start: index,
        end: index + inner.length,
      };
  let [from, to] = [start, end];
  if (from === to) {
    while (from > 0 && /\S/.test(text[from - 1]!)) from--;
    while (to < text.length && /\S/.test(text[to]!)) to++;
  }
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  if (from === to) return { text, start, end };
  const hidden = `{{${text.slice(from, to).replace(/[{}]/g, "")}}}`;
  return { text: text.slice(0, from) + hidden + text.slice(to), start: from, end: from + hidden.length };
}
