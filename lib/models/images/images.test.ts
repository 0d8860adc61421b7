import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { applyLayers } from "./apply-layers.ts";
import { buildCache } from "./build-cache.ts";
import { chainIDs } from "./chain-ids.ts";
import { digest } from "./digest.ts";
import { type OverlayEntry, overlayLookup } from "./overlay-lookup.ts";

test("a digest is taken over UTF-8, not UTF-16", () => {
  expect(digest("가")).toBe("sha256:64ee5293d31bc58b72d76ae9a86a902e90442428e29f24f4ecb257ba841cdd36");
  expect(digest("abc")).toBe("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

test("changing one layer changes its ChainID and all above it, and none below", () => {
  const diffIDs = fc.array(fc.nat(5).map(String), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(diffIDs, fc.nat(), (layers, seed) => {
      const at = seed % layers.length;
      const before = chainIDs(layers);
      const after = chainIDs(layers.map((layer, index) => (index === at ? `${layer}'` : layer)));
      expect(after.map((id, index) => id === before[index])).toEqual(layers.map((_, index) => index < at));
    }),
    RUNS,
  );
});

test("a whiteout without a name of its own directory is an error", () => {
  for (const path of [".wh.", "a/.wh.", ".wh..", "a/.wh...", ".wh.a/b", "../a", "a/../b"]) {
    expect(applyLayers([[path]]), path).toHaveProperty("error");
  }
});

test("a whiteout that hides nothing leaves no trace, nor does its directory appear", () => {
  expect(applyLayers([["x"], [".wh.y", "d/.wh.z"]])).toEqual(["x"]);
});

test("missing parents are made, and a leading ./ or / changes nothing", () => {
  expect(applyLayers([["./a/b/c", "/d/", "./"]])).toEqual(["a/", "a/b/", "a/b/c", "d/"]);
});

test("a file replaces a directory with all it holds, also when one name begins with the other", () => {
  expect(applyLayers([["a/b/c", "ab"], ["a"]])).toEqual(["a", "ab"]);
  expect(applyLayers([["a/b", "ab"], [".wh.a"]])).toEqual(["ab"]);
});

test("an opaque whiteout at the root hides everything below the layer", () => {
  expect(
    applyLayers([
      ["a/b", "c"],
      ["d", ".wh..wh..opq"],
    ]),
  ).toEqual(["d"]);
});

/** What a layer does to a name: nothing, a whiteout, a file, a directory (opaque or not) with such names in it. */
type Change =
  | "none"
  | "whiteout"
  | "file"
  | { readonly opaque: boolean; readonly inside: Readonly<Record<string, Change>> };
type Changes = Readonly<Record<string, Change>>;
type Tree = Map<string, "file" | Tree>;

function changesOf(depth: number): fc.Arbitrary<Changes> {
  const leaf = fc.constantFrom<Change>("none", "none", "whiteout", "file");
  const change: fc.Arbitrary<Change> =
    depth === 0 ? leaf : fc.oneof(leaf, fc.record({ opaque: fc.boolean(), inside: changesOf(depth - 1) }));
  return fc.record({ a: change, b: change });
}

/** The entries of a layer as its tar file has them: each directory before what it holds. */
function listEntries(changes: Changes, prefix = ""): string[] {
  return Object.entries(changes).flatMap(([name, change]) => {
    if (change === "none") return [];
    if (change === "whiteout") return [`${prefix}.wh.${name}`];
    if (change === "file") return [prefix + name];
    const dir = `${prefix}${name}/`;
    return [dir, ...listEntries(change.inside, dir), ...(change.opaque ? [`${dir}.wh..wh..opq`] : [])];
  });
}

function listOverlay(changes: Changes, prefix = ""): [string, OverlayEntry][] {
  return Object.entries(changes).flatMap(([name, change]): [string, OverlayEntry][] => {
    if (change === "none") return [];
    if (typeof change === "string") return [[prefix + name, change]];
    const dir = prefix + name;
    return [[dir, change.opaque ? "opaqueDir" : "dir"], ...listOverlay(change.inside, `${dir}/`)];
  });
}

/** An oracle that shares nothing with the model: it walks nested trees. */
function applyToTree(lower: Tree, changes: Changes): Tree {
  const upper: Tree = new Map(lower);
  for (const [name, change] of Object.entries(changes)) {
    if (change === "none") continue;
    if (change === "whiteout") upper.delete(name);
    else if (change === "file") upper.set(name, "file");
    else {
      const below = lower.get(name);
      const kept = change.opaque || below === undefined || below === "file" ? new Map() : below;
      upper.set(name, applyToTree(kept, change.inside));
    }
  }
  return upper;
}

function listTree(tree: Tree, prefix = ""): string[] {
  return [...tree].flatMap(([name, node]) =>
    node === "file" ? [prefix + name] : [`${prefix}${name}/`, ...listTree(node, `${prefix}${name}/`)],
  );
}

const LAYERS = fc.array(changesOf(2), { minLength: 1, maxLength: 4 });
const PATHS = ["a", "b"].flatMap((one) => [
  one,
  ...["a", "b"].flatMap((two) => [`${one}/${two}`, `${one}/${two}/a`, `${one}/${two}/b`]),
]);

test("layers laid on each other make the tree that a naive walk makes", () => {
  fc.assert(
    fc.property(LAYERS, (layers) => {
      const oracle = layers.reduce<Tree>(applyToTree, new Map());
      expect(applyLayers(layers.map((layer) => listEntries(layer)))).toEqual(listTree(oracle).sort());
    }),
    RUNS,
  );
});

test("it does not matter where in its layer a whiteout stands", () => {
  fc.assert(
    fc.property(LAYERS, (layers) => {
      const isWhiteout = (entry: string) => entry.includes(".wh.");
      const lists = layers.map((layer) => listEntries(layer));
      const last = lists.map((list) => [
        ...list.filter((entry) => !isWhiteout(entry)),
        ...list.filter(isWhiteout),
      ]);
      expect(applyLayers(last)).toEqual(applyLayers(lists));
    }),
    RUNS,
  );
});

test("an overlay of the layers finds exactly the paths of the applied tree, with their types", () => {
  fc.assert(
    fc.property(LAYERS, (layers) => {
      const tree = applyLayers(layers.map((layer) => listEntries(layer)));
      const overlay = layers.map((layer) => Object.fromEntries(listOverlay(layer))).reverse();
      const found = PATHS.flatMap((path) => {
        const result = overlayLookup(overlay, path);
        return result.found ? [result.type === "dir" ? `${path}/` : path] : [];
      });
      expect(found.sort()).toEqual(tree);
    }),
    RUNS,
  );
});

test("the root merges every layer, and nothing lies under a file", () => {
  expect(overlayLookup([{ a: "file" }, {}], "/")).toEqual({ found: true, type: "dir", mergedLayers: [0, 1] });
  expect(overlayLookup([{ a: "file" }, { a: "dir", "a/x": "file" }], "a/x")).toEqual({ found: false });
});

test("a directory between two others that is a file ends the merge", () => {
  expect(overlayLookup([{ d: "dir" }, { d: "file" }, { d: "dir", "d/x": "file" }], "d")).toEqual({
    found: true,
    type: "dir",
    mergedLayers: [0],
  });
});

test("a directory that only its contents name is there", () => {
  expect(overlayLookup([{ "d/x": "file" }, { d: "dir" }], "d")).toEqual({
    found: true,
    type: "dir",
    mergedLayers: [0, 1],
  });
});

test("a build takes a prefix from the cache and runs the rest", () => {
  const step = fc.record({
    instruction: fc.constantFrom("RUN a", "RUN b"),
    contentKey: fc.constantFrom(null, "k1", "k2"),
  });
  const steps = fc.array(step, { maxLength: 5 });
  fc.assert(
    fc.property(steps, steps, (previous, current) => {
      const results = buildCache(previous, current);
      const cached = results.lastIndexOf("cached") + 1;
      expect(results).toHaveLength(current.length);
      expect(results.slice(0, cached)).not.toContain("run");
      expect(current.slice(0, cached)).toEqual(previous.slice(0, cached));
      if (cached < current.length) expect(current[cached]).not.toEqual(previous[cached]);
    }),
    RUNS,
  );
});
