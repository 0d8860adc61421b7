import { overlayLookup } from "../../models/images/overlay-lookup.ts";
import { layersOf } from "./build.ts";
import { type Entry, overlayOf } from "./layer.ts";
import type { StackState } from "./state.ts";
import { isUnder } from "./tree.ts";

type MergedFile = {
  readonly path: string;
  readonly size: number;
  /** Number of the layer it is seen in; `upper` is one above the last. */
  readonly layer: number;
  /** Files of the same path further down that it covers. */
  readonly covers: number;
};
type HiddenFile = {
  readonly path: string;
  readonly size: number;
  readonly layer: number;
  readonly by: number;
};

/** All layers of the view, lowest first; the container's own is the last when there is one. */
export function stackOf(state: StackState): readonly (readonly Entry[])[] {
  const layers = layersOf(state.steps).map((layer) => layer.entries);
  return state.upper === undefined ? layers : [...layers, state.upper];
}

type Look = {
  readonly layer: number;
  readonly found: "file" | "dir" | "whiteout" | "none";
  /** This layer ends the search, or the search has ended above it. */
  readonly state: "passed" | "ends" | "unseen";
};

/** The way of a lookup from the top layer down: what is met, where it stops, and what is never looked at. */
export function lookUp(stack: readonly (readonly Entry[])[], path: string): readonly Look[] {
  let over = false;
  return stack
    .map((entries, layer): Look => ({ layer, found: metIn(entries, path), state: "passed" }))
    .reverse()
    .map((look) => {
      if (over) return { ...look, state: "unseen" as const };
      const opaque = stack[look.layer]!.some((entry) => entry.type === "opaque" && isUnder(path, entry.path));
      over = look.found === "file" || look.found === "whiteout" || opaque;
      if (!over) return look;
      return {
        ...look,
        found: look.found === "none" ? ("whiteout" as const) : look.found,
        state: "ends" as const,
      };
    });
}

function metIn(entries: readonly Entry[], path: string): Look["found"] {
  const own = entries.find((entry) => entry.path === path);
  if (own !== undefined) return own.type === "whiteout" ? "whiteout" : own.type === "file" ? "file" : "dir";
  const hidden = entries.some(
    (entry) => (entry.type === "whiteout" || entry.type === "file") && isUnder(path, entry.path),
  );
  if (hidden) return "whiteout";
  return entries.some((entry) => isUnder(entry.path, path) && entry.type !== "whiteout") ? "dir" : "none";
}

/** What the merged view shows, and what lies in the layers without being seen. */
export function mergedView(state: StackState): {
  readonly shown: readonly MergedFile[];
  readonly hidden: readonly HiddenFile[];
  readonly total: number;
  readonly visible: number;
} {
  const stack = stackOf(state);
  const overlay = stack.map(overlayOf).reverse();
  const places = new Map<string, number[]>();
  for (const [layer, entries] of stack.entries()) {
    for (const entry of entries) {
      if (entry.type === "file") places.set(entry.path, [...(places.get(entry.path) ?? []), layer]);
    }
  }
  const sizeIn = (path: string, layer: number) => {
    const entry = stack[layer]!.find((one) => one.path === path);
    return entry?.type === "file" ? entry.node.size : 0;
  };
  const shown: MergedFile[] = [];
  const hidden: HiddenFile[] = [];
  for (const [path, layers] of [...places].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const found = overlayLookup(overlay, path);
    const seen = found.found && found.type === "file" ? stack.length - 1 - found.layer : undefined;
    if (seen !== undefined) {
      shown.push({
        path,
        size: sizeIn(path, seen),
        layer: seen,
        covers: layers.filter((one) => one < seen).length,
      });
    }
    const stop = lookUp(stack, path).find((look) => look.state === "ends");
    for (const layer of layers) {
      if (layer !== seen) hidden.push({ path, size: sizeIn(path, layer), layer, by: stop?.layer ?? layer });
    }
  }
  const sum = (files: readonly { readonly size: number }[]) =>
    files.reduce((total, file) => total + file.size, 0);
  return { shown, hidden, total: sum([...shown, ...hidden]), visible: sum(shown) };
}
