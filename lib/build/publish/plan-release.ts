import { cacheControl, isHashed } from "../../headers/cache-control.ts";
import { contentType } from "../../headers/content-type.ts";
import type { Release } from "./releases.ts";

/** The exported site: an id made from all of its contents, and its files by path without the first slash. */
export type Site = { readonly id: string; readonly files: readonly string[] };

export type Upload = {
  readonly path: string;
  readonly contentType: string;
  readonly cacheControl: string;
};

/**
 * What is done, in the order in which it is done. Wherever it stops, no page
 * leads to a file that is not there.
 */
export type ReleasePlan = {
  /** Hashed files that no earlier release brought. */
  readonly assets: readonly Upload[];
  /** Written down once the assets are complete; newest first. */
  readonly recorded: readonly Release[];
  /** Data, scripts and pictures with fixed names. */
  readonly files: readonly Upload[];
  readonly pages: readonly Upload[];
  /** Hashed files that none of the kept releases uses. */
  readonly removed: readonly string[];
  /** Written down at the end. */
  readonly kept: readonly Release[];
};

/**
 * Plans the upload of a site to a place that already holds earlier releases.
 * A release that was interrupted and is tried again counts once.
 * @param previous the releases recorded there, newest first
 * @param keep how many releases keep their hashed files, this one included
 */
export function planRelease(site: Site, previous: readonly Release[], keep: number): ReleasePlan {
  const paths = [...site.files].sort();
  const assets = paths.filter((path) => isHashed(`/${path}`));
  const pages = paths.filter((path) => path.endsWith(".html"));
  const files = paths.filter((path) => !assets.includes(path) && !pages.includes(path));
  const brought = new Set(previous.flatMap((release) => release.assets));
  const recorded = [{ id: site.id, assets }, ...previous.filter((release) => release.id !== site.id)];
  const kept = recorded.slice(0, keep);
  const used = new Set(kept.flatMap((release) => release.assets));
  return {
    assets: assets.filter((path) => !brought.has(path)).map(describeUpload),
    recorded,
    files: files.map(describeUpload),
    pages: pages.map(describeUpload),
    removed: [...brought].filter((path) => !used.has(path)).sort(),
    kept,
  };
}

/** A file with the headers that it is stored with. */
export function describeUpload(path: string): Upload {
  return { path, contentType: contentType(path), cacheControl: cacheControl(`/${path}`) };
}
