import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Card } from "../../sharing/card.ts";
import { openWorkerPool } from "../machine/worker-pool.ts";
import { digestOf, readBytes } from "../store/sights.ts";
import type { Recipe, Store } from "../store/store.ts";
import { cardFontFiles } from "./canvas.ts";
import { openCardPainter } from "./card-painter.ts";

export type DrawCardsOptions = {
  /** The project. */
  readonly root: string;
  /** Holds pictures drawn earlier. */
  readonly store: Store;
  /** The site's root: a card is written to its `path` below it. */
  readonly out: string;
};

/** So few are drawn at once, so many go to a thread together, and so many threads draw. */
const FEW = 8;
const BATCH = 25;
const THREADS = 2;

/**
 * Writes the picture of every card below `out`, from the store where it can: the fonts and the renderer
 * are loaded only when one is new. Pictures are the same bytes each time. Cards that say the same share a
 * picture, wherever they are published.
 * @returns how many had to be drawn
 * @throws Error with a Korean sentence, when a card cannot be drawn or the renderer cannot be loaded
 */
export async function drawCards(
  cards: readonly Card[],
  { root, store, out }: DrawCardsOptions,
): Promise<{ readonly drawn: number }> {
  const fonts = digestOf(
    Object.values(cardFontFiles(root))
      .map((file) => digestOf(readBytes(file)))
      .join(),
  );
  const recipeOf = ({ flag, place, title, sentence, ticks }: Card): Recipe => ({
    kind: "cards",
    code: ["lib/build/cards/card-painter.ts"],
    inputs: [fonts, process.versions.zlib, flag, place, title, sentence, ticks?.count, ticks?.current],
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
  await drawAll(
    root,
    jobs.map((job) => job.cards[0]!),
    async (index, picture) => {
      const { recipe, cards: same } = jobs[index]!;
      await store.keep(recipe, picture);
      for (const card of same) publish(picture, join(out, card.path));
    },
  );
  return { drawn: jobs.length };
}

async function drawAll(
  root: string,
  cards: readonly Card[],
  take: (index: number, picture: Uint8Array) => Promise<void>,
): Promise<void> {
  if (cards.length === 0) return;
  if (cards.length <= FEW) {
    const paint = await openCardPainter(root);
    for (const [index, card] of cards.entries()) await take(index, paint(card));
    return;
  }
  const script = new URL("./card-worker.ts", import.meta.url);
  const pool = openWorkerPool<readonly Card[], readonly Uint8Array[]>(script, THREADS, { root });
  try {
    const starts = Array.from({ length: Math.ceil(cards.length / BATCH) }, (_, batch) => batch * BATCH);
    await Promise.all(
      starts.map(async (from) => {
        const pictures = await pool.run(cards.slice(from, from + BATCH));
        for (const [index, picture] of pictures.entries()) await take(from + index, picture);
      }),
    );
  } finally {
    await pool.close();
  }
}

function publish(png: Uint8Array, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, png);
}
