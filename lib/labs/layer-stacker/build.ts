import { type BuildStep, buildCache } from "../../models/images/build-cache.ts";
import { chainIDs } from "../../models/images/chain-ids.ts";
import { digest } from "../../models/images/digest.ts";
import { type DockerfileInstruction, filesystemSteps } from "../../models/images/dockerfile-steps.ts";
import type { Instruction } from "./dockerfile.ts";
import { applyEntries, diffIDOf, diffTrees, type Entry, sizeOf } from "./layer.ts";
import { runScript } from "./shell.ts";
import { isUnder, type Node, put, resolvePath, type Tree } from "./tree.ts";
import { parseScript } from "./words.ts";

/** Files that the build may copy, by path, with how often each was edited. */
export type Context = Readonly<Record<string, { readonly size: number; readonly edition: number }>>;

export type Layer = {
  readonly line: number;
  readonly instruction: string;
  readonly entries: readonly Entry[];
  readonly size: number;
  readonly diffID: string;
  readonly chainID: string;
};

/** A step of a build that has been done: what it was made from and what it made. */
export type DoneStep = DockerfileInstruction & {
  readonly line: number;
  readonly keyword: Instruction["keyword"];
  /** As it is written. */
  readonly instruction: string;
  /** What the cache compares; null for what only changes the configuration. */
  readonly step: BuildStep | null;
  readonly result: "base" | "cached" | "run" | "config";
  /** Why it was run although there was an earlier build: what differs from the last. */
  readonly because: "" | "text" | "settings" | "content" | "before";
  readonly layers: readonly Layer[];
};

export type Base = { readonly name: string; readonly layers: readonly (readonly [string, number][])[] };

const MB = 1_000_000;
/** The images one can build on. The first is that of the curriculum: 100 MB, of which a.bin is 60. */
export const BASES: readonly Base[] = [
  {
    name: "base:1.0",
    layers: [
      [
        ["os/system", 40 * MB],
        ["data/a.bin", 60 * MB],
      ],
    ],
  },
  {
    name: "runtime:1.0",
    layers: [
      [
        ["os/system", 30 * MB],
        ["etc/app.conf", 2000],
      ],
      [["usr/lib/runtime", 50 * MB]],
    ],
  },
];

export function layersOfBase(name: string): readonly Layer[] {
  const base = BASES.find((one) => one.name === name) ?? BASES[0]!;
  let layers: Layer[] = [];
  for (const [index, files] of base.layers.entries()) {
    let tree: Tree = {};
    for (const [path, size] of files) {
      const stamp = `${base.name}.${index}`;
      tree = put(tree, path, { kind: "file", size, content: base.name, mode: "644", mtime: "0", stamp });
    }
    layers = stack(layers, [
      { line: 1, instruction: `FROM ${base.name}`, entries: diffTrees({}, tree), time: "0" },
    ]);
  }
  return layers;
}

/** Layers put on top of others, with their DiffIDs and ChainIDs. */
function stack(
  below: readonly Layer[],
  more: readonly { line: number; instruction: string; entries: readonly Entry[]; time: string }[],
): Layer[] {
  const added = more.map((one) => ({
    ...one,
    size: sizeOf(one.entries),
    diffID: diffIDOf(one.entries, one.time),
  }));
  const ids = chainIDs([...below, ...added].map((layer) => layer.diffID));
  return [
    ...below,
    ...added.map(({ time: _, ...layer }, index) => ({ ...layer, chainID: ids[below.length + index]! })),
  ];
}

export function layersOf(steps: readonly DoneStep[]): readonly Layer[] {
  return steps.flatMap((step) => step.layers);
}

export function treeOf(layers: readonly Layer[]): Tree {
  return layers.reduce<Tree>((tree, layer) => applyEntries(tree, layer.entries), {});
}

/** What the cache compares besides the text: the digest of the contents that COPY takes in, without times. */
export function contentKeyOf(instruction: Instruction, context: Context): string | null {
  if (instruction.keyword !== "COPY" && instruction.keyword !== "ADD") return null;
  const files = sourcesOf(instruction, context).flatMap((source) => source.files);
  return digest(files.map((path) => `${path} ${context[path]!.size} ${context[path]!.edition}`).join("\n"));
}

/** What each source of a COPY names in the context: itself, or all that lies in it. */
function sourcesOf(
  { rest }: Instruction,
  context: Context,
): readonly { readonly source: string; readonly files: readonly string[]; readonly isDir: boolean }[] {
  return rest
    .split(" ")
    .slice(0, -1)
    .map((word) => {
      const source = resolvePath(word, "");
      if (context[source] !== undefined) return { source, files: [source], isDir: false };
      return {
        source,
        files: Object.keys(context)
          .filter((path) => isUnder(path, source))
          .sort(),
        isDir: true,
      };
    });
}

export type BuildResult =
  | { readonly ok: true; readonly step: DoneStep }
  | { readonly ok: false; readonly error: string };

/** Those of the steps that change the file system. */
function filesystemOf(steps: readonly DoneStep[]): readonly (DoneStep & { readonly step: BuildStep })[] {
  return steps.filter((one): one is DoneStep & { readonly step: BuildStep } => one.step !== null);
}

/**
 * Does one instruction on top of what was built. It is taken from the cache when an earlier build began with
 * exactly the same steps on the file system up to here; from the first that differs on, everything is run.
 */
export function buildStep(
  instruction: Instruction,
  done: readonly DoneStep[],
  cache: readonly (readonly DoneStep[])[],
  context: Context,
  build: number,
): BuildResult {
  const { keyword, rest, line } = instruction;
  const wanted: DockerfileInstruction = { keyword, rest, contentKey: contentKeyOf(instruction, context) };
  const step = filesystemSteps([...done, wanted]).at(-1)!;
  const head = { ...wanted, keyword, line, instruction: instruction.text, step };
  if (keyword === "FROM") {
    const layers = layersOfBase(rest).map((layer) => ({ ...layer, line }));
    return { ok: true, step: { ...head, result: "base", because: "", layers } };
  }
  if (step === null) return { ok: true, step: { ...head, result: "config", because: "", layers: [] } };
  const before = filesystemOf(done);
  const steps = [...before.map((one) => one.step), step];
  const kept = cache.map(filesystemOf).find((earlier) =>
    buildCache(
      earlier.map((one) => one.step),
      steps,
    ).every((result) => result === "cached"),
  );
  if (kept !== undefined) {
    const layers = kept[before.length]!.layers.map((layer) => ({ ...layer, line }));
    return { ok: true, step: { ...head, result: "cached", because: "", layers } };
  }
  const below = layersOf(done);
  const tree = treeOf(below);
  const stamp = `b${build}.${line}`;
  const ran = execute(instruction, tree, workdirOf(done), context, `b${build}`, stamp);
  if (!ran.ok) return ran;
  const entries = diffTrees(tree, ran.tree);
  // A layer is made by the instruction, not by what came of it: `RUN true` makes an empty one, and so does
  // WORKDIR where the directory is already there.
  const time = keyword === "COPY" || keyword === "ADD" ? "" : `b${build}`;
  const made = { line, instruction: instruction.text, entries, time };
  const layers = stack(below, [made]).slice(below.length);
  return { ok: true, step: { ...head, result: "run", because: reasonOf(head, before, cache), layers } };
}

function reasonOf(
  wanted: Pick<DoneStep, "instruction" | "contentKey">,
  before: readonly DoneStep[],
  cache: readonly (readonly DoneStep[])[],
): DoneStep["because"] {
  const last = cache.at(-1);
  if (last === undefined) return "";
  if (before.some((one) => one.result === "run")) return "before";
  const same = filesystemOf(last)[before.length];
  if (same?.instruction !== wanted.instruction) return "text";
  return same.contentKey === wanted.contentKey ? "settings" : "content";
}

export function workdirOf(done: readonly DoneStep[]): string {
  return done
    .filter((step) => step.keyword === "WORKDIR")
    .reduce((dir, step) => resolvePath(step.rest, dir), "");
}

function execute(
  instruction: Instruction,
  tree: Tree,
  dir: string,
  context: Context,
  mtime: string,
  stamp: string,
): { readonly ok: true; readonly tree: Tree } | { readonly ok: false; readonly error: string } {
  switch (instruction.keyword) {
    case "RUN": {
      const script = parseScript(instruction.rest);
      if (!script.ok) return { ok: false, error: script.reason };
      const ran = runScript(tree, script.commands, { dir, mtime, stamp });
      if (ran.errors === "") return { ok: true, tree: ran.tree };
      const error = `${ran.errors}\nprocess "/bin/sh -c ${instruction.rest}" did not complete successfully: exit code: 1`;
      return { ok: false, error };
    }
    case "WORKDIR": {
      const path = resolvePath(instruction.rest, dir);
      if (path === "" || tree[path]?.kind === "dir") return { ok: true, tree };
      return {
        ok: true,
        tree: put(tree, path, { kind: "dir", size: 0, content: "", mode: "755", mtime, stamp }),
      };
    }
    case "COPY":
    case "ADD":
      return copy(instruction, tree, dir, context, stamp);
    default:
      return { ok: true, tree };
  }
}

function copy(
  instruction: Instruction,
  tree: Tree,
  dir: string,
  context: Context,
  stamp: string,
): ReturnType<typeof execute> {
  const word = instruction.rest.split(" ").at(-1)!;
  const target = resolvePath(word, dir);
  const intoDir = /(?:^|\/)\.{0,2}$/.test(word) || tree[target]?.kind === "dir";
  let next = tree;
  for (const { source, files, isDir } of sourcesOf(instruction, context)) {
    if (files.length === 0) {
      return { ok: false, error: `failed to calculate checksum of ref: "/${source}": not found` };
    }
    for (const path of files) {
      const name = isDir
        ? path.slice(source === "" ? 0 : source.length + 1)
        : path.slice(path.lastIndexOf("/") + 1);
      const place = isDir || intoDir ? resolvePath(name, target) : target;
      if (place === "") return { ok: false, error: "cannot copy to the root itself" };
      const { size, edition } = context[path]!;
      const node: Node = {
        kind: "file",
        size,
        content: `${path} ${edition}`,
        mode: "644",
        mtime: `e${edition}`,
        stamp,
      };
      next = put(next, place, node);
    }
  }
  return { ok: true, tree: next };
}
