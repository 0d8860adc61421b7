import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { jumpHash, ringLookup } from "./consistent-hash.ts";
import { powerOfTwo, weightedLeastConnections } from "./least-connections.ts";
import { reconcile } from "./swarm-restart.ts";
import { compareSwarmNodes, placeSwarmTasks, swarmPreference, swarmSpread } from "./swarm-spread.ts";
import { smoothWeightedRoundRobin } from "./weighted-round-robin.ts";

const weights = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });
const serversOf = (drawn: readonly number[]) =>
  drawn.map((weight, index) => ({ name: String(index), weight }));

test("over one cycle each server gets exactly its weight, and the next cycle is the same", () => {
  fc.assert(
    fc.property(weights, (drawn) => {
      const servers = serversOf(drawn);
      const cycle = drawn.reduce((sum, weight) => sum + weight, 0);
      const picks = smoothWeightedRoundRobin({ servers, n: 2 * cycle });
      for (const { name, weight } of servers) {
        expect(picks.slice(0, cycle).filter((pick) => pick === name)).toHaveLength(weight);
      }
      expect(picks.slice(cycle)).toEqual(picks.slice(0, cycle));
    }),
    RUNS,
  );
});

test("weighted round robin is smooth: no server is ever as many turns off its share as there are servers", () => {
  fc.assert(
    fc.property(weights, (drawn) => {
      const servers = serversOf(drawn);
      const cycle = drawn.reduce((sum, weight) => sum + weight, 0);
      const picks = smoothWeightedRoundRobin({ servers, n: cycle });
      for (const { name, weight } of servers) {
        let got = 0;
        for (const [index, pick] of picks.entries()) {
          if (pick === name) got++;
          const due = ((index + 1) * weight) / cycle;
          expect(Math.abs(got - due)).toBeLessThan(servers.length);
        }
      }
      const equal = serversOf(drawn.map(() => 3));
      const names = smoothWeightedRoundRobin({ servers: equal, n: equal.length });
      expect(names).toEqual(equal.map(({ name }) => name));
    }),
    RUNS,
  );
});

test("a server that is down gets nothing, and none at all answers null", () => {
  const servers = [
    { name: "a", weight: 5, down: true },
    { name: "b", weight: 1 },
  ];
  expect(smoothWeightedRoundRobin({ servers, n: 3 })).toEqual(["b", "b", "b"]);
  expect(smoothWeightedRoundRobin({ servers: servers.slice(0, 1), n: 2 })).toEqual([null, null]);
  expect(weightedLeastConnections({ servers: [] })).toBeNull();
});

test("least connections takes a server that none undercuts", () => {
  const server = fc.record({
    connections: fc.nat(20),
    weight: fc.integer({ min: 1, max: 9 }),
    down: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(server, { maxLength: 6 }), (drawn) => {
      const servers = drawn.map((one, index) => ({ ...one, name: String(index) }));
      const up = servers.filter(({ down }) => !down);
      const ratios = up.map(({ connections, weight }) => connections / weight);
      const name = weightedLeastConnections({ servers });
      expect(name).toBe(up[ratios.indexOf(Math.min(...ratios))]?.name ?? null);
    }),
    RUNS,
  );
});

test("two choices never raise the highest load while the other choice is lower", () => {
  const pair = fc.constantFrom<[string, string]>(["a", "b"], ["b", "c"], ["c", "a"]);
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
      const picks = powerOfTwo({ loads: {}, pairs });
      const loadAt = (end: number, name: string) => picks.slice(0, end).filter((one) => one === name).length;
      for (const [index, [one, other]] of pairs.entries()) {
        const lost = picks[index] === one ? other : one;
        expect(loadAt(index, picks[index]!)).toBeLessThanOrEqual(loadAt(index, lost));
      }
    }),
    RUNS,
  );
});

test("a new bucket takes keys from all others and moves no other key", () => {
  const key = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
  fc.assert(
    fc.property(key, fc.integer({ min: 1, max: 200 }), (drawn, buckets) => {
      const before = jumpHash({ key: drawn, buckets });
      const after = jumpHash({ key: drawn, buckets: buckets + 1 });
      expect(before).toBeGreaterThanOrEqual(0);
      expect(before).toBeLessThan(buckets);
      expect([before, buckets]).toContain(after);
    }),
    RUNS,
  );
  const keys = Array.from({ length: 10_000 }, (_, index) => String(index));
  const moved = keys.filter(
    (one) => jumpHash({ key: one, buckets: 9 }) !== jumpHash({ key: one, buckets: 10 }),
  );
  // One key in ten: 1000 give or take four standard deviations of 30.
  expect(Math.abs(moved.length - 1000)).toBeLessThan(120);
});

test("the paper's published hashes", () => {
  const published = [
    ["0", 1, 0],
    ["256", 1024, 520],
    ["10863919174838991", 11, 6],
    ["2016238256797177309", 11, 3],
  ] as const;
  for (const [key, buckets, bucket] of published) expect(jumpHash({ key, buckets })).toBe(bucket);
});

test("removing a node from a ring moves only its own keys", () => {
  const point = fc.record({ hash: fc.nat(1000), node: fc.constantFrom("a", "b", "c") });
  const ring = fc.uniqueArray(point, { minLength: 1, maxLength: 20, selector: ({ hash }) => hash });
  fc.assert(
    fc.property(ring, fc.array(fc.nat(1100)), (points, keys) => {
      const before = ringLookup({ points, keys });
      const after = ringLookup({ points: points.filter(({ node }) => node !== "b"), keys });
      for (const [index, node] of before.entries()) if (node !== "b") expect(after[index]).toBe(node);
    }),
    RUNS,
  );
  expect(ringLookup({ points: [], keys: [1] })).toEqual([null]);
});

const healthyNode = fc.record({ tasks: fc.nat(5), others: fc.nat(5) }).map(({ tasks, others }) => ({
  id: "",
  serviceTasks: tasks,
  totalTasks: tasks + others,
  recentFailures: 0,
}));

test("a swarm places every task, and fills valleys before it raises peaks", () => {
  fc.assert(
    fc.property(fc.array(healthyNode, { minLength: 1, maxLength: 6 }), fc.nat(20), (nodes, tasks) => {
      const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
      const before = nodes.map(({ serviceTasks }) => serviceTasks);
      const after = swarmSpread({ nodes, tasks });
      expect(sum(after)).toBe(sum(before) + tasks);
      const touched = placeSwarmTasks(nodes, tasks).filter((node, at) => node.serviceTasks > before[at]!);
      for (const node of touched) expect(node.serviceTasks).toBeLessThanOrEqual(after[0]! + 1);
    }),
    RUNS,
  );
});

test("a node with five recent failures comes last; a drained or full one gets nothing", () => {
  const node = { id: "n", serviceTasks: 0, totalTasks: 0, recentFailures: 0 };
  expect(compareSwarmNodes({ ...node, recentFailures: 5 }, { ...node, serviceTasks: 9 })).toBeGreaterThan(0);
  expect(compareSwarmNodes({ ...node, recentFailures: 4 }, { ...node, serviceTasks: 9 })).toBeLessThan(0);
  const nodes = [{ ...node, drained: true }, { ...node, maxReplicas: 1 }, node];
  expect(placeSwarmTasks(nodes, 4).map(({ serviceTasks }) => serviceTasks)).toEqual([0, 1, 3]);
});

test("a preference levels the branches as far as their room goes", () => {
  const branch = fc.record({ existing: fc.nat(5), room: fc.nat(5) });
  fc.assert(
    fc.property(fc.record({ a: branch, b: branch, c: branch }), fc.nat(20), (groups, tasks) => {
      const added = swarmPreference({ groups, tasks });
      const entries = Object.entries(groups).map(([name, one]) => ({ ...one, added: added[name]! }));
      const placed = entries.reduce((total, one) => total + one.added, 0);
      expect(placed).toBe(
        Math.min(
          tasks,
          entries.reduce((total, { room }) => total + room, 0),
        ),
      );
      for (const one of entries.filter((entry) => entry.added > 0)) {
        for (const other of entries.filter((entry) => entry.added < entry.room)) {
          expect(one.existing + one.added).toBeLessThanOrEqual(other.existing + other.added + 1);
        }
      }
    }),
    RUNS,
  );
});

test("what is created and removed makes the desired number of tasks", () => {
  const slot = fc.record({ state: fc.constantFrom("running", "starting", "failed", "completed") });
  fc.assert(
    fc.property(fc.nat(9), fc.array(slot), (desired, slots) => {
      const { create, remove } = reconcile({ desired, slots });
      const alive = slots.filter(({ state }) => state === "running" || state === "starting").length;
      expect(alive + create - remove).toBe(desired);
      expect(Math.min(create, remove)).toBe(0);
    }),
    RUNS,
  );
});
