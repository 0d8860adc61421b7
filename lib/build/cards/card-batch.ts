import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Card } from "../../sharing/card.ts";
import { openCardFonts } from "./card-fonts.ts";
import { writeCardSvg } from "./card-svg.ts";
import { drawableCard } from "./drawable-card.ts";
import { openRenderer } from "./renderer.ts";

/** A card to draw, and the file that its picture is kept in. */
export type CardJob = { readonly card: Card; readonly kept: string };

/** Draws a few cards at a time and keeps each. @throws Error with a Korean sentence */
export async function drawCardBatch(root: string, jobs: readonly CardJob[]): Promise<void> {
  const draw = await openRenderer(root);
  const { measure, covers } = openCardFonts(root);
  const left = [...jobs];
  // The renderer works on threads of its own: each of these waits for one picture at a time.
  const hand = async () => {
    try {
      for (let next = left.pop(); next !== undefined; next = left.pop())
        writeFileSync(
          next.kept,
          await draw(writeCardSvg(drawableCard(next.card, covers), measure), next.card.path),
        );
    } catch (error) {
      // The others end with the picture they have in hand.
      left.length = 0;
      throw error;
    }
  };
  const hands = await Promise.allSettled(
    Array.from({ length: Math.min(availableParallelism(), 4, left.length) }, hand),
  );
  for (const one of hands) if (one.status === "rejected") throw one.reason;
}
