import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { backoffTrace, backoffValues, crashLoopDelays } from "./backoff.ts";
import { evictionOrder } from "./eviction-order.ts";
import { oomScoreAdj } from "./oom-score.ts";
import { type ContainerState, podPhase, type RestartPolicy } from "./pod-phase.ts";
import { doProbe, type ProbeResult, type ProbeType, probeSequence } from "./probes.ts";
import { qosClass } from "./qos-class.ts";

const POLICY = fc.constantFrom<RestartPolicy>("Always", "OnFailure", "Never");
const EXIT_CODE = fc.constantFrom(0, 1, 137);
const CONTAINER = fc.oneof(
  fc.constant(null),
  fc.record({ state: fc.constant("running" as const) }),
  fc.record({ state: fc.constant("terminated" as const), exitCode: EXIT_CODE }),
  fc.record({ state: fc.constant("waiting" as const), lastExitCode: fc.option(EXIT_CODE) }),
);
const CONTAINERS = fc.array<ContainerState | null>(CONTAINER, { minLength: 1, maxLength: 4 });

test("a pod ends only if its containers may stay stopped, and one that never restarts does end", () => {
  fc.assert(
    fc.property(POLICY, CONTAINERS, (restartPolicy, containers) => {
      const phase = podPhase({ restartPolicy, containers });
      if (restartPolicy === "Always") expect(["Pending", "Running"]).toContain(phase);
      if (restartPolicy === "OnFailure") expect(phase).not.toBe("Failed");
      if (containers.every((one) => one?.state === "terminated") && restartPolicy === "Never") {
        expect(phase).toBe(containers.every((one) => one?.exitCode === 0) ? "Succeeded" : "Failed");
      }
      if (containers.includes(null)) expect(phase).toBe("Pending");
    }),
    RUNS,
  );
});

test("a crash loop runs under Always, and a failed init container ends only a pod that never restarts", () => {
  const crashing: ContainerState = { state: "waiting", lastExitCode: 1 };
  const phases = (containers: readonly ContainerState[], initContainers: readonly ContainerState[] = []) =>
    (["Always", "OnFailure", "Never"] as const).map((restartPolicy) =>
      podPhase({ restartPolicy, containers, initContainers }),
    );
  expect(phases([crashing])).toEqual(["Running", "Running", "Failed"]);
  expect(phases([{ state: "waiting" }], [crashing])).toEqual(["Pending", "Pending", "Failed"]);
  expect(phases([{ state: "waiting", lastExitCode: 0 }])).toEqual(["Running", "Running", "Failed"]);
  expect(podPhase({ containers: [] })).toBe("Pending");
});

test("an init container that runs again does not make a running pod pending", () => {
  const running: ContainerState = { state: "running" };
  expect(podPhase({ containers: [running], initContainers: [running] })).toBe("Running");
  expect(podPhase({ containers: [{ state: "waiting" }], initContainers: [running] })).toBe("Pending");
});

test("a limit without a request is Burstable, for it is the API server that fills the request in", () => {
  const limits = { cpu: 100, memory: 100 };
  expect(qosClass({ containers: [{ limits }] })).toBe("Burstable");
  expect(qosClass({ containers: [{ limits, requests: limits }] })).toBe("Guaranteed");
  expect(qosClass({ containers: [{ limits, requests: limits }], initContainers: [{}] })).toBe("Burstable");
  expect(qosClass({ containers: [] })).toBe("BestEffort");
});

test("the kernel kills BestEffort first, Guaranteed last, and in between whoever asked for less", () => {
  const capacity = 16 * 2 ** 30;
  const adj = (qos: "Guaranteed" | "Burstable" | "BestEffort", memoryRequestBytes: number) =>
    oomScoreAdj({ qos, memoryRequestBytes, memoryCapacityBytes: capacity });
  fc.assert(
    fc.property(fc.nat(2 * capacity), fc.nat(2 * capacity), (some, other) => {
      const [less, more] = some < other ? [some, other] : [other, some];
      expect(adj("Burstable", more)).toBeLessThanOrEqual(adj("Burstable", less));
      expect(adj("Burstable", less)).toBeLessThan(adj("BestEffort", less));
      expect(adj("Burstable", more)).toBeGreaterThan(adj("Guaranteed", more));
    }),
    RUNS,
  );
  expect([adj("Burstable", 0), adj("Burstable", 2 * capacity)]).toEqual([999, 3]);
});

test("pauses double up to the longest and begin anew after a long quiet", () => {
  const limits = fc.record({
    initialSec: fc.integer({ min: 1, max: 20 }),
    maxSec: fc.integer({ min: 20, max: 400 }),
  });
  fc.assert(
    fc.property(limits, fc.array(fc.nat(1000), { maxLength: 12 }), (bounds, runSec) => {
      const delays = crashLoopDelays({ ...bounds, runSec });
      const values = backoffValues({ ...bounds, steps: runSec.length + 1 });
      let step = 0;
      for (const [index, delay] of delays.entries()) {
        if (runSec[index]! > 2 * bounds.maxSec) step = 0;
        expect(delay).toBe(values[step]);
        expect(delay).toBeLessThanOrEqual(bounds.maxSec);
        step += 1;
      }
    }),
    RUNS,
  );
});

test("restarts of the kubelet wait 10 s, twice as long each time, at most 5 minutes", () => {
  expect(crashLoopDelays({ runSec: Array(9).fill(1) })).toEqual([0, 10, 20, 40, 80, 160, 300, 300, 300]);
  expect(crashLoopDelays({ runSec: [1, 1, 600, 601] })).toEqual([0, 10, 20, 0]);
});

test("no two raises are nearer than the pause between them", () => {
  const ticks = fc.array(fc.nat(300), { maxLength: 40 }).map((all) => all.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(ticks, (all) => {
      const trace = backoffTrace({ initialSec: 2, maxSec: 30, ticks: all });
      const raised = trace.filter(({ inBackOff }) => !inBackOff).map(({ tick }) => tick);
      const gaps = raised.slice(1).map((tick, index) => tick - raised[index]!);
      for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(2);
      expect(trace.map(({ tick }) => tick)).toEqual(all);
    }),
    RUNS,
  );
});

test("a probe's state changes only after its threshold of equal results in a row", () => {
  const results = fc.array(fc.constantFrom<ProbeResult>("success", "failure"), { maxLength: 30 });
  const threshold = fc.integer({ min: 1, max: 5 });
  const types = fc.constantFrom<ProbeType>("liveness", "readiness", "startup");
  fc.assert(
    fc.property(types, results, threshold, threshold, (type, all, successThreshold, failureThreshold) => {
      const states = probeSequence({ type, results: all, successThreshold, failureThreshold });
      for (const [index, state] of states.entries()) {
        if (index === 0 || state === states[index - 1]) continue;
        const needed = state === "success" ? successThreshold : failureThreshold;
        expect(all.slice(index + 1 - needed, index + 1)).toEqual(Array(needed).fill(state));
      }
      expect(states).toHaveLength(all.length);
    }),
    RUNS,
  );
});

test("a pod that ended is probed no more, and during its delay a container is taken as before any result", () => {
  const probe = {
    type: "startup",
    podStatus: "Running",
    container: "running",
    probeResult: "failure",
  } as const;
  expect(doProbe({ ...probe, podStatus: "Succeeded", container: "missing" })).toEqual({
    keepProbing: false,
    result: null,
  });
  expect(doProbe({ ...probe, initialDelaySec: 5, runningForSec: 4.9 }).result).toBe("unknown");
  expect(doProbe({ ...probe, initialDelaySec: 5, runningForSec: 5 }).result).toBe("failure");
  expect(doProbe({ ...probe, container: "terminated" })).toEqual({ keepProbing: true, result: "failure" });
});

test("who keeps to its request outlives whoever does not, whatever their priorities", () => {
  const pods = fc
    .array(
      fc.record({ priority: fc.integer({ min: -2, max: 2 }), requestMi: fc.nat(500), usageMi: fc.nat(1000) }),
      {
        maxLength: 8,
      },
    )
    .map((all) => all.map((pod, index) => ({ ...pod, name: `pod-${index}` })));
  fc.assert(
    fc.property(pods, (all) => {
      const order = evictionOrder({ pods: all }).map((name) => all.find((pod) => pod.name === name)!);
      expect(order).toHaveLength(all.length);
      for (const [index, pod] of order.entries()) {
        const next = order[index + 1];
        if (next === undefined) continue;
        const exceeds = (one: typeof pod) => one.usageMi > one.requestMi;
        expect(exceeds(next) && !exceeds(pod)).toBe(false);
        if (exceeds(next) === exceeds(pod)) expect(pod.priority).toBeLessThanOrEqual(next.priority);
      }
    }),
    RUNS,
  );
});
