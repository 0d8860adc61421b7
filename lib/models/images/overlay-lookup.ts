/** What one layer of an overlay holds at a path. `opaqueDir` has the xattr `trusted.overlay.opaque=y`. */
export type OverlayEntry = "file" | "dir" | "opaqueDir" | "whiteout";

/** A layer: its paths, without leading or trailing slash. A directory that only its contents name is `dir`. */
export type OverlayLayer = Readonly<Record<string, OverlayEntry>>;

/** Layers are numbered as given: 0 is the uppermost. */
export type OverlayResult =
  | { readonly found: false }
  | { readonly found: true; readonly type: "file"; readonly layer: number }
  | { readonly found: true; readonly type: "dir"; readonly mergedLayers: readonly number[] };

/**
 * Finds a path in an overlay of layers, the uppermost first, as the kernel does: name by name, each
 * only in those layers whose directory takes part in the merge so far. A whiteout stops the search, a
 * file ends it (and hides what lies below), directories merge downwards until an opaque one or a file.
 *
 * Source: Linux `Documentation/filesystems/overlayfs.rst` (whiteouts and opaque directories, readdir).
 * Redirects, metacopy and data-only layers are not modelled.
 */
export function overlayLookup(layers: readonly OverlayLayer[], path: string): OverlayResult {
  let result: OverlayResult = { found: true, type: "dir", mergedLayers: layers.map((_, index) => index) };
  let at = "";
  for (const name of path.split("/").filter((part) => part !== "" && part !== ".")) {
    if (!result.found || result.type === "file") return { found: false };
    at = at === "" ? name : `${at}/${name}`;
    result = lookUpName(layers, result.mergedLayers, at);
  }
  return result;
}

function lookUpName(layers: readonly OverlayLayer[], among: readonly number[], path: string): OverlayResult {
  const merged: number[] = [];
  for (const layer of among) {
    const entry = entryAt(layers[layer]!, path);
    if (entry === undefined) continue;
    if (entry === "whiteout") break;
    if (entry === "file") {
      if (merged.length === 0) return { found: true, type: "file", layer };
      break;
    }
    merged.push(layer);
    if (entry === "opaqueDir") break;
  }
  return merged.length === 0 ? { found: false } : { found: true, type: "dir", mergedLayers: merged };
}

function entryAt(layer: OverlayLayer, path: string): OverlayEntry | undefined {
  if (Object.hasOwn(layer, path)) return layer[path];
  return Object.keys(layer).some((other) => other.startsWith(`${path}/`)) ? "dir" : undefined;
}
