import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Card } from "../../sharing/card.ts";
import { hashSources } from "../machine/hash-sources.ts";
import { type CardJob, drawCardBatch } from "./card-batch.ts";
import { isWholePng } from "./whole-png.ts";

export type DrawCardsOptions = {
  /** The project. */
  readonly root: string;
  /** Where earlier pictures are kept, in its folder `cards`. */
  readonly cache: string;
  /** The site's root: a card is written to its `path` below it. */
  readonly out: string;
};

/** So few are drawn at once, and so many go to a thread together. */
const FEW = 8;
const BATCH = 100;

/** Everything of `lib` that decides how a card looks, besides this room. */
export const DRAWING_SOURCES = ["reference/marks.ts", "sharing/card.ts"] as const;

/**
 * Writes the picture of every card below `out`, from the cache where it can: the fonts and the renderer
 * are loaded only when one is new. Pictures are the same bytes each time, and at most a few are in
 * memory at once.
 * @returns how many had to be drawn
 * @throws Error with a Korean sentence, when a card cannot be drawn or the renderer cannot be loaded
 */
export async function drawCards(
  cards: readonly Card[],
  options: DrawCardsOptions,
): Promise<{ readonly drawn: number }> {
  const folder = join(options.cache, "cards");
  mkdirSync(folder, { recursive: true });
  const digest = digestOf(options.root);
  const missing = new Map<string, Card[]>();
  for (const card of cards) {
    const kept = join(folder, `${keyOf(digest, card)}.png`);
    const waiting = missing.get(kept);
    if (waiting !== undefined) waiting.push(card);
    else if (!publishKept(kept, join(options.out, card.path))) missing.set(kept, [card]);
  }
  const jobs = [...missing].map(([kept, [card]]) => ({ card: card!, kept }));
  if (jobs.length === 0) return { drawn: 0 };
  if (jobs.length <= FEW) await drawCardBatch(options.root, jobs);
  else
    for (let from = 0; from < jobs.length; from += BATCH)
      await drawApart(options.root, jobs.slice(from, from + BATCH));
  for (const [kept, cards] of missing)
    for (const card of cards) publish(readFileSync(kept), join(options.out, card.path));
  return { drawn: missing.size };
}

/**
 * Draws a batch on a thread of its own, which ends with it: pictures are freed with the objects that hold
 * them, and to a garbage collector those look too small to be in a hurry.
 */
function drawApart(root: string, jobs: readonly CardJob[]): Promise<void> {
  const worker = new Worker(new URL("./card-worker.ts", import.meta.url), { workerData: { root, jobs } });
  return new Promise((done, fail) => {
    worker.on("message", fail);
    worker.on("error", fail);
    worker.on("exit", () => done());
  });
}

/** Whether a picture kept earlier was whole, and is published now. */
function publishKept(kept: string, path: string): boolean {
  try {
    const png = readFileSync(kept);
    if (!isWholePng(png)) return false;
    utimesSync(kept, new Date(), new Date());
    publish(png, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

function publish(png: Uint8Array, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, png);
}

/** Cards that say the same share a picture, wherever they are published. */
function keyOf(digest: string, { flag, place, title, sentence, ticks }: Card): string {
  return createHash("sha256")
    .update(JSON.stringify([digest, flag, place, title, sentence, ticks?.count, ticks?.current]))
    .digest("hex");
}

/** Everything that a picture depends on besides its card. */
function digestOf(root: string): string {
  const hash = createHash("sha256");
  for (const name of ["pretendard", "fontkit", "@resvg/resvg-js"])
    hash.update(readFileSync(join(root, "node_modules", name, "package.json")));
  hashSources(hash, join(root, "lib/build/cards"));
  for (const source of DRAWING_SOURCES) hash.update(readFileSync(join(root, "lib", source)));
  return hash.digest("hex");
}
