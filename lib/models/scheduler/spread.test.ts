import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { imageLocality, normalizedImageName } from "./image-locality.ts";
import { spreadFilter } from "./spread-filter.ts";
import { spreadScore } from "./spread-score.ts";
import type { ExistingPod, SpreadConstraint } from "./topology-spread.ts";
import { DEFAULT_WEIGHTS, weightedSum } from "./weighted-sum.ts";

const MIB = 2 ** 20;

const APP = { app: "web" };
const ZONES = ["a", "a", "b", "c"];
const NODES = ZONES.map((zone, index) => ({ name: `n${index}`, labels: { zone, host: `n${index}` } }));

const constraint = (more: Partial<SpreadConstraint> = {}): SpreadConstraint => ({
  maxSkew: 1,
  topologyKey: "zone",
  whenUnsatisfiable: "DoNotSchedule",
  selector: { matchLabels: APP },
  ...more,
});

const countIn = (pods: readonly ExistingPod[], domain: (node: string) => string, wanted: string) =>
  pods.filter(({ node }) => domain(node) === wanted).length;

test("pods placed where the filter lets them never spread by more than maxSkew, and one place is left", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom("zone", "host"),
      fc.array(fc.nat(), { maxLength: 15 }),
      (maxSkew, topologyKey, choices) => {
        const pod = { labels: APP, constraints: [constraint({ maxSkew, topologyKey })] };
        const domain = (name: string) =>
          NODES.find((node) => node.name === name)!.labels[topologyKey as "zone"];
        const domains = [...new Set(NODES.map(({ name }) => domain(name)))];
        const placed: ExistingPod[] = [];
        for (const choice of choices) {
          const statuses = Object.entries(spreadFilter({ pod, nodes: NODES, existingPods: placed }));
          const open = statuses.filter(([, status]) => status === "Success");
          expect(open.length).toBeGreaterThan(0);
          placed.push({ node: open[choice % open.length]![0], labels: APP });
          const counts = domains.map((one) => countIn(placed, domain, one));
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(maxSkew);
        }
      },
    ),
    RUNS,
  );
});

test("a node without the key cannot be helped; too few domains count as an empty one", () => {
  const nodes = [...NODES, { name: "bare", labels: {} }];
  const existingPods = ["n0", "n2", "n3"].map((node) => ({ node, labels: APP }));
  const pod = { labels: APP, constraints: [constraint()] };
  const status = spreadFilter({ pod, nodes, existingPods });
  expect([status.n0, status.bare]).toEqual(["Success", "UnschedulableAndUnresolvable"]);
  const four = { labels: APP, constraints: [constraint({ minDomains: 4 })] };
  expect(spreadFilter({ pod: four, nodes, existingPods }).n0).toBe("Unschedulable");
});

test("nodes that the pod may not use make no domain, and nobody's pods are counted without a selector", () => {
  const existingPods = ["n0", "n2"].map((node) => ({ node, labels: APP }));
  const pod = { labels: APP, constraints: [constraint()] };
  expect(spreadFilter({ pod, nodes: NODES, existingPods }).n0).toBe("Unschedulable");
  const requiredTerms = [{ matchExpressions: [{ key: "zone", operator: "NotIn", values: ["c"] }] }];
  const bound = { ...pod, requiredTerms };
  expect(spreadFilter({ pod: bound, nodes: NODES, existingPods }).n0).toBe("Success");
  const blind = { labels: APP, constraints: [constraint({ selector: null })] };
  expect(spreadFilter({ pod: blind, nodes: NODES, existingPods }).n0).toBe("Success");
});

test("spreading scores are whole, 0 to 100, never lower where there are fewer pods", () => {
  const placement = fc.array(fc.constantFrom("n0", "n1", "n2", "n3"), { maxLength: 20 });
  fc.assert(
    fc.property(placement, fc.integer({ min: 1, max: 4 }), (places, maxSkew) => {
      const existingPods = places.map((node) => ({ node, labels: APP }));
      const soft = constraint({ maxSkew, whenUnsatisfiable: "ScheduleAnyway" });
      const scores = spreadScore({ pod: { labels: APP, constraints: [soft] }, nodes: NODES, existingPods });
      const zoneOf = (name: string) => ZONES[Number(name.slice(1))]!;
      const pods = (name: string) => countIn(existingPods, zoneOf, zoneOf(name));
      for (const [one, score] of Object.entries(scores)) {
        expect(Number.isInteger(score)).toBe(true);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        for (const [other, otherScore] of Object.entries(scores)) {
          if (pods(one) < pods(other)) expect(score).toBeGreaterThanOrEqual(otherScore);
        }
      }
    }),
    RUNS,
  );
});

test("without a soft constraint spreading says nothing; a node without the key gets 0", () => {
  const hard = { pod: { constraints: [constraint()] }, nodes: NODES.slice(0, 1), existingPods: [] };
  expect(spreadScore(hard)).toEqual({ n0: 0 });
  const soft = constraint({ whenUnsatisfiable: "ScheduleAnyway" });
  const nodes = [NODES[0]!, { name: "bare", labels: {} }];
  expect(spreadScore({ pod: { constraints: [soft] }, nodes, existingPods: [] })).toEqual({
    n0: 100,
    bare: 0,
  });
});

const image = fc.record({
  names: fc.constantFrom(["a:1"], ["b:latest"], ["c:1", "c:latest"]),
  sizeBytes: fc.nat(4000 * MIB),
});
const imageNodes = fc
  .array(fc.array(image, { maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((drawn) => drawn.map((images, index) => ({ name: `n${index}`, images })));

test("image locality is whole, 0 to 100, and 0 on a node without the images", () => {
  fc.assert(
    fc.property(fc.subarray(["a:1", "b", "c"]), imageNodes, (containers, nodes) => {
      const scores = imageLocality({ containers, nodes });
      const wanted = containers.map(normalizedImageName);
      for (const { name, images } of nodes) {
        expect(Number.isInteger(scores[name])).toBe(true);
        expect(scores[name]).toBeGreaterThanOrEqual(0);
        expect(scores[name]).toBeLessThanOrEqual(100);
        const has = images.some(({ names }) => names.some((one) => wanted.includes(one)));
        if (!has) expect(scores[name]).toBe(0);
      }
    }),
    RUNS,
  );
});

test("a registry's port is no tag, a digest is as good as one", () => {
  expect(["a", "host:5000/a", "host:5000/a:1", "a@sha256:0"].map(normalizedImageName)).toEqual([
    "a:latest",
    "host:5000/a:latest",
    "host:5000/a:1",
    "a@sha256:0",
  ]);
});

test("the sum of a node's scores weighs each plugin, by default as the default profile does", () => {
  const plugin = fc.constantFrom("TaintToleration", "NodeResourcesFit", "ImageLocality");
  const byNode = fc.record({ a: fc.nat(100), b: fc.nat(100) });
  fc.assert(
    fc.property(fc.dictionary(plugin, byNode, { minKeys: 1 }), (scores) => {
      const sums = weightedSum({ scores });
      for (const node of ["a", "b"] as const) {
        let sum = 0;
        for (const [name, one] of Object.entries(scores)) sum += (DEFAULT_WEIGHTS[name] ?? 1) * one[node];
        expect(sums[node]).toBe(sum);
      }
    }),
    RUNS,
  );
});
