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
