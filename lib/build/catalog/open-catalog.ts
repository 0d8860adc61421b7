import { join } from "node:path";
import { createCompileCache } from "../compile/cache.ts";
import { drawDiagrams } from "../diagrams/draw-diagrams.ts";
import type { Network } from "../pictures/fetch-picture.ts";
import { openStore, type Store } from "../store/store.ts";
import { buildCatalog, type Catalog } from "./build-catalog.ts";
import type { Draw } from "./draw-notes.ts";
import type { Settings } from "./settings.ts";

/** The store of a project, which all its commands share. */
export function storeOf({ root, cache }: Settings): Store {
  return openStore(root, join(cache, "store"), true);
}

/**
 * The catalog of the notes a run is about, through the store of earlier runs.
 * @param network for what makes the site; who only looks at the notes asks nobody
 */
export function openCatalog(
  settings: Settings,
  store = storeOf(settings),
  network?: Network,
): Promise<Catalog> {
  const options = { root: settings.root, store, environment: process.env };
  const draw: Draw = (jobs) => drawDiagrams(jobs, options);
  return buildCatalog(settings, store, createCompileCache(store), draw, network);
}
