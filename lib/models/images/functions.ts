import { applyLayers } from "./apply-layers.ts";
import { type BuildStep, buildCache } from "./build-cache.ts";
import { chainIDs } from "./chain-ids.ts";
import { digest } from "./digest.ts";
import { type OverlayLayer, overlayLookup } from "./overlay-lookup.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const imageFunctions = {
  digest,
  chainIDs,
  applyLayers,
  overlayLookup: ({ layers, path }: { readonly layers: readonly OverlayLayer[]; readonly path: string }) =>
    overlayLookup(layers, path),
  buildCache: (builds: { readonly previous: readonly BuildStep[]; readonly current: readonly BuildStep[] }) =>
    buildCache(builds.previous, builds.current),
};
