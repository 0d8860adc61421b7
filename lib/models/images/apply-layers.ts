import type { ModelError } from "../model-error.ts";

const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";

type Kind = "file" | "dir";
type Tree = Map<string, Kind>;
type Entry = { readonly dir: string; readonly name: string; readonly path: string; readonly kind: Kind };

/**
 * The tree that remains when layers are laid on each other, bottom layer first: its paths, sorted by
 * code unit, without a leading slash; a directory ends in `/`.
 *
 * The whiteouts of a layer act on what lies *below* it only, wherever in the layer they stand, so
 * they are applied before its other entries. They never appear in the result and create nothing.
 * A file replaces a directory of its name with all it holds, and the reverse; missing parents are made.
 *
 * An error: a whiteout that names nothing in its own directory (`.wh.`, `.wh..`, `.wh...`; containerd
 * `archive/tar.go` refuses the same), a whiteout used as a directory, or a path that climbs with `..`.
 *
 * Source: opencontainers/image-spec `layer.md` (Applying Changesets, Whiteouts, Opaque Whiteout).
 * Links, modes and contents are not modelled.
 */
export function applyLayers(layers: readonly (readonly string[])[]): readonly string[] | ModelError {
  const tree: Tree = new Map();
  for (const layer of layers) {
    const entries: Entry[] = [];
    const whiteouts: Entry[] = [];
    for (const text of layer) {
      const entry = readEntry(text);
      if (entry === undefined) continue;
      if ("error" in entry) return entry;
      (entry.name.startsWith(WHITEOUT) ? whiteouts : entries).push(entry);
    }
    for (const { dir, name } of whiteouts) {
      if (name !== OPAQUE) remove(tree, join(dir, name.slice(WHITEOUT.length)));
      else removeUnder(tree, dir);
    }
    for (const entry of entries) add(tree, entry);
  }
  return [...tree].map(([path, kind]) => (kind === "dir" ? `${path}/` : path)).sort();
}

/** Undefined for the root itself (`./`), which is always there. */
function readEntry(text: string): Entry | ModelError | undefined {
  const parts = text.split("/").filter((part) => part !== "" && part !== ".");
  const name = parts.at(-1);
  if (name === undefined) return undefined;
  const parents = parts.slice(0, -1);
  if (parts.includes("..")) return { error: `path leaves its layer: ${text}` };
  if (parents.some((part) => part.startsWith(WHITEOUT))) return { error: `invalid whiteout name: ${text}` };
  if ([WHITEOUT, `${WHITEOUT}.`, `${WHITEOUT}..`].includes(name)) {
    return { error: `invalid whiteout name: ${text}` };
  }
  return { dir: parents.join("/"), name, path: parts.join("/"), kind: text.endsWith("/") ? "dir" : "file" };
}

function add(tree: Tree, { dir, path, kind }: Entry): void {
  let parent = "";
  for (const part of dir === "" ? [] : dir.split("/")) {
    parent = join(parent, part);
    tree.set(parent, "dir");
  }
  if (kind === "file") removeUnder(tree, path);
  tree.set(path, kind);
}

function remove(tree: Tree, path: string): void {
  tree.delete(path);
  removeUnder(tree, path);
}

function removeUnder(tree: Tree, dir: string): void {
  for (const path of tree.keys()) {
    if (dir === "" || path.startsWith(`${dir}/`)) tree.delete(path);
  }
}

function join(dir: string, name: string): string {
  return dir === "" ? name : `${dir}/${name}`;
}
