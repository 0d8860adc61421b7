import { describe, expect, test } from "vitest";
import { loadShell } from "../../models/cluster/shell.ts";
import { readHash, writeHash } from "../../sim/hash.ts";
import { clusterLab } from "./cluster.ts";
import { inspect } from "./inspection.ts";
import { sceneOf } from "./scene.ts";
import { type ClusterRun, createSession, faultsOf } from "./session.ts";
import { walkThrough } from "./walk-through.ts";

await loadShell();

const SECOND = 1_000_000;
const stateOf = ({ run, at }: { readonly run: ClusterRun; readonly at: number }) => run.stateAt(at);

describe("a session", () => {
  test("lets time go on by as much as has gone by, to a step", () => {
    const session = createSession();
    for (let frame = 0; frame < 60; frame++) session.advance(SECOND);
    const { now, end } = session.getSnapshot();
    expect(now).toBeGreaterThanOrEqual(59 * SECOND);
    expect(now).toBeLessThanOrEqual(61 * SECOND);
    expect(end).toBe(now);
  });

  test("can let time go on and tell of it apart, and comes to the same", () => {
    const [one, other] = [createSession(), createSession()];
    for (let frame = 0; frame < 30; frame++) {
      one.advance(SECOND);
      other.advance(SECOND, frame % 3 === 2 ? "telling" : "time");
    }
    expect(other.getSnapshot().now).toBe(29 * SECOND);
    // Nothing that has come meanwhile is lost by what is done.
    other.advance(SECOND, "time");
    other.send({ type: "registry" });
    expect(other.getSnapshot().now).toBeGreaterThanOrEqual(one.getSnapshot().now);
  });

  test("going back forgets nothing, and what is done there begins another way that leads back", () => {
    const session = createSession();
    session.advance(5 * SECOND);
    session.send({ type: "run", line: "kubectl scale deploy web --replicas=6" });
    session.advance(20 * SECOND);
    const first = session.getSnapshot();
    session.seekTime(3 * SECOND);
    const back = session.getSnapshot();
    expect(back.now).toBeLessThanOrEqual(3 * SECOND);
    expect(back.end).toBe(first.end);
    expect(back.lines).toEqual([]);
    session.send({ type: "run", line: "kubectl scale deploy web --replicas=2" });
    const other = session.getSnapshot();
    expect(other.branches).toHaveLength(1);
    expect(other.end).toBe(other.now);
    expect(other.lines.map(({ command }) => command)).toEqual(["kubectl scale deploy web --replicas=2"]);
    session.takeBranch(other.branches[0]!);
    const again = session.getSnapshot();
    expect(again.now).toBe(first.now);
    expect(stateOf(again)).toEqual(stateOf(first));
    expect(again.branches).toHaveLength(1);
    expect(again.marks).toEqual(first.marks);
  });

  test("time that only went by is no way of its own", () => {
    const session = createSession();
    session.advance(10 * SECOND);
    session.seekTime(2 * SECOND);
    session.send({ type: "registry" });
    expect(session.getSnapshot().branches).toEqual([]);
  });

  test("goes to the next thing that can be seen", () => {
    const session = createSession();
    session.send({ type: "run", line: "kubectl delete pod -l app=web --wait=false" });
    session.toNextEvent();
    const { run, at } = session.getSnapshot();
    expect(stateOf({ run, at }).isNotable || run.outputAt(at) !== undefined).toBe(true);
  });

  test("marks commands, faults and events at their times, and opens from an address with all of them", () => {
    const session = createSession();
    session.send({ type: "run", line: "kubectl get pods" });
    session.advance(4 * SECOND);
    session.send({ type: "power", node: "node-2" });
    session.advance(60 * SECOND);
    const { marks, run, at } = session.getSnapshot();
    expect(marks.slice(0, 2).map(({ kind }) => kind)).toEqual(["command", "fault"]);
    expect(marks.some(({ kind }) => kind === "event")).toBe(true);
    const opened = readHash(clusterLab, writeHash(run, at)!);
    expect(opened.problem).toBeUndefined();
    const other = createSession();
    other.open(opened.run, opened.at);
    expect(other.getSnapshot().marks).toEqual(marks);
    expect(other.getSnapshot().lines).toEqual(session.getSnapshot().lines);
  });

  test("clear empties the terminal and nothing else", () => {
    const session = createSession();
    session.send({ type: "run", line: "kubectl get nodes" });
    session.send({ type: "run", line: "clear" });
    expect(session.getSnapshot().lines).toEqual([]);
    session.send({ type: "run", line: "date" });
    expect(session.getSnapshot().lines.map(({ command }) => command)).toEqual(["date"]);
    session.seek(0);
    expect(session.getSnapshot()).toMatchObject({ at: 0, last: 3, lines: [] });
  });
});

describe("the scene", () => {
  test("shows every pod once, on its node, with how it stands and who sends it requests", () => {
    const session = createSession();
    const { nodes, podCount, service, versions } = sceneOf(stateOf(session.getSnapshot()).cluster);
    expect(nodes.map(({ name }) => name)).toEqual(["node-1", "node-2", "node-3"]);
    expect(nodes.flatMap(({ pods }) => pods)).toHaveLength(podCount);
    for (const node of nodes)
      for (const pod of node.pods)
        expect(pod).toMatchObject({ node: node.name, mark: "ready", isReached: true });
    expect(service).toMatchObject({ name: "web", endpoints: 4, failed: 0 });
    expect(versions).toEqual(["1.4"]);
  });

  test("follows a rollout: new and old versions, what is not ready, what is going", () => {
    const session = createSession();
    session.send({ type: "run", line: "kubectl apply -f deployment.yaml" });
    session.send({ type: "run", line: "kubectl set image deploy/web web=shop/web:1.5" });
    const marks = new Set<string>();
    const versions = new Set<string>();
    for (let second = 0; second < 60; second++) {
      session.advance(SECOND);
      const scene = sceneOf(stateOf(session.getSnapshot()).cluster);
      for (const { pods } of scene.nodes) for (const { mark } of pods) marks.add(mark);
      versions.add(scene.versions.join("→"));
    }
    expect([...marks].sort()).toEqual(["not-ready", "ready", "terminating", "waiting"]);
    expect([...versions]).toEqual(["1.4→1.5", "1.5"]);
  });

  test("faults that are on are told with what ends them", () => {
    const session = createSession();
    const [pod] = sceneOf(stateOf(session.getSnapshot()).cluster).nodes.flatMap(({ pods }) => pods);
    for (const event of [
      { type: "registry" },
      { type: "power", node: "node-3" },
      { type: "unready", pod: pod!.name },
      { type: "leak", pod: pod!.name },
    ] as const)
      expect(session.send(event)).toBeUndefined();
    const on = faultsOf(stateOf(session.getSnapshot()));
    expect(on).toHaveLength(4);
    for (const { ends } of on) session.send(ends);
    expect(faultsOf(stateOf(session.getSnapshot()))).toEqual([]);
  });
});

describe("the inspector", () => {
  test("marks the lines that explain why a pod is not ready, with its events and owners", () => {
    const session = createSession();
    session.send({ type: "run", line: "kubectl apply -f deployment.yaml" });
    session.advance(3 * SECOND);
    const { cluster } = stateOf(session.getSnapshot());
    const pod = sceneOf(cluster)
      .nodes.flatMap(({ pods }) => pods)
      .find(({ mark }) => mark === "not-ready")!;
    const found = inspect(cluster, { kind: "Pod", namespace: "default", name: pod.name })!;
    const marked = [...found.marked].map((line) => found.yaml[line]!.trim());
    expect(marked).toContain("type: Ready");
    expect(marked).toContain('status: "False"');
    expect(found.section).toBe("kubernetes-self-healing#readiness-gating");
    expect(found.events.map(({ reason }) => reason)).toContain("Started");
    expect(found.owners.map(({ kind }) => kind)).toEqual(["ReplicaSet", "Deployment"]);
  });

  test("says of the control plane what it does, and of the scheduler what it decided", () => {
    const session = createSession();
    session.send({ type: "run", line: "kubectl scale deploy web --replicas=5" });
    session.advance(2 * SECOND);
    const { cluster } = stateOf(session.getSnapshot());
    const found = inspect(cluster, { kind: "ControlPlane", name: "scheduler" })!;
    expect(found.events[0]!.message).toMatch(/^node-\d, 점수 \d+$/);
    expect(inspect(cluster, { kind: "Pod", namespace: "default", name: "nobody" })).toBeUndefined();
  });
});

test("the way through the task fails no request and ends with the new version", async () => {
  const steps = await walkThrough();
  for (const { sentence } of steps) expect(sentence).toMatch(/[가-힣].*\.$/s);
  expect(steps.map(({ sentence }) => sentence).join(" ")).not.toMatch(/건이 실패했다/);
  expect(steps.at(-1)!.output.match(/Running/g)).toHaveLength(4);
});
