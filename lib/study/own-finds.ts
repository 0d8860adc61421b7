import type { Entry } from "../records/log.ts";
import { clozeFront } from "./cloze.ts";
import { squeeze } from "./fold.ts";
import { marksIn, ownCardsIn } from "./take-along.ts";

/** Something a reader made that holds what is sought. */
export type OwnFind =
  | { readonly kind: "mark"; readonly mark: Entry & { readonly kind: "mark" } }
  | { readonly kind: "card"; readonly front: string; readonly back: string; readonly href: string };

/** A word, and what it may be without a particle; of one's own few sentences more than that needs no grammar. */
function nounsOf(word: string): string[] {
  const [, noun = ""] = /^([가-힣]{2,}?|.*[a-z0-9])[가-힣]{1,2}$/i.exec(word) ?? [];
  return [word, ...(noun === "" ? [] : [noun]), ...(/^[가-힣]{4,}$/.test(word) ? [word.slice(0, -1)] : [])];
}

/**
 * A reader's marks, notes and own cards that hold every word of a query, latest first. Blanks, hyphens and
 * particles do not matter.
 * @param most how many are wanted
 */
export function findOwn(entries: readonly Entry[], query: string, most: number): OwnFind[] {
  const words = query
    .normalize("NFC")
    .split(/\s+/)
    .filter((word) => squeeze(word) !== "");
  if (words.length === 0) return [];
  const holds = (text: string) => {
    const squeezed = squeeze(text.normalize("NFC"));
    return words.every((word) => nounsOf(word).some((one) => squeezed.includes(squeeze(one))));
  };
  const marks = marksIn(entries)
    .filter(({ quote, comment }) => holds(`${quote} ${comment}`))
    .map((mark) => ({ at: mark.at, find: { kind: "mark" as const, mark } }));
  const cards = ownCardsIn(entries)
    .filter(({ front, back }) => holds(`${clozeFront(front)} ${front} ${back}`))
    .map(({ at, front, back, href }) => ({
      at,
      find: { kind: "card" as const, front: clozeFront(front), back, href },
    }));
  return [...marks, ...cards]
    .sort((a, b) => b.at - a.at)
    .slice(0, most)
    .map(({ find }) => find);
}
