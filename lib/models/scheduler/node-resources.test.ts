import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { allocationsOf, NON_ZERO_REQUESTS, percentOf } from "./allocations.ts";
import { balanceChangeScore, balancedAllocation, balancedAllocationScore } from "./balanced-allocation.ts";
import { fitNames, insufficientResources } from "./fit.ts";
import { leastAllocatedScore, mostAllocatedScore } from "./least-most-allocated.ts";
import { podRequest, type Resources } from "./pod-request.ts";
import { brokenLinear, requestedToCapacityRatioScore } from "./requested-to-capacity-ratio.ts";

const amounts = fc.record(
  { cpu: fc.nat(4000), memory: fc.nat(2 ** 40), "example.com/gpu": fc.nat(4) },
  { requiredKeys: [] },
);
const pod = fc.record({
  containers: fc.array(amounts, { maxLength: 3 }),
  initContainers: fc.array(amounts, { maxLength: 2 }),
  overhead: amounts,
});
const node = fc
  .record({ cpu: fc.nat(8000), memory: fc.nat(2 ** 42), pods: fc.nat(5), "example.com/gpu": fc.nat(8) })
  .map((allocatable) => ({ allocatable }));
const allocation = fc.record({
  weight: fc.integer({ min: 1, max: 100 }),
  requested: fc.nat(2 ** 50),
  podRequest: fc.constant(0),
  allocatable: fc.integer({ min: 1, max: 2 ** 50 }),
});
const allocations = fc.array(allocation, { maxLength: 4 });
const shape = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }),
    fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 5, maxLength: 5 }),
  )
  .map(([utilizations, scores]) =>
    utilizations
      .sort((one, other) => one - other)
      .map((utilization, index) => ({ utilization, score: scores[index]! })),
  );

test("a pod that fits leaves no resource above its capacity, and one that does not has a reason", () => {
  fc.assert(
    fc.property(pod, node, fc.array(pod, { maxLength: 4 }), (drawn, { allocatable }, podsOnNode) => {
      const lacking = insufficientResources({ pod: drawn, node: { allocatable }, podsOnNode });
      for (const { requested, used, capacity } of lacking) expect(requested + used).toBeGreaterThan(capacity);
      const names = lacking.map(({ resource }) => resource);
      expect(names.includes("pods")).toBe(podsOnNode.length >= allocatable.pods);
      for (const name of ["cpu", "memory", "example.com/gpu"] as const) {
        const used = podsOnNode.reduce((sum, one) => sum + podRequest(one, name), 0);
        const requested = podRequest(drawn, name);
        expect(names.includes(name)).toBe(requested > 0 && requested + used > allocatable[name]);
      }
    }),
    RUNS,
  );
});

test("a pod is not refused for a resource that it does not request, even on an overcommitted node", () => {
  const full = { containers: [{ cpu: 1000, memory: 99 }] };
  const input = { node: { allocatable: { cpu: 2000, memory: 10, pods: 9 } }, podsOnNode: [full] };
  expect(fitNames({ ...input, pod: { containers: [{ cpu: 500 }] } })).toEqual([]);
  expect(fitNames({ ...input, pod: { containers: [{ cpu: 1500, memory: 1 }] } })).toEqual(["cpu", "memory"]);
});

test("only extended resources can be left to somebody else", () => {
  const names = ["cpu", "hugepages-2Mi", "kubernetes.io/disk", "example.com/a", "example.com/b"];
  const request: Resources = Object.fromEntries(names.map((name) => [name, 1]));
  const input = { pod: { containers: [request] }, node: { allocatable: { pods: 1 } }, podsOnNode: [] };
  expect(fitNames({ ...input, ignoredResources: names.slice(0, 4) })).toEqual([
    "cpu",
    "example.com/b",
    "hugepages-2Mi",
    "kubernetes.io/disk",
  ]);
  expect(fitNames({ ...input, ignoredResourceGroups: ["example.com", "kubernetes.io"] })).toEqual([
    "cpu",
    "hugepages-2Mi",
    "kubernetes.io/disk",
  ]);
});

test("every score of a node's resources is a whole number from 0 to 100", () => {
  fc.assert(
    fc.property(allocations, shape, (drawn, points) => {
      const scores = [
        leastAllocatedScore(drawn),
        mostAllocatedScore(drawn),
        requestedToCapacityRatioScore(drawn, points),
        balancedAllocationScore(drawn),
      ];
      for (const score of scores) {
        expect(Number.isInteger(score)).toBe(true);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }
    }),
    RUNS,
  );
});

test("what is free and what is taken of one resource make 100, less at most the fractions", () => {
  fc.assert(
    fc.property(allocation, (drawn) => {
      const sum = leastAllocatedScore([drawn]) + mostAllocatedScore([drawn]);
      expect([99, 100]).toContain(sum);
    }),
    RUNS,
  );
});

test("more requests never raise the LeastAllocated score nor lower the MostAllocated one", () => {
  fc.assert(
    fc.property(allocations, fc.nat(2 ** 40), (drawn, more) => {
      const fuller = drawn.map((one) => ({ ...one, requested: one.requested + more }));
      expect(leastAllocatedScore(fuller)).toBeLessThanOrEqual(leastAllocatedScore(drawn));
      expect(mostAllocatedScore(fuller)).toBeGreaterThanOrEqual(mostAllocatedScore(drawn));
    }),
    RUNS,
  );
});

test("percentages of byte counts are exact beyond the integers of a double", () => {
  const bytes = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const [part, whole] = [Math.min(one, other), Math.max(one, other)];
      const percent = BigInt(percentOf(part, whole));
      expect(percent * BigInt(whole) <= BigInt(part) * 100n).toBe(true);
      expect((percent + 1n) * BigInt(whole) > BigInt(part) * 100n).toBe(true);
    }),
    RUNS,
  );
  // Doubles would make it 10.
  expect(percentOf(768_577_101_305_151, 7_685_771_013_051_511)).toBe(9);
});

test("the curve stays between the scores of its points and goes through each", () => {
  fc.assert(
    fc.property(shape, fc.integer({ min: -50, max: 150 }), (points, utilization) => {
      const scores = points.map(({ score }) => score);
      const score = brokenLinear({ shape: points, utilization });
      expect(score).toBeGreaterThanOrEqual(Math.min(...scores));
      expect(score).toBeLessThanOrEqual(Math.max(...scores));
      for (const point of points) {
        expect(brokenLinear({ shape: points, utilization: point.utilization })).toBe(point.score);
      }
    }),
    RUNS,
  );
});

test("equal shares balance perfectly, and the worst two make 50", () => {
  const half = { weight: 1, requested: 5, podRequest: 0, allocatable: 10 };
  expect(balancedAllocationScore([half, half, half])).toBe(100);
  expect(
    balancedAllocationScore([
      { ...half, requested: 0 },
      { ...half, requested: 99 },
    ]),
  ).toBe(50);
});

test("a pod that evens a node out scores above 75, one that unbalances it below", () => {
  const change = (before: readonly [number, number], pod: readonly [number, number]) =>
    balanceChangeScore(
      before.map((used, index) => {
        const podRequest = pod[index]!;
        return { weight: 1, requested: used + podRequest, podRequest, allocatable: 10 };
      }),
    );
  expect(change([0, 10], [10, 0])).toBe(100);
  expect(change([0, 0], [10, 0])).toBe(50);
  expect(change([2, 4], [3, 3])).toBe(75);
  fc.assert(
    fc.property(fc.nat(10), fc.nat(10), fc.nat(10), fc.nat(10), (cpu, memory, moreCpu, moreMemory) => {
      const score = change([cpu, memory], [moreCpu, moreMemory]);
      expect(score).toBeGreaterThanOrEqual(50);
      expect(score).toBeLessThanOrEqual(100);
    }),
    RUNS,
  );
});

test("a pod without requests is not scored for balance", () => {
  const nodes = [{ name: "a", allocatable: { cpu: 10, memory: 10 } }];
  const resources = [{ name: "cpu", weight: 1 }];
  expect(balancedAllocation({ pod: { containers: [{}] }, nodes, existingPods: [], resources })).toEqual({
    a: 0,
  });
});

test("a container without requests counts for a tenth of a core and 200 MiB, one that asks for 0 for 0", () => {
  const resources = ["cpu", "memory", "example.com/gpu"].map((name) => ({ name, weight: 1 }));
  const allocatable = { cpu: 1000, memory: 2 ** 30, "example.com/gpu": 1 };
  const requests = (containers: readonly Resources[]) =>
    allocationsOf({ containers }, { allocatable, pods: [{ containers }] }, resources, NON_ZERO_REQUESTS).map(
      ({ requested }) => requested,
    );
  expect(requests([{}])).toEqual([200, 400 * 2 ** 20]);
  expect(requests([{ cpu: 0, memory: 0 }])).toEqual([0, 0]);
});
