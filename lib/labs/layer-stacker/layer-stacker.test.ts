import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { overlayLookup } from "../../models/images/overlay-lookup.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import { layersOf, treeOf } from "./build.ts";
import { parseDockerfile } from "./dockerfile.ts";
import { applyEntries, diffTrees, mergedPaths, overlayOf, sizeOf, tarNames } from "./layer.ts";
import { layerStacker } from "./layer-stacker.ts";
import { lookUp, mergedView, stackOf } from "./merged-view.ts";
import { runScript } from "./shell.ts";
import type { StackEvent, StackState } from "./state.ts";
import { put, type Tree } from "./tree.ts";
import { parseScript } from "./words.ts";

const MB = 1_000_000;
const run = (id: string) =>
  startRun(layerStacker, layerStacker.scenarios.find((scenario) => scenario.id === id)!).frames;

function build(...lines: string[]): StackState {
  return startRun(layerStacker, {
    id: "t",
    title: "t",
    about: "t",
    params: { text: lines.join("\n") },
  }).frames.at(-1)!.state;
}
function send(state: StackState, ...events: StackEvent[]): StackState {
  return events.reduce<StackState>((at, event) => {
    const step = stepLab(layerStacker, at, event);
    if (!step.ok) throw new Error(step.reason);
    return step.state;
  }, state);
}
function rebuild(state: StackState): StackState {
  let at = state;
  for (let event = layerStacker.next?.(at); event !== undefined; event = layerStacker.next?.(at))
    at = send(at, event);
  return at;
}
const sizes = (state: StackState) => layersOf(state.steps).map((layer) => layer.size);
const results = (state: StackState) => state.steps.map((step) => step.result);

test("the check values of the curriculum: a.bin is gone from sight and still counts, 110 MB in all", () => {
  const state = run("delete").at(-1)!.state;
  expect(sizes(state)).toEqual([100 * MB, 0, 10 * MB]);
  const view = mergedView(state);
  expect(view.shown.map((file) => file.path)).toEqual(["data/b.bin", "os/system"]);
  expect(view.hidden).toEqual([{ path: "data/a.bin", size: 60 * MB, layer: 0, by: 1 }]);
  expect([view.total, view.visible]).toEqual([110 * MB, 50 * MB]);
});

test("the transcript of the first example", () => {
  expect(run("delete").map((frame) => frame.text)).toMatchInlineSnapshot(`
    [
      "Dockerfile의 명령 5개를 아직 하나도 실행하지 않았다.",
      "기반 이미지의 레이어 1개를 그대로 물려받아 레이어 합계는 100MB다.",
      "2행 \`ENV APP_ENV=prod\`: 설정만 바뀌고 레이어는 생기지 않는다(0B). 뒤의 \`RUN\`은 이 값으로 돈다. 합계는 100MB다.",
      "3행 \`RUN rm /data/a.bin\`: 화이트아웃 1개가 아래 파일을 가릴 뿐, 60MB는 아래 레이어에 그대로 남아 합계는 100MB다.",
      "4행 \`COPY b.bin /data/\`: 10MB짜리 레이어가 쌓여 합계는 110MB다.",
      "5행 \`CMD ["/app/run"]\`: 설정만 바뀌고 레이어는 생기지 않는다(0B). 합계는 110MB다.",
    ]
  `);
});

test("what is made and removed in one command leaves nothing, in two it leaves everything", () => {
  expect(sizes(run("one-run").at(-1)!.state)).toEqual([100 * MB, 0, 50 * MB, 0]);
});

test("a change of mode writes the whole file again", () => {
  expect(sizes(run("chmod")[2]!.state)).toEqual([100 * MB, 60 * MB]);
});

test("a directory that is removed and made again is opaque", () => {
  const entries = layersOf(run("chmod").at(-1)!.state.steps).at(-1)!.entries;
  expect([...tarNames(entries)].sort()).toEqual(["data/", "data/.wh..wh..opq", "data/only"]);
});

test("metadata makes no layer, RUN and WORKDIR make one even if it is empty, with the DiffID of real empty layers", () => {
  const state = build(
    "FROM base:1.0",
    "ENV A=1",
    "LABEL a=b",
    "RUN true",
    "WORKDIR /",
    "WORKDIR /os",
    "WORKDIR /new",
    "CMD x",
  );
  expect(state.steps.map((step) => step.layers.length)).toEqual([1, 0, 0, 1, 0, 1, 1, 0]);
  const empty = "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";
  expect([3, 5].map((step) => state.steps[step]!.layers[0]!.diffID)).toEqual([empty, empty]);
});

test("editing a source runs the step that copies it and all after it", () => {
  const frames = run("rebuild");
  expect(results(frames.at(-1)!.state)).toEqual(["base", "cached", "cached", "cached", "run", "config"]);
  expect(frames.at(-1)!.state.pulled).toEqual({ fetched: 1, skipped: 5, bytes: 6000 });
});

test("settings break no cache, but ENV runs the RUNs below it again and no COPY", () => {
  const lines = ["FROM base:1.0", "LABEL v=1", "COPY b.bin /", "RUN touch /x", "CMD a"];
  const after = (...changed: string[]) =>
    rebuild(send(build(...lines), { type: "write", text: changed.join("\n") }));
  expect(results(after(...lines.toSpliced(1, 1, "LABEL v=2")))).toEqual([
    "base",
    "config",
    "cached",
    "cached",
    "config",
  ]);
  expect(results(after(...lines.toSpliced(1, 1), "STOPSIGNAL SIGINT"))).toEqual([
    "base",
    "cached",
    "cached",
    "config",
    "config",
  ]);
  const env = after(...lines.toSpliced(1, 1, "ENV A=1"));
  expect(results(env)).toEqual(["base", "config", "cached", "run", "config"]);
  expect(env.steps[3]!.because).toBe("settings");
});

test("undoing an edit finds the older build in the cache", () => {
  const lines = ["FROM base:1.0", "RUN touch /x", "RUN touch /y"];
  const first = build(...lines);
  const second = rebuild(
    send(first, { type: "write", text: lines.toSpliced(1, 1, "RUN touch /z").join("\n") }),
  );
  expect(results(second)).toEqual(["base", "run", "run"]);
  const third = rebuild(send(second, { type: "write", text: lines.join("\n") }));
  expect(results(third)).toEqual(["base", "cached", "cached"]);
  expect(layersOf(third.steps).map((layer) => layer.chainID)).toEqual(
    layersOf(first.steps).map((layer) => layer.chainID),
  );
});

test("a COPY that runs again with the same files makes the same DiffID, a RUN does not", () => {
  const lines = ["FROM base:1.0", "RUN touch /x", "COPY b.bin /"];
  const first = layersOf(build(...lines).steps);
  const text = ["FROM base:1.0", "RUN touch  /x && true", "COPY b.bin /"].join("\n");
  const again = layersOf(rebuild(send(build(...lines), { type: "write", text })).steps);
  expect(again[2]!.diffID).toBe(first[2]!.diffID);
  expect(again[1]!.diffID).not.toBe(first[1]!.diffID);
  expect(again[2]!.chainID).not.toBe(first[2]!.chainID);
});

test("the first write copies the whole file up, the second writes in place, removal leaves a whiteout", () => {
  const states = run("container").map((frame) => frame.state);
  expect(states.slice(6, 11).map((state) => state.upper && sizeOf(state.upper))).toEqual([
    0,
    10 * MB + 6,
    10 * MB + 12,
    10 * MB + 12,
    undefined,
  ]);
  expect(tarNames(states[9]!.upper!)).toContain("os/.wh.system");
  expect(layersOf(states[10]!.steps)).toEqual(layersOf(states[5]!.steps));
});

test("a command that fails stops the build with the shell's own words, and keeps what was before", () => {
  const state = build("FROM base:1.0", "RUN touch /x", "RUN rm /nothing", "CMD x");
  expect(state.failed?.error).toMatchInlineSnapshot(`
    "rm: cannot remove '/nothing': No such file or directory
    process "/bin/sh -c rm /nothing" did not complete successfully: exit code: 1"
  `);
  expect(state.steps).toHaveLength(2);
  const step = stepLab(layerStacker, state, { type: "start" });
  expect(step.ok).toBe(false);
});

const exec = (state: StackState, ...commands: string[]) =>
  send(state, ...commands.map((command): StackEvent => ({ type: "exec", command })));
const started = () => send(build("FROM base:1.0", "COPY b.bin /data/"), { type: "start" });
const names = (state: StackState) => [...tarNames(state.upper ?? [])].sort();

test("what a command did in a container before it failed stays done", () => {
  const made = exec(started(), "touch /made && rm /nope");
  expect([made.status, made.output]).toEqual([1, "rm: cannot remove '/nope': No such file or directory"]);
  expect(names(made)).toEqual(["made"]);
  const text = layerStacker.describe(made, started(), { type: "exec", command: "touch /made && rm /nope" });
  expect(text).toContain("그때까지 한 일은 남는다");
  const half = exec(started(), "rm /data/b.bin /none /os/system");
  expect(names(half)).toEqual(["data/.wh.b.bin", "os/.wh.system"]);
  const nothing = exec(started(), "rm /none && touch /x");
  expect(names(nothing)).toEqual([]);
  // A build keeps nothing of a RUN that failed.
  expect(build("FROM base:1.0", "RUN touch /x && rm /none").steps).toHaveLength(1);
});

test("redirections, quotes and -n are the shell's; what the lab does not follow it refuses", () => {
  const sizesOf = (...commands: string[]) =>
    (exec(started(), ...commands).upper ?? []).map((entry) =>
      entry.type === "file" ? [entry.path, entry.node.size] : [entry.path],
    );
  expect(sizesOf("touch /x >> /y")).toEqual([
    ["x", 0],
    ["y", 0],
  ]);
  expect(sizesOf("echo -n abc > /x")).toEqual([["x", 3]]);
  expect(sizesOf("echo abc > /x", "echo d >> /x")).toEqual([["x", 6]]);
  expect(sizesOf("echo abc > /x", "true > /x")).toEqual([["x", 0]]);
  expect(sizesOf("echo a > /x > /y")).toEqual([
    ["x", 0],
    ["y", 2],
  ]);
  expect(sizesOf('echo "a > b" > /x')).toEqual([["x", 6]]);
  expect(sizesOf("touch /a'b c'\"d\"")).toEqual([["ab cd", 0]]);
  expect(exec(started(), "echo -n hi").output).toBe("hi");
  // A job in the background ends here, and how it ended decides nothing.
  expect(sizesOf("rm /none & touch /x", "touch /y &")).toEqual([
    ["x", 0],
    ["y", 0],
  ]);
  expect(exec(started(), "rm /none && touch /x & true").status).toBe(0);
  for (const command of ["rm /x ; true", "touch /x >", "&& true", "echo $HOME", "ls /"])
    expect(parseScript(command).ok, command).toBe(false);
  // Such lines were read otherwise once; they open, and say that the lab does not know them.
  for (const command of [
    "rm /none 2> /x",
    "mkdir -m 700 /x",
    "chmod +x /os/system",
    "rm -i /x",
    "touch ~/x",
  ]) {
    const after = exec(started(), command);
    expect([after.status, names(after)], command).toEqual([1, []]);
    expect(after.output, command).toContain("이 실습의");
  }
});

test("a layer holds a directory whose attributes changed, without what is in it", () => {
  const layer = (line: string) => layersOf(build("FROM base:1.0", line).steps).at(-1)!;
  for (const line of ["RUN chmod 700 /data", "RUN touch /data"]) {
    expect(tarNames(layer(line).entries), line).toEqual(["data/"]);
    expect(layer(line).size).toBe(0);
    expect(layer(line).diffID).not.toMatch(/^sha256:5f70bf18/);
  }
  expect(tarNames(layer("RUN chmod -R 700 /data").entries)).toEqual(["data/", "data/a.bin"]);
  // What is as it was is no change, though the kernel copied it up.
  expect(layer("RUN chmod 755 /data").entries).toEqual([]);
  expect(layer("RUN chmod 644 /data/a.bin").entries).toEqual([]);
  const upper = exec(send(build("FROM base:1.0"), { type: "start" }), "chmod 644 /data/a.bin").upper!;
  expect(sizeOf(upper)).toBe(60 * MB);
  const frames = startRun(layerStacker, {
    id: "t",
    title: "t",
    about: "t",
    params: { text: "FROM base:1.0\nRUN chmod 700 /data" },
  }).frames;
  expect(frames.at(-1)!.text).toContain("디렉터리의 바뀐 속성만");
});

test("a Dockerfile that cannot be followed says which line and why", () => {
  const said = (text: string) => {
    const parsed = parseDockerfile(text, ["base:1.0"]);
    return parsed.ok ? "" : parsed.reason;
  };
  expect([
    said(""),
    said("RUN true"),
    said("FROM base:1.0\nFROM base:1.0"),
    said("FROM ubuntu"),
    said("FROM base:1.0\n# 설명\nRUN apt-get update"),
    said("FROM base:1.0\nRUN cat /etc/* | wc"),
    said("FROM base:1.0\nFOO x"),
    said("FROM base:1.0\nCOPY a b c"),
    said("FROM base:1.0\nRUN touch /a \\\n  && rm /a"),
  ]).toMatchInlineSnapshot(`
    [
      "Dockerfile이 비어 있습니다. FROM부터 적어 주세요.",
      "1행: FROM이 맨 앞에 있어야 합니다.",
      "2행: 이 실습은 FROM이 하나인 빌드만 다룹니다.",
      "1행: 쓸 수 있는 기반 이미지: base:1.0",
      "3행: 이 실습에는 apt-get 명령이 없습니다. 쓸 수 있는 명령: rm, mkdir, touch, chmod, echo, cp, mv, fallocate, true",
      "2행: 이 실습의 셸은 \`&&\`나 \`&\`로 이은 명령과 \`>\`, \`>>\`만 압니다. 변수, 파이프, \`;\`, 별표는 쓸 수 없습니다.",
      "2행의 FOO는 이 실습에 없는 명령입니다. 쓸 수 있는 명령: FROM, RUN, COPY, ADD, WORKDIR, ENV, LABEL, EXPOSE, USER, CMD, ENTRYPOINT, STOPSIGNAL, HEALTHCHECK, VOLUME",
      "2행: 원본이 여럿이면 대상이 /로 끝나야 합니다.",
      "",
    ]
  `);
});

const PATHS = ["a", "b", "d/a", "d/b", "d/e/a", "d", "d/e"];
const COMMANDS = fc.oneof(
  fc.constantFrom(...PATHS).map((path) => `rm -rf /${path}`),
  fc.constantFrom(...PATHS).map((path) => `mkdir -p /${path}`),
  fc.constantFrom(...PATHS).map((path) => `touch /${path}`),
  fc.constantFrom(...PATHS).map((path) => `echo x >> /${path}`),
  fc
    .tuple(fc.constantFrom("600", "644", "700"), fc.constantFrom(...PATHS))
    .map(([mode, path]) => `chmod ${mode} /${path}`),
  fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom(...PATHS)).map(([from, to]) => `cp -r /${from} /${to}`),
  fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom(...PATHS)).map(([from, to]) => `mv /${from} /${to}`),
);
const SCRIPTS = fc.array(fc.array(COMMANDS, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });

/** Trees after each script, but for those that fail. */
function treesOf(scripts: readonly (readonly string[])[]): Tree[] {
  const trees: Tree[] = [{}];
  for (const [index, script] of scripts.entries()) {
    const parsed = parseScript(script.join(" && "));
    if (!parsed.ok) throw new Error(parsed.reason);
    const ran = runScript(trees.at(-1)!, parsed.commands, {
      dir: "",
      mtime: `m${index}`,
      stamp: `s${index}`,
    });
    if (ran.errors === "") trees.push(ran.tree);
  }
  return trees;
}

/** What a tar can tell: the stamp of a file that was rewritten as it was is not in it. */
const withoutStamps = (tree: Tree) =>
  Object.fromEntries(Object.entries(tree).map(([path, { stamp: _, ...node }]) => [path, node]));

test("laying the layers on each other, as OCI and overlayfs say, gives the tree that the shell made", () => {
  fc.assert(
    fc.property(SCRIPTS, (scripts) => {
      const trees = treesOf(scripts);
      const layers = trees.slice(1).map((tree, index) => diffTrees(trees[index]!, tree));
      const last = trees.at(-1)!;
      expect(withoutStamps(layers.reduce<Tree>(applyEntries, {}))).toEqual(withoutStamps(last));
      const names = Object.entries(last).map(([path, node]) => (node.kind === "dir" ? `${path}/` : path));
      expect(mergedPaths(layers)).toEqual(names.sort());
      const overlay = layers.map(overlayOf).reverse();
      for (const path of PATHS) {
        const found = overlayLookup(overlay, path);
        expect(found.found ? found.type : undefined, path).toBe(last[path]?.kind);
        // The way that the drawing shows stops where the kernel finds the file.
        if (found.found && found.type === "file") {
          const stop = lookUp(layers, path).find((look) => look.state === "ends");
          expect(stop).toMatchObject({ layer: layers.length - 1 - found.layer, found: "file" });
        } else if (!found.found) {
          expect(lookUp(layers, path).every((look) => look.state === "unseen" || look.found !== "file")).toBe(
            true,
          );
        }
      }
    }),
    RUNS,
  );
});

test("layers are never smaller than what is seen of them", () => {
  fc.assert(
    fc.property(SCRIPTS, (scripts) => {
      const text = ["FROM base:1.0", ...scripts.map((script) => `RUN ${script.join(" && ")}`)].join("\n");
      if (text.length > 900) return;
      const state = build(...text.split("\n"));
      const view = mergedView(state);
      expect(view.total).toBe(stackOf(state).reduce((sum, entries) => sum + sizeOf(entries), 0));
      const seen = Object.values(treeOf(layersOf(state.steps))).reduce((sum, node) => sum + node.size, 0);
      expect(view.visible).toBe(seen);
      expect(view.total).toBeGreaterThanOrEqual(view.visible);
    }),
    RUNS,
  );
});

test("putting a file where a directory was removes what it held", () => {
  const node = { kind: "file", size: 1, content: "", mode: "644", mtime: "", stamp: "" } as const;
  expect(Object.keys(put(put({}, "a/b", node), "a", node))).toEqual(["a"]);
});
