import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { bundleIslands } from "../lib/build/export/bundle-islands.ts";
import { chooserAsText, stepsAsText } from "../lib/words/words.ts";

/** What a reader who opens a lab loads, in gzip: its own code, and the kit that all labs share. */

const KB = 1024;
const bundle = await bundleIslands(join(import.meta.dirname, ".."), "components/islands/registry.ts");
const labs = [...bundle.partsOf].filter(([name]) => name.startsWith("lab-"));
const users = new Map<string, number>();
for (const [, parts] of labs) for (const part of parts) users.set(part, (users.get(part) ?? 0) + 1);

const weigh = (parts: readonly string[]) =>
  parts.reduce((sum, part) => sum + gzipSync(bundle.files.get(part)!, { level: 9 }).length, 0);
const loaded = (parts: readonly string[]) => parts.filter((part) => !bundle.runtime.includes(part));

/** What at least half of all labs load; plots and models that only a few share count for each of them. */
const kit = [...users].filter(([, count]) => count * 2 >= labs.length).map(([part]) => part);

test("the kit, which loads once, is at most 20 KB", () => {
  expect(weigh(loaded(kit))).toBeLessThanOrEqual(20 * KB);
});

test("words are loaded with what says them", () => {
  const sayers = (text: string) =>
    [...bundle.files]
      .filter(([, bytes]) => new TextDecoder().decode(bytes).includes(text))
      .map(([part]) => part);
  const chooser = sayers(chooserAsText);
  expect(chooser).toHaveLength(1);
  expect(kit).not.toContain(chooser[0]);
  expect(kit).toEqual(expect.arrayContaining(sayers(stepsAsText)));
});

/** A whole cluster with its terminal, on a page of its own, and the labs that are views of the same cluster. */
const CLUSTER = "lab-cluster";
const VIEWS = [
  "lab-kubernetes-overview-control-loop",
  "lab-kubernetes-workloads-rolling-update",
  "lab-kubernetes-scheduling-filter-and-score",
];
const ownOf = (parts: readonly string[]) => loaded(parts).filter((part) => !kit.includes(part));
const partsOf = (name: string) => ownOf(bundle.partsOf.get(name)!);

test.each(labs.filter(([name]) => name !== CLUSTER && !VIEWS.includes(name)))(
  "%s is at most 25 KB more",
  (_, parts) => {
    expect(weigh(ownOf(parts))).toBeLessThanOrEqual(25 * KB);
  },
);

test("the cluster is at most 110 KB more", () => {
  expect(weigh(partsOf(CLUSTER))).toBeLessThanOrEqual(110 * KB);
});

test.each(VIEWS)("%s is a view of the same cluster, and at most 25 KB more than it", (name) => {
  const cluster = partsOf(CLUSTER);
  const shared = partsOf(name).filter((part) => cluster.includes(part));
  // The model is there, and is the very one.
  expect(weigh(shared)).toBeGreaterThan(50 * KB);
  expect(weigh(partsOf(name).filter((part) => !cluster.includes(part)))).toBeLessThanOrEqual(25 * KB);
  expect(weigh(partsOf(name))).toBeLessThanOrEqual(110 * KB);
});

test("all that draws plots is at most 8 KB", async () => {
  const { outputFiles } = await build({
    stdin: {
      contents:
        'export * from "./lib/sim/plot/plot.ts"; export { PlotView } from "./components/labs/kit/PlotView.tsx";',
      resolveDir: join(import.meta.dirname, ".."),
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    jsx: "automatic",
    external: ["react", "react-dom", "react/jsx-runtime"],
  });
  expect(gzipSync(outputFiles[0]!.contents, { level: 9 }).length).toBeLessThanOrEqual(8 * KB);
});

test("the start that waits on every page with a lab is at most 3 KB", () => {
  expect(weigh([bundle.start])).toBeLessThanOrEqual(3 * KB);
});

test("the event engine, its chance and its statistics are at most 15 KB", async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: ["des", "random", "statistics", "compare"]
        .map((name) => `export * from "./lib/sim/${name}.ts";`)
        .join("\n"),
      resolveDir: join(import.meta.dirname, ".."),
    },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
  });
  expect(gzipSync(outputFiles[0]!.contents, { level: 9 }).length).toBeLessThanOrEqual(15 * KB);
});
