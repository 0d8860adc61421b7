import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Card } from "../../sharing/card.ts";
import { digestOf, readBytes } from "../store/sights.ts";
import type { Recipe, Store } from "../store/store.ts";
import { drawCardBatch } from "./card-batch.ts";
import { cardFontFiles } from "./card-fonts.ts";

export type DrawCardsOptions = {
  /** The project. */
  readonly root: string;
  /** Holds pictures drawn earlier. */
  readonly store: Store;
  /** The site's root: a card is written to its `path` below it. */
  readonly out: string;
};

/** So few are drawn at once, and so many go to a thread together. */
const FEW = 8;
const BATCH = 100;

/**
 * Writes the picture of every card below `out`, from the store where it can: the fonts and the renderer
 * are loaded only when one is new. Pictures are the same bytes each time, and at most a few are in
 * memory at once. Cards that say the same share a picture, wherever they are published.
 * @returns how many had to be drawn
 * @throws Error with a Korean sentence, when a card cannot be drawn or the renderer cannot be loaded
 */
export async function drawCards(
  cards: readonly Card[],
  { root, store, out }: DrawCardsOptions,
): Promise<{ readonly drawn: number }> {
  const fonts = digestOf(
    cardFontFiles(root)
      .map((file) => digestOf(readBytes(file)))
      .join(),
  );
  const recipeOf = ({ flag, place, title, sentence, ticks }: Card): Recipe => ({
    kind: "cards",
    code: ["lib/build/cards/card-batch.ts"],
    inputs: [fonts, flag, place, title, sentence, ticks?.count, ticks?.current],
  });
  const missing = new Map<string, { readonly recipe: Recipe; readonly cards: Card[] }>();
  for (const card of cards) {
    const recipe = recipeOf(card);
    const key = JSON.stringify(recipe.inputs);
    const waiting = missing.get(key);
    if (waiting !== undefined) waiting.cards.push(card);
    else {
      const kept = await store.find(recipe);
      if (kept !== undefined) publish(kept, join(out, card.path));
      else missing.set(key, { recipe, cards: [card] });
    }
  }
  const jobs = [...missing.values()];
  for (let from = 0; from < jobs.length; from += BATCH) {
    const batch = jobs.slice(from, from + BATCH);
    const wanted = batch.map((job) => job.cards[0]!);
    const pictures = await (jobs.length <= FEW ? drawCardBatch(root, wanted) : drawApart(root, wanted));
    for (const [index, { recipe, cards: same }] of batch.entries()) {
      await store.keep(recipe, pictures[index]!);
      for (const card of same) publish(pictures[index]!, join(out, card.path));
    }
  }
  return { drawn: missing.size };
}

/**
 * Draws a batch on a thread of its own, which ends with it: pictures are freed with the objects that hold
 * them, and to a garbage collector those look too small to be in a hurry.
 */
function drawApart(root: string, cards: readonly Card[]): Promise<readonly Uint8Array[]> {
  const worker = new Worker(new URL("./card-worker.ts", import.meta.url), { workerData: { root, cards } });
  return new Promise((done, fail) => {
    worker.on("message", (answer: { pictures: readonly Uint8Array[] } | { error: unknown }) =>
      "error" in answer ? fail(answer.error) : done(answer.pictures),
    );
    worker.on("error", fail);
  });
}

function publish(png: Uint8Array, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, png);
}
