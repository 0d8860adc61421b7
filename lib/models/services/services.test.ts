import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { categorizeEndpoints } from "./categorize-endpoints.ts";
import { endpointConditions } from "./endpoint-conditions.ts";
import { hostMatches, ingressPick, pathMatches } from "./ingress-path.ts";
import { iptablesProbabilities, overallShare } from "./iptables.ts";
import { ipvsLeastConnection, ipvsRoundRobin } from "./ipvs.ts";
import { affinity } from "./session-affinity.ts";

const path = fc
  .array(fc.constantFrom("a", "aa", "b", ""), { maxLength: 4 })
  .map((elements) => `/${elements.join("/")}`);

test("a slash at the end or twice makes no difference to a prefix, but does to an exact path", () => {
  fc.assert(
    fc.property(path, path, (rule, request) => {
      const plain = pathMatches({ pathType: "Prefix", path: rule, request });
      expect(pathMatches({ pathType: "Prefix", path: `${rule}/`, request })).toBe(plain);
      expect(pathMatches({ pathType: "Prefix", path: rule, request: `/${request}//` })).toBe(plain);
      expect(pathMatches({ pathType: "Exact", path: `${request}/`, request })).toBe(false);
    }),
    RUNS,
  );
});

test("a prefix takes all that lies under it", () => {
  fc.assert(
    fc.property(path, path, (rule, under) => {
      expect(pathMatches({ pathType: "Prefix", path: rule, request: `${rule}${under}` })).toBe(true);
      expect(pathMatches({ pathType: "Prefix", path: "/", request: under })).toBe(true);
    }),
    RUNS,
  );
});

test("the rule that is picked matches, and no longer path does", () => {
  const rule = fc.record({ pathType: fc.constantFrom("Exact", "Prefix"), path });
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 6 }), path, (rules, request) => {
      const fitting = rules.filter((one) => pathMatches({ ...one, request }));
      const longest = Math.max(...fitting.map((one) => one.path.length));
      const picked = ingressPick({ rules, request });
      if (picked === null) expect(fitting).toEqual([]);
      else expect(rules[picked]!.path).toHaveLength(longest);
    }),
    RUNS,
  );
});

test("a wildcard covers one label, not none and not two", () => {
  const match = (hostHeader: string) => hostMatches({ ruleHost: "*.foo.com", hostHeader });
  expect(["bar.foo.com", "BAR.foo.com"].map(match)).toEqual([true, true]);
  expect(["foo.com", ".foo.com", "a.b.foo.com", "barfoo.com"].map(match)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(hostMatches({ ruleHost: "", hostHeader: "any.where" })).toBe(true);
});

const endpoint = fc.record({
  zones: fc.subarray(["a", "b"]),
  local: fc.boolean(),
  podReady: fc.boolean(),
  deleting: fc.boolean(),
});
const service = fc.record({
  internalPolicyLocal: fc.boolean(),
  externalPolicyLocal: fc.boolean(),
  externallyAccessible: fc.boolean(),
  hintsAnnotation: fc.constantFrom("", "auto", "Auto", "AUTO"),
  zone: fc.constantFrom("", "a", "c"),
  proxyTerminatingEndpoints: fc.boolean(),
  endpoints: fc.array(endpoint, { maxLength: 6 }).map((drawn) =>
    drawn.map(({ zones, local, ...pod }, index) => ({
      address: `10.0.0.${index}:80`,
      zones,
      local,
      ...endpointConditions({ ...pod, publishNotReady: false }),
    })),
  ),
});

test("traffic under the Cluster policy has an endpoint whenever any pod is ready", () => {
  fc.assert(
    fc.property(service, (view) => {
      const { cluster } = categorizeEndpoints(view);
      const ready = view.endpoints.filter((one) => one.ready);
      if (cluster !== null && ready.length > 0) expect(cluster.length).toBeGreaterThan(0);
    }),
    RUNS,
  );
});

test("the Local policy never leaves the node, and the reachable endpoints are the union", () => {
  fc.assert(
    fc.property(service, (view) => {
      const { cluster, local, all } = categorizeEndpoints(view);
      const here = view.endpoints.filter((one) => one.local).map(({ address }) => address);
      for (const address of local ?? []) expect(here).toContain(address);
      expect(new Set(all)).toEqual(new Set([...(cluster ?? []), ...(local ?? [])]));
      expect(all).toHaveLength(new Set(all).size);
    }),
    RUNS,
  );
});

test("a pod that is not ready gets traffic only while it terminates and nobody else is ready", () => {
  fc.assert(
    fc.property(service, (view) => {
      const used = view.endpoints.filter(({ address }) => categorizeEndpoints(view).all.includes(address));
      for (const { serving, terminating } of used.filter(({ ready }) => !ready)) {
        expect(view.proxyTerminatingEndpoints && serving && terminating).toBe(true);
      }
    }),
    RUNS,
  );
});

test("the rules' probabilities give every endpoint the same share", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (n) => {
      let left = 1;
      for (const text of iptablesProbabilities(n)) {
        const share = left * (text === null ? 1 : Number(text));
        expect(share).toBeCloseTo(1 / n, 8);
        left -= share;
      }
      for (const share of overallShare(n)) expect(share).toBeCloseTo(1 / n, 6);
    }),
    RUNS,
  );
  expect([iptablesProbabilities(0), overallShare(0)]).toEqual([[], []]);
});

test("a client that never pauses as long as the timeout stays where it is", () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 59 }), { maxLength: 20 });
  fc.assert(
    fc.property(gaps, (drawn) => {
      let atSec = 0;
      const requests = drawn.map((gap) => {
        atSec += gap;
        return { client: "x", atSec };
      });
      const endpoints = affinity({ timeoutSec: 60, picks: ["a", "b"], requests });
      expect(new Set(endpoints).size).toBeLessThanOrEqual(1);
    }),
    RUNS,
  );
});

test("picks start over at their end, and without endpoints nothing answers", () => {
  const requests = ["x", "y", "z"].map((client) => ({ client, atSec: 0 }));
  expect(affinity({ timeoutSec: 1, picks: ["a", "b"], requests })).toEqual(["a", "b", "a"]);
  expect(affinity({ timeoutSec: 1, picks: [], requests })).toEqual([null, null, null]);
  expect(ipvsRoundRobin({ servers: [], n: 2 })).toEqual([null, null]);
});

test("least connection takes the least busy server that takes any", () => {
  const server = fc.record({ active: fc.nat(5), inactive: fc.nat(600), weight: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(server, { maxLength: 6 }), (drawn) => {
      const servers = drawn.map((one, index) => ({ ...one, name: String(index) }));
      const open = servers.filter(({ weight }) => weight > 0);
      const busy = open.map(({ active, inactive }) => 256 * active + inactive);
      expect(ipvsLeastConnection({ servers })).toBe(open[busy.indexOf(Math.min(...busy))]?.name ?? null);
    }),
    RUNS,
  );
});
