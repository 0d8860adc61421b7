import { applyLayers } from "../../models/images/apply-layers.ts";
import { digest } from "../../models/images/digest.ts";
import type { OverlayEntry, OverlayLayer } from "../../models/images/overlay-lookup.ts";
import { isUnder, type Node, parentOf, put, removeAll, type Tree } from "./tree.ts";

/** One line of a layer's tar: something added or changed, or something hidden. */
export type Entry =
  | { readonly type: "file" | "dir"; readonly path: string; readonly node: Node }
  /** A directory that was removed and made again: nothing of it shows through from below. */
  | { readonly type: "opaque"; readonly path: string; readonly node: Node }
  | { readonly type: "whiteout"; readonly path: string };

/**
 * What was written when one tree has become another. `layer`: what an image's layer records, where only what
 * differs counts. `upper`: what lies in an overlay's upper directory, also files that were copied up for nothing.
 *
 * Source: OCI image-spec `layer.md` (Change Types, attributes); kernel `overlayfs.rst` (Non-directories);
 * moby/buildkit `util/overlay/overlay_linux.go` (sameDirent).
 */
export function diffTrees(before: Tree, after: Tree, as: "layer" | "upper" = "layer"): readonly Entry[] {
  const entries: Entry[] = [];
  const remade: string[] = [];
  for (const path of Object.keys(after).sort()) {
    const old = before[path];
    const node = after[path]!;
    const sameAttributes = old !== undefined && old.mode === node.mode && old.mtime === node.mtime;
    if (old?.stamp === node.stamp) {
      // A directory keeps its stamp when its attributes change: what it holds is not touched.
      if (!sameAttributes) entries.push({ type: node.kind, path, node });
      continue;
    }
    const isSame = sameAttributes && old.size === node.size && old.content === node.content;
    if (node.kind === "file" && old?.kind === "file" && isSame && as === "layer") continue;
    if (node.kind === "file") entries.push({ type: "file", path, node });
    else if (old?.kind === "dir") {
      // A stamp of a directory changes only when it is made: it was removed in between.
      remade.push(path);
      entries.push({ type: "opaque", path, node });
    } else entries.push({ type: "dir", path, node });
  }
  for (const path of Object.keys(before).sort()) {
    if (after[path] !== undefined) continue;
    const parent = parentOf(path);
    const parentStays = parent === "" || (after[parent]?.kind === "dir" && before[parent]?.kind === "dir");
    if (parentStays && !remade.some((dir) => isUnder(path, dir))) entries.push({ type: "whiteout", path });
  }
  return entries;
}

/** The tree with a layer laid on it. */
export function applyEntries(tree: Tree, entries: readonly Entry[]): Tree {
  let next = tree;
  for (const entry of entries) {
    if (entry.type === "whiteout" || entry.type === "opaque") next = removeAll(next, entry.path);
  }
  for (const entry of entries) if (entry.type !== "whiteout") next = put(next, entry.path, entry.node);
  return next;
}

/** Bytes of a layer, uncompressed: what was changed counts whole, what was hidden counts nothing. */
export function sizeOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => sum + (entry.type === "file" ? entry.node.size : 0), 0);
}

/** The names in the layer's tar, as the OCI image format writes them. */
export function tarNames(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(namesOf);
}

function namesOf(entry: Entry): string[] {
  const { path } = entry;
  switch (entry.type) {
    case "file":
      return [path];
    case "dir":
      return [`${path}/`];
    case "opaque":
      return [`${path}/`, `${path}/.wh..wh..opq`];
    case "whiteout":
      return [`${path.slice(0, path.lastIndexOf("/") + 1)}.wh.${path.slice(path.lastIndexOf("/") + 1)}`];
  }
}

/** The layer as the kernel's overlay sees it. */
export function overlayOf(entries: readonly Entry[]): OverlayLayer {
  const types: Readonly<Record<Entry["type"], OverlayEntry>> = {
    file: "file",
    dir: "dir",
    opaque: "opaqueDir",
    whiteout: "whiteout",
  };
  return Object.fromEntries(entries.map((entry) => [entry.path, types[entry.type]]));
}

/** Paths that remain when the layers are laid on each other, by the model of the OCI image format. */
export function mergedPaths(layers: readonly (readonly Entry[])[]): readonly string[] {
  const merged = applyLayers(layers.map(tarNames));
  return "error" in merged ? [] : (merged as readonly string[]);
}

/** An empty tar is 1024 zero bytes: this DiffID, sha256:5f70bf18…, is in many real images. */
const EMPTY_LAYER = digest("\0".repeat(1024));

/**
 * The DiffID. A real one is the SHA-256 of the layer's tar; here it is that of the list of what would be in
 * it, with the time of the layer where the build wrote the files itself.
 */
export function diffIDOf(entries: readonly Entry[], time: string): string {
  if (entries.length === 0) return EMPTY_LAYER;
  const lines = entries.map((entry) =>
    entry.type === "whiteout"
      ? `whiteout ${entry.path}`
      : `${entry.type} ${entry.path} ${entry.node.mode} ${entry.node.size} ${entry.node.mtime} ${entry.node.content}`,
  );
  return digest([time, ...lines].join("\n"));
}
