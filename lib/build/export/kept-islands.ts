import type { Recipe, Store } from "../store/store.ts";
import { bundleIslands, type IslandBundle } from "./bundle-islands.ts";
import { REGISTRY } from "./registry-path.ts";

/** A bundle as JSON can write it: its files in base64. */
type Kept = Omit<IslandBundle, "files" | "partsOf" | "partsOfFigures"> & {
  readonly files: readonly (readonly [name: string, base64: string])[];
  readonly partsOf: readonly (readonly [island: string, files: readonly string[]])[];
  readonly partsOfFigures: readonly (readonly [lab: string, files: readonly string[]])[];
};

/**
 * The scripts of the islands, which are the same for all notes: from the store where it can, as `bundleIslands` makes
 * them.
 * @param code a module that leads here, and so to all islands: one whose code is looked at in any case
 */
export async function openIslands(
  root: string,
  store: Store,
  code: string,
  base: string,
): Promise<IslandBundle> {
  const recipe: Recipe = { kind: "islands", code: [code], inputs: [base] };
  const kept = await store.rememberJson(recipe, async (): Promise<Kept> => {
    const { files, partsOf, partsOfFigures, ...rest } = await bundleIslands(root, REGISTRY, base);
    const written = [...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")] as const);
    return { ...rest, files: written, partsOf: [...partsOf], partsOfFigures: [...partsOfFigures] };
  });
  return {
    ...kept,
    files: new Map(kept.files.map(([name, base64]) => [name, Buffer.from(base64, "base64")])),
    partsOf: new Map(kept.partsOf),
    partsOfFigures: new Map(kept.partsOfFigures),
  };
}
