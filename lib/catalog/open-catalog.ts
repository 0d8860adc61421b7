import { join } from "node:path";
import { createCompileCache, pruneCache } from "../compile/cache.ts";
import { buildCatalog, type Catalog } from "./build-catalog.ts";
import type { Settings } from "./settings.ts";

/**
 * The catalog of the notes a run is about, through the cache of earlier runs.
 * @param now milliseconds since the epoch; results unused for long before it are removed
 */
export async function openCatalog(settings: Settings, now: number): Promise<Catalog> {
  const folder = join(settings.cache, "compile");
  const catalog = await buildCatalog(settings, createCompileCache(folder, settings.root));
  pruneCache(folder, now);
  return catalog;
}
