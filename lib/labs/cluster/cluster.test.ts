import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadShell } from "../../models/cluster/shell.ts";
import { standingOf } from "../../sim/goals.ts";
import { readHash, writeHash } from "../../sim/hash.ts";
import { stepLab } from "../../sim/lab.ts";
import { type Run, startRun } from "../../sim/run.ts";
import {
  type ClusterLabEvent,
  type ClusterLabParams,
  type ClusterLabState,
  clusterLab,
  UPGRADE_HINTS,
} from "./cluster.ts";
import { WEB_FILES } from "./web-files.ts";

await loadShell();

type Play = Run<ClusterLabState, ClusterLabEvent, ClusterLabParams>;

const SECOND = 1_000_000;
const EXAMPLES = join(import.meta.dirname, "../../../content/examples/web");
const [upgrade] = clusterLab.scenarios;
const [goal] = upgrade!.goals!;

/** The shortest way that is known: the readiness probe first, the version after it. */
const SOLUTION = ["kubectl apply -f deployment.yaml", "kubectl set image deploy/web web=shop/web:1.5"];

/** Lines are typed at the start, each when the one before it has ended; then time goes on. */
function play(lines: readonly string[], seconds: number): { readonly run: Play; readonly at: number } {
  let run = startRun(clusterLab, upgrade!);
  let at = 0;
  for (const line of lines) {
    const acted = run.act(at, { type: "run", line });
    if (!acted.ok) throw new Error(acted.reason);
    run = acted.run;
    at += 1;
    while (run.stateAt(at).foreground !== undefined) run = run.lookAhead(++at);
  }
  const until = run.stateAt(0).beganAt + seconds * SECOND;
  while (run.stateAt(at).cluster.agenda.now < until) run = run.lookAhead(++at);
  return { run, at };
}

describe("the goal of the upgrade", () => {
  test("is met by its solution, which writes down to an address and comes back the same", () => {
    const { run, at } = play(SOLUTION, 120);
    expect(run.choices(at)).toHaveLength(SOLUTION.length);
    const state = run.stateAt(at);
    expect(state.steps.map(({ id, done }) => [id, done])).toEqual([
      ["readiness", true],
      ["image", true],
      ["rollout", true],
      ["failures", true],
    ]);
    expect(state.cluster.traffic[0]?.failed).toBe(0);
    expect(goal!.met(state)).toBe(true);
    const opened = readHash(clusterLab, writeHash(run, at)!);
    expect(opened.problem).toBeUndefined();
    expect(opened.run.stateAt(opened.at).cluster.trace).toBe(state.cluster.trace);
    expect(standingOf(goal!, opened.run, opened.at)).toEqual(standingOf(goal!, run, at));
  });

  test.each([
    { lines: [], why: /준비된 뒤에 받게 하려면/ },
    { lines: ["kubectl set image deploy/web web=shop/web:1.5"], why: /실패했다/ },
    { lines: ["kubectl apply -f deployment.yaml"], why: /shop\/web:1\.5/ },
    // The file says 1.4 again.
    { lines: [...SOLUTION].reverse(), why: /shop\/web:1\.5/ },
    { lines: ["kubectl delete deploy web", ...SOLUTION], why: /실패했다/ },
  ])("is not met by $lines", ({ lines, why }) => {
    const { run, at } = play(lines, 60);
    expect(goal!.met(run.stateAt(at))).toMatch(why);
  });

  test("has hints from a nudge to the whole way", () => {
    for (const line of SOLUTION) expect(UPGRADE_HINTS[2]).toContain(line);
    for (const line of SOLUTION) expect(UPGRADE_HINTS[0]).not.toContain(line);
    for (const hint of UPGRADE_HINTS) expect(hint).toMatch(/[.]$/);
  });
});

describe("a run of the lab", () => {
  const acts: readonly ClusterLabEvent[] = [
    { type: "run", line: "kubectl get po -w" },
    { type: "wait", seconds: 3 },
    { type: "interrupt" },
    { type: "run", line: "kubectl get nodes | grep node-2" },
    { type: "power", node: "node-2" },
    { type: "wait", seconds: 60 },
    { type: "registry" },
    { type: "run", line: "kubectl scale deploy web --replicas=6" },
    { type: "wait", seconds: 20 },
    { type: "run", line: "kubectl explain pods" },
    { type: "write", file: 0, text: "kind: Nothing\n" },
    { type: "run", line: `kubectl apply -f ${WEB_FILES[0]!.name}` },
    { type: "power", node: "node-2" },
  ];

  test("is plain data, told in Korean, and the same every time", () => {
    const traces = [1, 2].map(() => {
      let state = clusterLab.init(upgrade!.params, 7);
      for (const event of acts) {
        const step = stepLab(clusterLab, state, event);
        if (!step.ok) throw new Error(step.reason);
        const previous = state;
        state = step.state;
        expect(structuredClone(state)).toEqual(state);
        expect(JSON.parse(JSON.stringify(state.cluster))).toEqual(state.cluster);
        const sentence = clusterLab.describe(state, previous, event);
        expect(sentence).toMatch(/[가-힣].*\.$/s);
        expect(sentence).not.toMatch(/undefined|NaN|\[object/);
        expect(sentence.split("`").length % 2, sentence).toBe(1);
        for (const table of clusterLab.tables(state, false)) {
          for (const row of table.rows) expect(row, table.caption).toHaveLength(table.columns.length);
        }
      }
      return state.cluster.trace;
    });
    expect(traces[0]).toBe(traces[1]);
  });

  test("goes on as it would if it were opened anew at each step", () => {
    const later: readonly ClusterLabEvent[] = [
      ...acts.filter(({ type }) => type !== "wait" && type !== "interrupt"),
      { type: "run", line: "kubectl create job once --image=shop/web:1.4" },
      { type: "run", line: "kubectl delete job once" },
      { type: "run", line: "kubectl create job again --image=shop/web:1.4" },
      { type: "run", line: "kubectl delete pods -l app=web --wait=false" },
    ];
    const walk = (between: (state: ClusterLabState) => ClusterLabState) => {
      const traces: number[] = [];
      let state = clusterLab.init(upgrade!.params, 3);
      for (let step = 0; step < 500; step++) {
        const event = (step % 40 === 0 ? later[step / 40] : undefined) ?? ({ type: "tick" } as const);
        const interrupted = stepLab(clusterLab, between(state), { type: "interrupt" });
        const from = event.type === "run" && interrupted.ok ? interrupted.state : state;
        const made = stepLab(clusterLab, between(from), event);
        if (!made.ok) throw new Error(made.reason);
        state = made.state;
        traces.push(state.cluster.trace);
      }
      return { traces, state };
    };
    expect(walk((state) => structuredClone(state))).toEqual(walk((state) => state));
  });

  test("what the cluster cannot do is said in one sentence", () => {
    const { run, at } = play(["kubectl explain pods"], 0);
    expect(run.outputAt(at)).toMatchObject({ ok: false, text: "이 실습에는 없습니다: kubectl explain\n" });
  });

  test("a step that cannot be made says why", () => {
    const state = clusterLab.init(upgrade!.params, 1);
    for (const event of [
      { type: "interrupt" },
      { type: "power", node: "node-9" },
      { type: "kill", pod: "nobody" },
      { type: "write", file: 11, text: "" },
    ] as const) {
      const step = stepLab(clusterLab, state, event);
      expect(step.ok).toBe(false);
      if (!step.ok) expect(step.reason).toMatch(/[가-힣].*\.$/);
    }
  });

  test("another way from an earlier moment leaves the first as it was", () => {
    const { run, at } = play(SOLUTION, 30);
    const before = run.stateAt(at).cluster.trace;
    const other = run.act(1, { type: "run", line: "kubectl scale deploy web --replicas=1" });
    expect(other.ok).toBe(true);
    if (!other.ok) return;
    expect(other.run.stateAt(1)).toEqual(run.stateAt(1));
    expect(other.run.stateAt(2).cluster.objects).not.toEqual(run.stateAt(2).cluster.objects);
    expect(run.stateAt(at).cluster.trace).toBe(before);
  });
});

describe("the files", () => {
  test("are those of the examples, and web.yaml is the deployment that does not check", () => {
    for (const { name, text } of WEB_FILES) {
      if (name === "web.yaml") continue;
      expect(text, name).toBe(readFileSync(join(EXAMPLES, name), "utf8"));
    }
    const whole = WEB_FILES.find(({ name }) => name === "deployment.yaml")!.text.split("\n");
    const bare = WEB_FILES.find(({ name }) => name === "web.yaml")!.text.split("\n");
    let place = 0;
    for (const line of bare) {
      place = whole.indexOf(line, place);
      expect(place, line).toBeGreaterThanOrEqual(0);
      place += 1;
    }
    expect(whole.join("\n")).toContain("readinessProbe");
    expect(bare.join("\n")).not.toMatch(/Probe|minReadySeconds/);
  });
});
