import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { boundWithoutBehavior, scaleUpLimit } from "./bounds.ts";
import { groupPods, type HpaPod } from "./group-pods.ts";
import { perPodMetricReplicas, podsMetricReplicas, valueMetricReplicas } from "./metric-replicas.ts";
import { reconcileCpu } from "./reconcile-cpu.ts";
import { resourceReplicas } from "./resource-replicas.ts";
import {
  boundWithBehavior,
  type ScalingPolicy,
  scaleDownLimitWithRules,
  scaleUpLimitWithRules,
  storeScaleEvent,
} from "./scaling-rules.ts";
import { stabilize, stabilizeWithBehavior } from "./stabilize.ts";

const READY: HpaPod = {
  name: "",
  phase: "Running",
  ready: true,
  startedSecAgo: 3600,
  readyTransitionSecAgo: 3590,
  requestMilli: 1000,
};
const SIZE = fc.nat(200);
const PODS = fc
  .array(
    fc.record({
      phase: fc.constantFrom("Running", "Running", "Running", "Pending", "Failed", "Succeeded"),
      ready: fc.constantFrom(true, true, false, null),
      deleting: fc.boolean(),
      startedSecAgo: fc.constantFrom(null, 10, 600),
      readyTransitionSecAgo: fc.constantFrom(5, 580, 595),
      requestMilli: fc.constantFrom(100, 250, 1000),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((pod, index): HpaPod => ({ ...pod, name: `pod-${index}` })));
const METRICS = fc.uniqueArray(
  fc.record({ pod: fc.nat(9).map((index) => `pod-${index}`), valueMilli: fc.nat(3000) }),
  { selector: ({ pod }) => pod, maxLength: 10 },
);
const POLICIES = fc.array(
  fc.record<ScalingPolicy>({
    type: fc.constantFrom("Pods", "Percent"),
    value: fc.integer({ min: 1, max: 200 }),
    periodSec: fc.constantFrom(15, 60, 300),
  }),
  { minLength: 1, maxLength: 3 },
);
const RULES = fc.option(
  fc.record({ selectPolicy: fc.constantFrom("Max", "Min", "Disabled", null), policies: POLICIES }),
);
const EVENTS = fc.array(fc.record({ change: fc.nat(20), secAgo: fc.nat(400) }), { maxLength: 5 });
const RECOMMENDATIONS = fc.array(fc.record({ replicas: SIZE, secAgo: fc.nat(600) }), { maxLength: 6 });

test("a pass sets a size between the minimum and the maximum, or leaves a stopped autoscaler at 0", () => {
  const bounds = fc.tuple(fc.nat(20), fc.nat(20)).map(([min, more]) => ({ min, max: min + more }));
  fc.assert(
    fc.property(bounds, fc.nat(40), PODS, METRICS, fc.option(RECOMMENDATIONS), (limits, size, ...rest) => {
      const [pods, metrics, recommendations] = rest;
      const input = { ...limits, specReplicas: size, targetUtilization: 50, pods, metrics, recommendations };
      const { replicas } = reconcileCpu(input);
      if (size === 0 && limits.min > 0) {
        expect(replicas).toBe(0);
        return;
      }
      expect(replicas).toBeGreaterThanOrEqual(limits.min);
      expect(replicas).toBeLessThanOrEqual(limits.max);
      if (recommendations === null && size <= limits.max) expect(replicas).toBeGreaterThanOrEqual(size);
    }),
    RUNS,
  );
});

test("with and without a behavior the bounds hold, and one pass grows no further than its limit", () => {
  fc.assert(
    fc.property(
      SIZE,
      SIZE,
      SIZE,
      SIZE,
      RULES,
      RULES,
      EVENTS,
      EVENTS,
      (current, desired, low, more, ...rest) => {
        const [scaleUp, scaleDown, upEvents, downEvents] = rest;
        const limits = { current, desired, min: low, max: low + more };
        const plain = boundWithoutBehavior(limits);
        expect(plain.replicas).toBeLessThanOrEqual(
          Math.max(low, Math.min(low + more, scaleUpLimit(current))),
        );
        expect(plain.replicas).toBeGreaterThanOrEqual(Math.min(low, desired, scaleUpLimit(current)));

        const { replicas, reason } = boundWithBehavior({
          ...limits,
          scaleUp,
          scaleDown,
          upEvents,
          downEvents,
        });
        if (reason === "DesiredWithinRange") {
          expect(replicas).toBe(desired);
          return;
        }
        // Whatever stopped it, the size lies between the wish and the larger of current size and bound.
        const towards =
          desired > current ? [Math.min(current, limits.max), desired] : [desired, Math.max(current, low)];
        expect(replicas).toBeGreaterThanOrEqual(towards[0]!);
        expect(replicas).toBeLessThanOrEqual(towards[1]!);
      },
    ),
    RUNS,
  );
});

test("Min never allows more change than Max, and Disabled none", () => {
  fc.assert(
    fc.property(SIZE, POLICIES, EVENTS, EVENTS, (current, policies, upEvents, downEvents) => {
      const events = { upEvents, downEvents };
      const up = (selectPolicy: "Max" | "Min" | "Disabled") =>
        scaleUpLimitWithRules(current, { selectPolicy, policies }, events);
      const down = (selectPolicy: "Max" | "Min" | "Disabled") =>
        scaleDownLimitWithRules(current, { selectPolicy, policies }, events);
      expect(up("Min")).toBeLessThanOrEqual(up("Max"));
      expect(down("Min")).toBeGreaterThanOrEqual(down("Max"));
      expect([up("Disabled"), down("Disabled")]).toEqual([current, current]);
    }),
    RUNS,
  );
});

test("missing rules take the defaults one by one, and an empty list of policies stays empty", () => {
  expect(scaleUpLimitWithRules(3, null)).toBe(7);
  expect(scaleUpLimitWithRules(3, { selectPolicy: "Min" })).toBe(6);
  expect(scaleDownLimitWithRules(3, { stabilizationWindowSec: 0 })).toBe(0);
  expect(boundWithBehavior({ current: 3, desired: 9, min: 1, max: 10, scaleUp: { policies: [] } })).toEqual({
    replicas: 3,
    reason: "ScaleUpLimit",
  });
});

test("stabilizing waits with the change and never turns it round", () => {
  fc.assert(
    fc.property(SIZE, SIZE, RECOMMENDATIONS, fc.nat(600), fc.nat(600), (current, desired, log, up, down) => {
      expect(stabilize({ desired, recommendations: log }).replicas).toBeGreaterThanOrEqual(desired);
      const { replicas, log: after } = stabilizeWithBehavior({
        current,
        desired,
        recommendations: log,
        scaleUpWindowSec: up,
        scaleDownWindowSec: down,
      });
      const [least, most] = desired > current ? [current, desired] : [desired, current];
      expect(replicas).toBeGreaterThanOrEqual(least);
      expect(replicas).toBeLessThanOrEqual(most);
      expect(after).toContainEqual({ replicas: desired, secAgo: 0 });
      expect(after.length - log.length).toBeLessThanOrEqual(1);
    }),
    RUNS,
  );
});

test("a recommendation of exactly the window's age still counts without a behavior, and is forgotten by none", () => {
  const log = [{ replicas: 9, secAgo: 300 }];
  expect(stabilize({ desired: 3, recommendations: log })).toEqual({
    replicas: 9,
    log: [...log, { replicas: 3, secAgo: 0 }],
  });
  expect(stabilizeWithBehavior({ current: 9, desired: 3, recommendations: log })).toEqual({
    replicas: 3,
    log: [...log, { replicas: 3, secAgo: 0 }],
  });
});

test("every pod is in one group at most, and only for CPU does its age matter", () => {
  fc.assert(
    fc.property(PODS, METRICS, (pods, metrics) => {
      const counted = pods.filter(({ deleting, phase }) => !deleting && phase !== "Failed").length;
      const cpu = groupPods({ pods, metrics, resource: "cpu" });
      const memory = groupPods({ pods, metrics, resource: "memory" });
      for (const { ready, unready, missing } of [cpu, memory]) {
        expect(ready + unready.length + missing.length).toBe(counted);
      }
      expect(memory.missing).toEqual(cpu.missing);
      expect(memory.ready).toBeGreaterThanOrEqual(cpu.ready);
    }),
    RUNS,
  );
});

test("the same load on all pods asks for a size in proportion to it", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 300 }), (count, percent) => {
      const pods = Array.from({ length: count }, (_, index) => ({ ...READY, name: `pod-${index}` }));
      const metrics = pods.map(({ name }) => ({ pod: name, valueMilli: percent * 10 }));
      const result = resourceReplicas({
        currentReplicas: count,
        resource: "cpu",
        targetUtilization: 50,
        pods,
        metrics,
      });
      const wanted = percent >= 45 && percent <= 55 ? count : Math.ceil((percent / 50) * count);
      expect(result).toEqual({ replicas: wanted, utilization: percent, rawAverageMilli: percent * 10 });
    }),
    RUNS,
  );
});

test("a pod without a sample only makes a change smaller", () => {
  const metric = fc.nat(3000);
  fc.assert(
    fc.property(
      fc.array(metric, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      (values, gone) => {
        const size = values.length + gone;
        const pods = Array.from({ length: size }, (_, index) => ({ ...READY, name: `pod-${index}` }));
        const metrics = values.map((valueMilli, index) => ({ pod: `pod-${index}`, valueMilli }));
        const input = { currentReplicas: size, resource: "cpu", targetUtilization: 50, metrics };
        const { replicas, utilization } = resourceReplicas({ ...input, pods }) as {
          readonly replicas: number;
          readonly utilization: number;
        };
        if (utilization > 50) expect(replicas).toBeGreaterThanOrEqual(size);
        if (utilization < 50) expect(replicas).toBeLessThanOrEqual(size);
        expect(replicas).toBeLessThanOrEqual(Math.max(size, Math.ceil((utilization / 50) * size)));
      },
    ),
    RUNS,
  );
});

test("pods at their target with one sample missing keep their size", () => {
  const pods = ["a", "b"].map((name) => ({ ...READY, name }));
  const metrics = [{ pod: "a", valueMilli: 500 }];
  expect(podsMetricReplicas({ currentReplicas: 2, targetMilli: 500, pods, metrics })).toEqual({
    replicas: 2,
    averageMilli: 500,
  });
});

test("a size of 0 may grow by a metric that no pod carries", () => {
  const metric = { currentReplicas: 0, valuesMilli: [1500, 1000] };
  expect(valueMetricReplicas({ ...metric, targetMilli: 1000 })).toEqual({ replicas: 3, valueMilli: 2500 });
  expect(perPodMetricReplicas({ ...metric, targetAverageMilli: 1000 })).toEqual({
    replicas: 3,
    averageMilli: 0,
  });
});

test("nothing is known of no pods, of no samples, and of a pod without a request", () => {
  const target = { currentReplicas: 1, resource: "cpu", targetUtilization: 50 };
  const metrics = [{ pod: "a", valueMilli: 1 }];
  const pods = [{ ...READY, name: "a" }];
  const error = (text: string) => ({ error: expect.stringContaining(text) });
  expect(resourceReplicas({ ...target, pods: [], metrics })).toEqual(error("no pods returned"));
  expect(resourceReplicas({ ...target, pods, metrics: [] })).toEqual(error("no metrics returned from"));
  const without = [{ ...READY, name: "a", requestMilli: null }];
  expect(resourceReplicas({ ...target, pods: without, metrics })).toEqual(error("missing request for cpu"));
  const unready = [{ ...READY, name: "a", ready: null }];
  expect(resourceReplicas({ ...target, pods: unready, metrics })).toEqual(error("did not receive metrics"));
});

test("the log of changes grows only while all of it is young enough for a policy", () => {
  fc.assert(
    fc.property(EVENTS, fc.nat(20), POLICIES, (events, change, policies) => {
      const longest = Math.max(...policies.map(({ periodSec }) => periodSec));
      const log = storeScaleEvent({ events, change, rules: { policies } });
      const young = events.every(({ secAgo }) => secAgo <= longest);
      expect(log).toHaveLength(young ? events.length + 1 : events.length);
      expect(log.filter(({ outdated }) => !outdated)).toContainEqual({ change, outdated: false });
    }),
    RUNS,
  );
});
