import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { hashSources } from "../files/hash-sources.ts";
import type { Card } from "../share/card.ts";
import { writeCardSvg } from "../share/card-svg.ts";
import { openCardFonts } from "./card-fonts.ts";
import { drawableCard } from "./drawable-card.ts";
import { openRenderer } from "./renderer.ts";
import { isWholePng } from "./whole-png.ts";

export type DrawCardsOptions = {
  /** The project. */
  readonly root: string;
  /** Where earlier pictures are kept, in its folder `cards`. */
  readonly cache: string;
  /** The site's root: a card is written to its `path` below it. */
  readonly out: string;
};

/** Everything of `lib` that decides how a card looks, besides this room. */
export const DRAWING_SOURCES = [
  "share/break-lines.ts",
  "share/card.ts",
  "share/card-layout.ts",
  "share/card-svg.ts",
  "reference/marks.ts",
] as const;

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
  if (missing.size === 0) return { drawn: 0 };

  const draw = await openRenderer(options.root);
  const { measure, covers } = openCardFonts(options.root);
  const left = [...missing];
  // The renderer works on threads of its own: each of these waits for one picture at a time.
  const hand = async () => {
    try {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const [kept, same] = next;
        const png = await draw(writeCardSvg(drawableCard(same[0]!, covers), measure), same[0]!.path);
        writeFileSync(kept, png);
        for (const card of same) publish(png, join(options.out, card.path));
      }
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
  return { drawn: missing.size };
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
  hashSources(hash, join(root, "lib/pictures"));
  for (const source of DRAWING_SOURCES) hash.update(readFileSync(join(root, "lib", source)));
  return hash.digest("hex");
}
