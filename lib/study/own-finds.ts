import type { Entry } from "../records/log.ts";
import { toInitials } from "../text/keystrokes.ts";
import { nounsIn } from "../text/particles.ts";
import { clozeFront } from "./cloze.ts";
import { squeeze } from "./fold.ts";
import { marksIn, ownCardsIn } from "./take-along.ts";

/** Something a reader made that holds what is sought. */
export type OwnFind =
  | { readonly kind: "mark"; readonly mark: Entry & { readonly kind: "mark" } }
  | { readonly kind: "card"; readonly front: string; readonly back: string; readonly href: string };

/**
 * A reader's marks, notes and own cards that hold every word of a query, latest first. Blanks, hyphens and
 * particles do not matter; consonants alone (ㅎㅇㅌㅇㅇㅅ) are initials.
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
    return words.every((word) =>
      /^[ㄱ-ㅎ]{2,}$/.test(word)
        ? toInitials(squeezed).includes(word)
        : [word, ...nounsIn(word).filter((noun) => noun.length > 1)].some((one) =>
            squeezed.includes(squeeze(one)),
          ),
    );
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
