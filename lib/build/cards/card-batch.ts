import { availableParallelism } from "node:os";
import type { Card } from "../../sharing/card.ts";
import { openCardFonts } from "./card-fonts.ts";
import { writeCardSvg } from "./card-svg.ts";
import { drawableCard } from "./drawable-card.ts";
import { openRenderer } from "./renderer.ts";

/** Draws cards, a few at a time. @returns their pictures, in the same order. @throws Error with a Korean sentence */
export async function drawCardBatch(root: string, cards: readonly Card[]): Promise<Uint8Array[]> {
  const draw = await openRenderer(root);
  const { measure, covers } = openCardFonts(root);
  const pictures: Uint8Array[] = [];
  let next = 0;
  // The renderer works on threads of its own: each of these waits for one picture at a time.
  const hand = async () => {
    try {
      for (let index = next++; index < cards.length; index = next++) {
        const card = cards[index]!;
        pictures[index] = await draw(writeCardSvg(drawableCard(card, covers), measure), card.path);
      }
    } catch (error) {
      // The others end with the picture they have in hand.
      next = cards.length;
      throw error;
    }
  };
  const hands = await Promise.allSettled(
    Array.from({ length: Math.min(availableParallelism(), 4, cards.length) }, hand),
  );
  for (const one of hands) if (one.status === "rejected") throw one.reason;
  return pictures;
}
