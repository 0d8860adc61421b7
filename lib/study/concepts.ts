import { type Box, recallOf } from "./box.ts";
import type { DeckCard } from "./deck-card.ts";

/** What the cards about one place, a section and its concept, foretell. */
export type ConceptRecall = {
  readonly place: string;
  readonly href: string;
  readonly cards: number;
  /** How many of them would be remembered now, 0 to 1. */
  readonly recall: number;
};

/**
 * How well each concept would be remembered now, the least first: the mean of what is foretold of its cards that were
 * seen. It falls as days go by; what was never asked is not guessed at.
 * @param now ms since the epoch
 */
export function recallByConcept(
  box: Pick<Box, "cards">,
  cards: readonly DeckCard[],
  now: number,
): ConceptRecall[] {
  const concepts = new Map<string, { place: string; recalls: number[] }>();
  for (const { id, href, place } of cards) {
    const card = box.cards.get(id);
    if (href === "" || card?.schedule === undefined) continue;
    const concept = concepts.get(href) ?? { place, recalls: [] };
    concept.recalls.push(recallOf(card, now));
    concepts.set(href, concept);
  }
  return [...concepts]
    .map(([href, { place, recalls }]) => ({
      ...{ href, place, cards: recalls.length },
      recall: recalls.reduce((sum, one) => sum + one, 0) / recalls.length,
    }))
    .sort((one, other) => one.recall - other.recall);
}
