import { describe, expect, test } from "vitest";
import { type AnyLab, loadLabModels } from "../lib/build/content/lab-models.ts";
import { loadShell } from "../lib/models/cluster/shell.ts";
import { type EventSchema, type LabEvent, shapesOf } from "../lib/sim/event-schema.ts";
import { standingOf } from "../lib/sim/goals.ts";
import type { Goal, Scenario } from "../lib/sim/lab.ts";
import { stepLab } from "../lib/sim/lab.ts";
import { drawInteger, type Random, seedRandom } from "../lib/sim/random.ts";
import { type Run, startRun } from "../lib/sim/run.ts";

/** Every goal of every lab: it needs thought, it can be reached within its budget, and here is how. */

// The cluster runs any command.
await loadShell();

const goals = [...(await loadLabModels()).values()].flatMap(({ lab }) =>
  lab.scenarios.flatMap((scenario) =>
    (scenario.goals ?? []).map(
      (goal) => [`${lab.id}/${scenario.id}/${goal.id}`, lab, scenario, goal] as const,
    ),
  ),
);

/**
 * How often somebody tries 200 acts at random. No goal is met by any of 20; of 100 four of the goals are, each by one,
 * which is luck: a fair share of the walks that are as long as a solution has it.
 */
const SESSIONS = process.env.DEEP ? 20 : 5;

/** A shortest solution of each goal, in the order that a reader would think of it. */
const SOLUTIONS: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  "virtualization-address-translation/nested/warm-tlb": [
    { type: "access", page: "A" },
    { type: "finish" },
    ...Array(5).fill({ type: "access", page: "A" }),
  ],
  "docker-build-stage-graph/fast-and-small/web-in-hundred": [
    { type: "shape", what: "stages" },
    { type: "shape", what: "narrow" },
    { type: "shape", what: "slim" },
    { type: "build", target: "final" },
    { type: "edit", file: "web" },
    { type: "build", target: "final" },
  ],
  "docker-images-cache-invalidation/source-early/sorted-out": [
    { type: "move", line: "deps", by: -1 },
    { type: "move", line: "install", by: -1 },
    { type: "edit", file: "source" },
    { type: "ignore" },
    { type: "edit", file: "readme" },
  ],
  "docker-overview-cli-flow/in-order/offline-second": [
    { type: "edit" },
    { type: "build" },
    { type: "tag" },
    { type: "push" },
    { type: "run" },
    { type: "network" },
  ],
  "deployment-eras-density-calculator/app-size/vm-three-hundred": [
    { type: "set", what: "guestMiB", value: 128 },
    { type: "set", what: "appMiB", value: 64 },
    { type: "set", what: "appMilli", value: 100 },
  ],
  "hypervisor-io-path-explorer/emulated/two-exits": [
    { type: "path", path: "virtio" },
    { type: "packets", count: 8 },
    { type: "batch", count: 4 },
  ],
  "docker-images-layer-stacker/delete/slim": [{ type: "write", text: "FROM runtime:1.0\nCOPY b.bin /data/" }],
  "hypervisor-memory-overcommit/swap/two-without-driver": [
    { type: "driver", vm: "batch" },
    { type: "driver", vm: "db" },
    { type: "merging" },
    { type: "start", vm: "test" },
    { type: "shrink", vm: "web" },
    { type: "start", vm: "desk" },
  ],
  "inverse-virtualization-page-coherence/false-sharing/one-copy-lost": [
    { type: "layout", layout: "apart" },
    { type: "write", node: 0, variable: "a" },
    { type: "read", node: 1, variable: "a" },
    { type: "write", node: 0, variable: "b" },
    { type: "read", node: 1, variable: "b" },
    { type: "write", node: 0, variable: "a" },
    { type: "read", node: 1, variable: "a" },
    { type: "write", node: 0, variable: "b" },
    { type: "read", node: 1, variable: "b" },
  ],
  "deployment-eras-noisy-neighbour/vm/fair-without-limit": [
    { type: "boundary", boundary: "container" },
    { type: "set", what: "batchThreads", value: 29 },
    { type: "set", what: "webRequest", value: 3000 },
  ],
  "inverse-virtualization-remote-cost/overflow/wide-and-fast": [
    { type: "set", what: "nodes", value: 8 },
    { type: "set", what: "workGiB", value: 2048 },
    { type: "set", what: "remoteNs", value: 200 },
  ],
  "auto-scaling-scaling-timeline/flapping/no-flapping": [
    { type: "set", what: "down", value: 35 },
    { type: "set", what: "peak", value: 12 },
    { type: "set", what: "periods", value: 4 },
  ],
  "auto-scaling-scaling-timeline/surge/surge-survived": [
    { type: "set", what: "by", value: 1 },
    { type: "set", what: "least", value: 6 },
    { type: "set", what: "window", value: 60 },
  ],
  "auto-scaling-scale-choice/fastest/fastest-survived": [
    { type: "set", what: "rise", value: 80 },
    { type: "set", what: "rule", value: 1 },
    { type: "set", what: "least", value: 12 },
  ],
  "load-balancing-lb-algorithm-simulator/uneven/round-robin-enough": [
    { type: "policy", lane: "a", policy: "round-robin" },
    { type: "policy", lane: "b", policy: "least-connections" },
    { type: "set", what: "spread", value: 0 },
  ],
  "load-balancing-lb-algorithm-simulator/slow-server/slow-server-survived": [
    { type: "policy", lane: "b", policy: "least-connections" },
    { type: "set", what: "bLayer", value: 7 },
    { type: "set", what: "perSecond", value: 36 },
  ],
  "load-balancing-lb-algorithm-simulator/fast-errors/errors-under-one-percent": [
    { type: "policy", lane: "b", policy: "least-connections" },
    { type: "set", what: "every", value: 1 },
    { type: "set", what: "fall", value: 2 },
  ],
  "microservices-retry-storm/layers/storm-cured": [
    { type: "set", what: "layers", value: 1 },
    { type: "set", what: "deadlines", value: 1 },
    { type: "set", what: "budget", value: 10 },
  ],
  "microservices-same-shop/load/grown-within-memory": [
    { type: "set", what: "times", value: 10 },
    { type: "set", what: "one", value: 5 },
    { type: "set", what: "ship", value: 3 },
    { type: "set", what: "order", value: 1 },
  ],
  "microservices-same-shop/hang/hang-contained": [
    { type: "set", what: "event", value: 3 },
    { type: "set", what: "timeout", value: 1000 },
    { type: "set", what: "web", value: 3 },
  ],
  "docker-swarm-swarm-simulator/quorum/two-managers-lost": [
    { type: "role", node: 4 },
    { type: "role", node: 5 },
    { type: "power", node: 1 },
    { type: "power", node: 2 },
    { type: "scale", node: 3, replicas: 6 },
  ],
  "docker-swarm-swarm-simulator/split/undone-decision": [
    { type: "rule" },
    { type: "part", after: 3 },
    { type: "scale", node: 1, replicas: 7 },
    { type: "scale", node: 4, replicas: 2 },
    { type: "heal" },
  ],
  "openstack-boot-trace/same-message/two-causes": [
    { type: "create" },
    { type: "look", what: "compute" },
    { type: "repair", fault: "port-binding" },
    { type: "create" },
    { type: "look", what: "compute" },
    { type: "repair", fault: "domain-type" },
    { type: "create" },
  ],
  "network-topology-topology-builder/star/any-link-cheapest": [
    { type: "wire", one: "h1", other: "h2" },
    { type: "wire", one: "h3", other: "h4" },
    { type: "wire", one: "h5", other: "h6" },
    { type: "wire", one: "h7", other: "h8" },
    { type: "wire", one: "h9", other: "h10" },
  ],
  "network-topology-topology-builder/ring/two-hops": [
    { type: "wire", one: "h1", other: "h5" },
    { type: "wire", one: "h2", other: "h6" },
    { type: "wire", one: "h3", other: "h7" },
    { type: "wire", one: "h4", other: "h8" },
  ],
  "hpc-elastic-queue/bill/short-wait-small-bill": [
    { type: "set", what: "resume", value: 10 },
    { type: "set", what: "backfill", value: 1 },
    { type: "set", what: "suspend", value: 1 },
  ],
  "hpc-preempt-simulator/nodes/sixteen-nodes": [
    { type: "set", what: "nodes", value: 16 },
    { type: "set", what: "save", value: 1 },
    { type: "set", what: "interval", value: 15 },
  ],
  "microservices-saga-simulator/all-well/paid-back-once": [
    { type: "loses", service: "payment" },
    { type: "fails", service: "delivery" },
    { type: "keys", on: true },
  ],
  "cluster/upgrade/upgrade-without-failures": [
    { type: "run", line: "kubectl apply -f deployment.yaml" },
    { type: "run", line: "kubectl set image deploy/web web=shop/web:1.5" },
  ],
  "virtualization-trap-simulator/trap/faithful-trap": [{ type: "drop" }, { type: "drop" }],
};

/** All events of a lab whose values can be counted. */
function eventsOf(schema: EventSchema<LabEvent>): readonly LabEvent[] {
  return shapesOf(schema).flatMap(([type, { fields = {}, valid }]) => {
    let events: Record<string, unknown>[] = [{ type }];
    for (const [name, field] of Object.entries(fields)) {
      const values = new Set(field.values ?? numbers(field.read));
      events = events.flatMap((event) => [...values].map((value) => ({ ...event, [name]: value })));
    }
    return (events as LabEvent[]).filter((event) => valid?.(event) ?? true);
  });
}

/** The whole numbers a field takes. */
function numbers(read: (text: string) => unknown): readonly unknown[] {
  const values = Array.from({ length: 100 }, (_, number) => read(String(number)));
  return values.filter((value) => typeof value === "number");
}

/** Whether the goal is met at some frame of what follows by itself. */
function meets(run: Run<unknown, LabEvent, unknown>, goal: Goal<unknown>, from: number): boolean {
  const ahead = run.lookAhead(from + 100);
  for (let at = from; at <= ahead.last; at++) if (standingOf(goal, ahead, at).kind === "met") return true;
  return false;
}

test("at least half of all labs have a goal", () => {
  const labs = new Set(goals.map(([, lab]) => lab.id));
  expect(labs.size).toBeGreaterThanOrEqual(11);
});

describe.each(goals)("%s", (name, lab, scenario, goal) => {
  test("says what is to be done, and hints at the state at hand", () => {
    expect(goal.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(goal.ask).toMatch(/[가-힣].*다\.$/s);
    for (const frame of startRun(lab, scenario).frames) {
      const hint = goal.met(frame.state);
      if (hint !== true) expect(hint).toMatch(/[가-힣].*[.]$/s);
    }
  });

  test("is not met by pressing 다음, nor by random acts", () => {
    const start = startRun(lab, scenario);
    for (let at = 0; at <= start.last; at++) expect(standingOf(goal, start, at).kind).toBe("open");
    const events = eventsOf(lab.events);
    // Acts beyond the budget cannot meet it: 200 of them are as many walks as the budget goes into.
    for (let seed = 1; seed <= SESSIONS; seed++)
      for (let acts = 0; acts < 200; acts += goal.within)
        expect(walk(lab, scenario, goal, events, seed * 1000 + acts), `seed ${seed}, act ${acts}`).toBe(
          false,
        );
  });

  test("is met by its solution, and by none shorter among thousands tried", () => {
    const solution = SOLUTIONS[name] as unknown as readonly LabEvent[] | undefined;
    expect(solution, "no solution written down").toBeDefined();
    expect(solution!.length).toBeLessThanOrEqual(goal.within);
    let run = startRun(lab, scenario);
    let at = 0;
    for (const event of solution!) {
      const acted = run.act(at, event);
      expect(acted.ok ? "" : acted.reason).toBe("");
      if (acted.ok) run = acted.run;
      at++;
    }
    expect(meets(run, goal, at)).toBe(true);
    const shorter = shortest(lab, scenario, goal, solution!.length - 1);
    expect(shorter).toBeUndefined();
  });
});

/** As many random acts as count towards a goal, from the start of a scenario. @returns whether one of them met the goal */
function walk(
  lab: AnyLab,
  scenario: Scenario<unknown, LabEvent, unknown>,
  goal: Goal<unknown>,
  events: readonly LabEvent[],
  seed: number,
): boolean {
  let random: Random = seedRandom(seed);
  let run = startRun(lab, scenario);
  for (let done = 0, tries = 0; done < goal.within && tries < 200; tries++) {
    const drawn = drawInteger(random, events.length);
    random = drawn.random;
    const acted = run.act(done, events[drawn.value]!);
    if (!acted.ok) continue;
    done++;
    run = acted.run;
    if (standingOf(goal, run, done).kind === "met") return true;
  }
  return false;
}

/** Breadth first over all events that can be counted, each followed by what the lab does by itself. */
function shortest(
  lab: AnyLab,
  scenario: Scenario<unknown, LabEvent, unknown>,
  goal: Goal<unknown>,
  most: number,
): readonly LabEvent[] | undefined {
  const events = eventsOf(lab.events);
  const seen = new Set<string>();
  let edge: { readonly state: unknown; readonly acts: readonly LabEvent[] }[] = [
    { state: startRun(lab, scenario).stateAt(0), acts: [] },
  ];
  for (let depth = 0; depth < most; depth++) {
    const next: typeof edge = [];
    for (const { state, acts } of edge) {
      for (const event of events) {
        const step = stepLab(lab, state, event);
        if (!step.ok) continue;
        const key = JSON.stringify(step.state);
        if (seen.has(key)) continue;
        seen.add(key);
        const path = [...acts, event];
        if (settled(lab, step.state).some((one) => goal.met(one) === true)) return path;
        next.push({ state: step.state, acts: path });
        if (seen.size > 3000) return undefined;
      }
    }
    edge = next;
  }
  return undefined;
}

/** A state and those that follow by themselves. */
function settled(lab: AnyLab, from: unknown): readonly unknown[] {
  const states = [from];
  for (let count = 0; count < 60; count++) {
    const state = states.at(-1);
    const event = lab.next?.(state);
    const step = event && stepLab(lab, state, event);
    if (!step?.ok) break;
    states.push(step.state);
  }
  return states;
}
