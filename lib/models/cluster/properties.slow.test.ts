import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { maxSurge, maxUnavailable } from "../deployment/fenceposts.ts";
import type { KubeObject } from "../kubectl/cluster.ts";
import { typeOfKind } from "../kubectl/resource-types.ts";
import { matchesSelector } from "../scheduler/label-selector.ts";
import { totalRequest } from "../scheduler/pod-request.ts";
import { type Change, changedAs } from "./change.ts";
import { openCluster } from "./cluster.ts";
import { nodes, SECOND, smallCluster } from "./fixtures.ts";
import type { Deployment, Pod } from "./kinds.ts";
import { startMachine, stopMachine } from "./kubelet.ts";
import { amountsOf, hasPodEnded, isPodReady, podResources } from "./pod-facts.ts";
import { continueLine, loadShell, runLine, type TextFile } from "./shell.ts";
import type { World } from "./world.ts";

await loadShell();

/** What holds in every cluster, whatever is done to it: over many seeds and random acts. */

const web = (replicas: number, surge: string, unavailable: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: web
  strategy:
    rollingUpdate:
      maxSurge: ${surge}
      maxUnavailable: ${unavailable}
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.27
          readinessProbe:
            httpGet:
              path: /
              port: 80
            periodSeconds: 2
          resources:
            requests:
              cpu: 250m
              memory: 200Mi
`;
const FILES: readonly TextFile[] = [
  { name: "web.yaml", text: web(4, "25%", "25%") },
  { name: "careful.yaml", text: web(5, "1", "0") },
  { name: "bold.yaml", text: web(6, "0", "50%") },
  {
    name: "pdb.yaml",
    text: "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: web\nspec:\n  maxUnavailable: 1\n  selector:\n    matchLabels:\n      app: web\n",
  },
];

/** Three small nodes, room for nine pods of `web`, of which four run. */
const start = (() => {
  const world = smallCluster({ nodes: nodes(3, "1", "1Gi") });
  runLine(world, FILES, "kubectl apply -f web.yaml");
  world.run(world.now + 20 * SECOND);
  return { ...world.state, trace: 0 };
})();

/** The same cluster with another chance from here on; its own would name new objects as the ones that are there. */
const begin = (seed: number) => openCluster({ ...start, seed: start.seed + 1 + seed, chance: {} });

type Act =
  | { readonly type: "line"; readonly line: string }
  | { readonly type: "pod"; readonly verb: string; readonly which: number }
  | { readonly type: "wait"; readonly seconds: number }
  | { readonly type: "power"; readonly node: number }
  | { readonly type: "registry" }
  | { readonly type: "unready"; readonly which: number };

const LINES = [
  "kubectl set image deploy/web web=nginx:1.28",
  "kubectl set image deploy/web web=nginx:1.29",
  "kubectl set image deploy/web web=nginx:9.99",
  "kubectl rollout restart deploy/web",
  "kubectl rollout undo deploy/web",
  "kubectl rollout pause deploy/web",
  "kubectl rollout resume deploy/web",
  "kubectl apply -f web.yaml",
  "kubectl apply -f careful.yaml",
  "kubectl apply -f bold.yaml",
  "kubectl apply -f pdb.yaml",
  "kubectl delete pdb web",
  "kubectl get po -o wide",
  "kubectl get all -A | grep web | wc -l",
  "kubectl describe deploy web",
  "kubectl describe nodes",
  "kubectl get events --sort-by=.lastTimestamp",
  "kubectl rollout history deploy web",
  "kubectl auth can-i delete pods",
  "kubectl get po -o yaml",
  "kubectl top pods",
];
const line: fc.Arbitrary<Act> = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom(...LINES) },
    { weight: 2, arbitrary: fc.nat(8).map((replicas) => `kubectl scale deploy web --replicas=${replicas}`) },
    {
      weight: 2,
      arbitrary: fc
        .record({
          verb: fc.constantFrom("cordon", "uncordon", "drain"),
          node: fc.integer({ min: 1, max: 3 }),
        })
        .map(
          ({ verb, node }) =>
            `kubectl ${verb} node-${node}${verb === "drain" ? " --ignore-daemonsets --timeout=20s" : ""}`,
        ),
    },
  )
  .map((text) => ({ type: "line", line: text }));
const pods: fc.Arbitrary<Act> = fc.record({
  type: fc.constant("pod" as const),
  verb: fc.constantFrom("delete pod", "describe pod", "logs", "get pod -o yaml"),
  which: fc.nat(20),
});
const waits: fc.Arbitrary<Act> = fc.record({
  type: fc.constant("wait" as const),
  seconds: fc.integer({ min: 0, max: 20 }),
});
const faults: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ type: fc.constant("power" as const), node: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ type: fc.constant("registry" as const) }),
  fc.record({ type: fc.constant("unready" as const), which: fc.nat(20) }),
);
const acts = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: line },
    { weight: 2, arbitrary: pods },
    { weight: 4, arbitrary: waits },
    { weight: 1, arbitrary: faults },
  ),
  { minLength: 3, maxLength: 12 },
);
const seeds = fc.nat(1_000_000);

/** Looks at the cluster after each change; answers what is wrong. */
type Check = (world: World, change: Change) => string | undefined;

type Told = { asked: number; accepted: number; readonly wrong: string[] };

/** Time goes on, every change looked at. */
function pass(world: World, until: number, checks: readonly Check[], wrong: string[]): void {
  for (;;) {
    const isGoingOn = world.step(until);
    look(world, checks, wrong);
    if (!isGoingOn && world.now >= until) return;
  }
}

function look(world: World, checks: readonly Check[], wrong: string[]): void {
  for (const change of world.changes.splice(0)) {
    for (const check of checks) wrong.push(...[check(world, change) ?? []].flat());
  }
}

function runningPods(world: World): readonly Pod[] {
  return world.list("Pod", "default");
}

/** One line to its end, the foreground's time going on under the same looks. */
function type(world: World, text: string, checks: readonly Check[], told: Told): void {
  let ran = runLine(world, FILES, text);
  look(world, checks, told.wrong);
  const until = world.now + 60 * SECOND;
  while (ran.exitCode === undefined && ran.foreground !== undefined && world.now < until) {
    const { wakeAt } = ran.foreground;
    world.step(wakeAt === undefined ? until : Math.min(until, world.momentOf(wakeAt)));
    look(world, checks, told.wrong);
    ran = continueLine(world, FILES, ran.foreground);
  }
  told.asked += 1;
  if (ran.exitCode === 0) told.accepted += 1;
}

function perform(world: World, act: Act, checks: readonly Check[], told: Told): void {
  const at = (which: number) => {
    const all = runningPods(world);
    return all[which % Math.max(1, all.length)];
  };
  switch (act.type) {
    case "line":
      type(world, act.line, checks, told);
      break;
    case "pod": {
      const chosen = at(act.which);
      if (chosen !== undefined) type(world, `kubectl ${act.verb} ${chosen.metadata.name}`, checks, told);
      break;
    }
    case "wait":
      pass(world, world.now + act.seconds * SECOND, checks, told.wrong);
      break;
    case "power": {
      const name = `node-${act.node}`;
      if (world.machines.get(name)!.isDown) startMachine(world, name);
      else stopMachine(world, name);
      break;
    }
    case "registry":
      world.faults = { ...world.faults, registryDown: !world.faults.registryDown };
      break;
    case "unready": {
      const uid = at(act.which)?.metadata.uid;
      if (uid !== undefined) world.faults = { ...world.faults, unready: [...world.faults.unready, uid] };
    }
  }
}

function live(world: World, deeds: readonly Act[], checks: readonly Check[] = []): Told {
  const told: Told = { asked: 0, accepted: 0, wrong: [] };
  world.changes = [];
  for (const act of deeds) perform(world, act, checks, told);
  pass(world, world.now + 5 * SECOND, checks, told.wrong);
  return told;
}

/** Everything broken is whole again, and every node takes pods; then there is time. */
function recover(world: World): void {
  for (const name of world.machines.keys()) startMachine(world, name);
  world.faults = { registryDown: false, unready: [], leaking: [] };
  for (const one of [
    "kubectl rollout resume deploy/web",
    ...[1, 2, 3].map((node) => `kubectl uncordon node-${node}`),
    "kubectl apply -f web.yaml",
  ]) {
    runLine(world, FILES, one);
  }
  world.run(world.now + 600 * SECOND);
}

// --- What holds ---------------------------------------------------------------------------------------------

/** No node holds more than it has. */
const withinCapacity: Check = (world, change) => {
  const node = changedAs(change, "Pod")?.spec.nodeName;
  const allocatable = node === undefined ? undefined : world.get("Node", "", node)?.status.allocatable;
  if (allocatable === undefined) return undefined;
  const room = amountsOf(allocatable);
  const here = world.list("Pod").filter((pod) => pod.spec.nodeName === node && !hasPodEnded(pod));
  const used = here.map(({ spec }) => podResources(spec));
  for (const resource of ["cpu", "memory"]) {
    const sum = totalRequest(used, resource);
    if (sum > Number(room[resource])) return `${node} holds ${sum} of ${room[resource]} ${resource}`;
  }
  return here.length > Number(room.pods) ? `${node} holds ${here.length} pods` : undefined;
};

const DESIRED = "deployment.kubernetes.io/desired-replicas";

/** The controller of Deployments keeps to surge and unavailability with each size that it sets. */
const withinFenceposts: Check = (world, change) => {
  const set = changedAs(change, "ReplicaSet");
  const old = change.old as unknown as typeof set;
  if (set === undefined || change.type === "DELETED") return undefined;
  const before = old?.spec.replicas ?? 0;
  const after = set.spec.replicas ?? 1;
  const owner = set.metadata.ownerReferences?.find(({ kind }) => kind === "Deployment");
  const deployment = owner && world.get("Deployment", set.metadata.namespace ?? "", owner.name);
  if (deployment === undefined || before === after) return undefined;
  const rollout = {
    replicas: deployment.spec.replicas ?? 1,
    maxSurge: deployment.spec.strategy?.rollingUpdate?.maxSurge,
    maxUnavailable: deployment.spec.strategy?.rollingUpdate?.maxUnavailable,
  };
  const sets = world
    .list("ReplicaSet", "default")
    .filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === owner?.uid));
  const total = sets.reduce((sum, { spec }) => sum + (spec.replicas ?? 1), 0);
  const most = rollout.replicas + maxSurge(rollout);
  if (after > before && total > most) return `${total} replicas, at most ${most}`;
  // A Deployment that was scaled shrinks its sets in proportion, ready or not.
  if (old?.metadata.annotations?.[DESIRED] !== String(rollout.replicas)) return undefined;
  const available = (one: typeof set) => one.status?.availableReplicas ?? 0;
  const lost = Math.max(0, available(set) - after);
  const left = sets.reduce((sum, one) => sum + available(one), 0) - lost;
  const least = rollout.replicas - maxUnavailable(rollout);
  return after < before && lost > 0 && left < least ? `${left} left, at least ${least}` : undefined;
};

/** Versions and times only go up, and each object is made before it changes and before it goes. */
function inCausalOrder(): Check {
  let version = 0;
  const known = new Map<string, string>();
  for (const { metadata, kind } of start.objects) known.set(metadata.uid!, kind);
  return (world, { type: what, object, old }) => {
    const { uid = "", resourceVersion, name } = object.metadata;
    const number = Number(resourceVersion);
    const said = `${what} ${object.kind} ${name}`;
    if (what !== "DELETED" && number <= version) return `${said}: version ${number} after ${version}`;
    version = Math.max(version, number);
    if (what === "ADDED" ? known.has(uid) : !known.has(uid)) return `${said}: out of turn`;
    if (what === "DELETED") known.delete(uid);
    else known.set(uid, object.kind);
    const pod = object.kind === "Pod" ? (object as unknown as Pod) : undefined;
    const before = old as unknown as Pod | undefined;
    if (
      pod !== undefined &&
      before?.spec.nodeName !== undefined &&
      pod.spec.nodeName !== before.spec.nodeName
    )
      return `${said}: moved`;
    const isRunning = pod?.status?.containerStatuses?.some(({ state }) => state.running !== undefined);
    if (isRunning && pod!.spec.nodeName === undefined) return `${said}: runs nowhere`;
    const event = changedAs(change(what, object), "Event");
    if (event === undefined) return undefined;
    if (event.lastTimestamp! > world.time || event.firstTimestamp! > event.lastTimestamp!)
      return `${said}: too late`;
    return undefined;
  };
}

const change = (what: Change["type"], object: KubeObject): Change => ({ type: what, object });

/** What a pod's events tell is told in the order in which it happens. */
const STAGES = ["Scheduled", "Pulling", "Pulled", "Created", "Started"];
function storyOf(events: readonly KubeObject[]): string | undefined {
  const first = new Map<string, number>();
  for (const one of events) {
    const { involvedObject, reason, firstTimestamp } = one as unknown as {
      readonly involvedObject: { readonly uid: string };
      readonly reason: string;
      readonly firstTimestamp: string;
    };
    const stage = STAGES.indexOf(reason);
    if (stage < 0) continue;
    first.set(`${involvedObject.uid} ${stage}`, Date.parse(firstTimestamp));
    for (let earlier = 0; earlier < stage; earlier++) {
      const at = first.get(`${involvedObject.uid} ${earlier}`);
      if (at !== undefined && at > Date.parse(firstTimestamp)) return `${reason} before ${STAGES[earlier]}`;
    }
  }
  return undefined;
}

/** What is wanted is there, and nothing else; every controller has looked at the latest. */
function unsettled(world: World): string | undefined {
  const deployment = world.get("Deployment", "default", "web") as Deployment;
  const { spec, status, metadata } = deployment;
  const wanted = spec.replicas ?? 1;
  if (status?.observedGeneration !== metadata.generation) return "not observed";
  const counts = [
    status?.replicas,
    status?.updatedReplicas,
    status?.readyReplicas,
    status?.availableReplicas,
  ];
  if (counts.some((count) => count !== wanted)) return `${counts} of ${wanted}`;
  const all = runningPods(world);
  if (all.length !== wanted) return `${all.length} pods of ${wanted}`;
  const wrong = all.find((pod) => !isPodReady(pod) || pod.spec.containers[0]?.image !== "nginx:1.27");
  return wrong && `${wrong.metadata.name} is not as wanted`;
}

describe("over many seeds and acts", () => {
  test("no node holds more than it has, surge and unavailability are kept, events come in causal order", () => {
    fc.assert(
      fc.property(seeds, acts, (seed, deeds) => {
        const world = begin(seed);
        const { wrong } = live(world, deeds, [withinCapacity, withinFenceposts, inCausalOrder()]);
        expect(wrong).toEqual([]);
        const events = world.api.objects.filter(({ kind }) => kind === "Event");
        expect(storyOf(events)).toBeUndefined();
      }),
      runs(25),
    );
  });

  test("what is observed becomes what is desired", () => {
    fc.assert(
      fc.property(seeds, acts, (seed, deeds) => {
        const world = begin(seed);
        live(world, deeds);
        recover(world);
        expect(unsettled(world)).toBeUndefined();
      }),
      runs(50),
    );
  });

  test("the same seed and the same acts leave the same trace, also from a state that was written down", () => {
    fc.assert(
      fc.property(seeds, acts, fc.nat(12), (seed, deeds, at) => {
        const whole = begin(seed);
        live(whole, deeds);
        const first = begin(seed);
        for (const act of deeds.slice(0, at)) perform(first, act, [], { asked: 0, accepted: 0, wrong: [] });
        const second = openCluster(JSON.parse(JSON.stringify(first.state)));
        live(second, deeds.slice(at));
        expect(second.trace).toBe(whole.trace);
        expect(second.state.objects).toEqual(whole.state.objects);
      }),
      runs(50),
    );
  });

  test("of random commands most are accepted, and none throws", () => {
    let asked = 0;
    let accepted = 0;
    fc.assert(
      fc.property(seeds, acts, (seed, deeds) => {
        const told = live(begin(seed), deeds);
        asked += told.asked;
        accepted += told.accepted;
      }),
      runs(1),
    );
    expect(accepted / asked).toBeGreaterThanOrEqual(0.6);
  });

  test("no line of any kind throws", () => {
    const word = fc.oneof(
      fc.constantFrom(
        ..."kubectl k get describe apply scale set image rollout status undo delete logs events drain auth can-i wait -f -o -n -l -w --all -A --for=delete yaml json wide web deploy/web pods nodes node-1 web.yaml pdb.yaml web=nginx -- | grep head wc sort -1 {.items[*]} --replicas=2 --timeout=1s".split(
          " ",
        ),
      ),
      fc.string({ unit: "binary", maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const world = begin(1);
        const ran = runLine(world, FILES, words.join(" "));
        if (ran.foreground !== undefined) continueLine(world, FILES, ran.foreground);
        runLine(world, FILES, `kubectl ${words.join(" ")}`);
      }),
      runs(1),
    );
  });

  test("evictions leave as many pods as the budget wants", () => {
    const drains = fc.array(fc.record({ node: fc.integer({ min: 1, max: 3 }), wait: fc.nat(15) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(seeds, drains, (seed, deeds) => {
        const told: Told = { asked: 0, accepted: 0, wrong: [] };
        const world = begin(seed);
        type(world, "kubectl apply -f pdb.yaml", [], told);
        pass(world, world.now + 5 * SECOND, [], []);
        for (const { node, wait } of deeds) {
          type(world, `kubectl drain node-${node} --ignore-daemonsets --timeout=15s`, [withinBudget], told);
          type(world, `kubectl uncordon node-${node}`, [withinBudget], told);
          pass(world, world.now + wait * SECOND, [withinBudget], told.wrong);
        }
        expect(told.wrong).toEqual([]);
      }),
      runs(25),
    );
  });
});

/** As many pods are healthy as the budget wants. */
const withinBudget: Check = (world, { object }) => {
  if (object.kind !== "Pod") return undefined;
  for (const { spec, status } of world.list("PodDisruptionBudget", "default")) {
    const healthy = runningPods(world).filter(
      (pod) =>
        matchesSelector(pod.metadata.labels ?? {}, spec.selector) &&
        isPodReady(pod) &&
        pod.metadata.deletionTimestamp === undefined,
    ).length;
    if (healthy < (status?.desiredHealthy ?? 0)) return `${healthy} of ${status?.desiredHealthy} healthy`;
  }
  return undefined;
};

describe("each property is found broken where it is", () => {
  const put = (world: World, object: unknown) => world.api.update(object as KubeObject);

  test("a pod on a node that has no room", () => {
    const world = begin(1);
    const [one] = runningPods(world);
    for (let index = 0; index < 5; index++) {
      const containers = one!.spec.containers.map(({ volumeMounts: _, ...container }) => container);
      const metadata = { name: `extra-${index}`, namespace: "default" };
      world.api.create(typeOfKind("Pod"), "default", {
        apiVersion: "v1",
        kind: "Pod",
        metadata,
        spec: { containers, nodeName: "node-1" },
      } as unknown as KubeObject);
    }
    const wrong: string[] = [];
    look(world, [withinCapacity], wrong);
    expect(wrong.join()).toMatch(/node-1 holds/);
  });

  test("a set that is larger than the surge, or smaller than what must be left", () => {
    for (const [replicas, why] of [
      [9, /at most 5/],
      [1, /at least 3/],
    ] as const) {
      const world = begin(1);
      world.changes = [];
      const [set] = world.list("ReplicaSet", "default");
      put(world, { ...set, spec: { ...set!.spec, replicas } });
      const wrong: string[] = [];
      look(world, [withinFenceposts], wrong);
      expect(wrong.join()).toMatch(why);
    }
  });

  test("pods that go without asking the budget", () => {
    const world = begin(1);
    runLine(world, FILES, "kubectl apply -f pdb.yaml");
    world.run(world.now + SECOND);
    world.changes = [];
    runLine(world, FILES, "kubectl delete po -l app=web --wait=false");
    const wrong: string[] = [];
    look(world, [withinBudget], wrong);
    expect(wrong.join()).toMatch(/of 3 healthy/);
  });

  test("a cluster without a controller never gets where it should", () => {
    const world = openCluster({
      ...start,
      params: { ...start.params, controllers: ["deployment-controller"] },
    });
    runLine(world, FILES, "kubectl delete po -l app=web --wait=false");
    recover(world);
    expect(unsettled(world)).toBeDefined();
  });

  test("changes that are told in another order", () => {
    const world = begin(1);
    world.changes = [];
    runLine(world, FILES, "kubectl delete po -l app=web --wait=false");
    world.run(world.now + 10 * SECOND);
    const check = inCausalOrder();
    expect(world.changes.toReversed().flatMap((one) => check(world, one) ?? []).length).toBeGreaterThan(0);
    const events = world.api.objects.filter(({ kind }) => kind === "Event");
    expect(storyOf(events)).toBeUndefined();
    const late = events.map((event) =>
      (event as unknown as { reason: string }).reason === "Scheduled"
        ? { ...event, firstTimestamp: "2027-01-01T00:00:00Z" }
        : event,
    );
    expect(storyOf(late as KubeObject[])).toMatch(/before Scheduled/);
  });

  test("another seed, another trace", () => {
    const deeds: readonly Act[] = [{ type: "line", line: "kubectl rollout restart deploy/web" }];
    const traces = [1, 2].map((seed) => {
      const world = begin(seed);
      live(world, deeds);
      return world.trace;
    });
    expect(traces[0]).not.toBe(traces[1]);
  });

  test("commands that nobody accepts", () => {
    const { asked, accepted } = live(begin(1), [
      { type: "line", line: "kubectl get gizmos" },
      { type: "line", line: "kubectl get po" },
      { type: "line", line: "kubectl scale deploy web" },
    ]);
    expect(accepted / asked).toBeLessThan(0.6);
  });
});
