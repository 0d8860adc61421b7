import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createCompileCache } from "../compile/cache.ts";
import { drawDiagrams } from "../diagrams/draw-diagrams.ts";
import { pruneCache } from "../machine/prune-cache.ts";
import { buildCatalog, type Catalog } from "./build-catalog.ts";
import type { Settings } from "./settings.ts";

/**
 * The catalog of the notes a run is about, through the cache of earlier runs.
 * @param now milliseconds since the epoch; results unused for long before it are removed
 */
export async function openCatalog(settings: Settings, now: number): Promise<Catalog> {
  const compiled = join(settings.cache, "compile");
  const drawn = join(settings.cache, "diagrams");
  const examples = join(settings.cache, "examples");
  for (const folder of [drawn, examples]) mkdirSync(folder, { recursive: true });
  const options = { root: settings.root, cache: drawn, environment: process.env };
  const catalog = await buildCatalog(settings, createCompileCache(compiled, settings.root), (jobs) =>
    drawDiagrams(jobs, options),
  );
  for (const folder of [compiled, drawn, examples]) pruneCache(folder, now);
  return catalog;
}
