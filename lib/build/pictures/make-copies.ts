import { digestOf } from "../store/sights.ts";
import type { Recipe, Store } from "../store/store.ts";
import { isStill, WIDEST } from "./plan-copies.ts";
import { sizeOfPicture, withoutCameraData } from "./read-picture.ts";

const CODE = ["lib/build/pictures/make-copies.ts"];

/**
 * A picture in another width, as WebP, turned as it is to be seen and without what its camera wrote. What had sharp
 * edges keeps them. Kept in the store; where the picture cannot be read, or the copy would be heavier than it, it is
 * the picture itself without what its camera wrote.
 */
export function copyOfPicture(store: Store, bytes: Buffer, width: number): Promise<Buffer> {
  const recipe: Recipe = { kind: "pictures", code: CODE, inputs: [digestOf(bytes), width] };
  return store.remember(recipe, async () => {
    const plain = withoutCameraData(bytes);
    const isDrawn = bytes.toString("latin1", 1, 4) === "PNG";
    const made = await change(bytes, (picture) =>
      picture
        .resize({ width, withoutEnlargement: true })
        .webp(isDrawn ? { nearLossless: true, quality: 60, effort: 4 } : { quality: 80, effort: 4 }),
    );
    return made !== undefined && made.length < plain.length ? made : plain;
  });
}

/**
 * A picture as it is published under its own name: without what its camera wrote, and no wider than it is ever shown.
 * What moves, and what cannot be read, stays as it is.
 */
export function pictureItself(store: Store, path: string, bytes: Buffer): Promise<Buffer> {
  const recipe: Recipe = { kind: "pictures", code: CODE, inputs: [digestOf(bytes)] };
  return store.remember(recipe, async () => {
    const plain = withoutCameraData(bytes);
    const size = sizeOfPicture(bytes);
    if (size === undefined || size.width <= WIDEST || !isStill(path, bytes)) return plain;
    const made = await change(bytes, (picture) => picture.resize({ width: WIDEST }));
    return made !== undefined && made.length < plain.length ? made : plain;
  });
}

type Picture = import("sharp").Sharp;

/** Undefined where the bytes are no picture, or this machine has no program for them. */
async function change(bytes: Buffer, work: (picture: Picture) => Picture): Promise<Buffer | undefined> {
  try {
    const { default: sharp } = await import("sharp");
    // One thread, so that every machine makes the same bytes.
    sharp.concurrency(1);
    return await work(sharp(bytes, { limitInputPixels: 100_000_000 }).autoOrient()).toBuffer();
  } catch {
    return undefined;
  }
}
