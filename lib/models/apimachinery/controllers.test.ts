import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { daemonSetNodes } from "./daemon-set.ts";
import { evictionAllowed } from "./disruption-budget.ts";
import { endpointSlices } from "./endpoint-slices.ts";
import { evictPod } from "./evict-pod.ts";
import { jobNext } from "./job.ts";
import { type StatefulPod, type StatefulSetState, statefulSetNext } from "./stateful-set.ts";

const pod = (ordinal: number, more: Partial<StatefulPod> = {}): StatefulPod => ({
  ordinal,
  revision: "r1",
  phase: "Running",
  ready: true,
  ...more,
});
const SET = { currentRevision: "r1", updateRevision: "r2" };

const STATE: fc.Arbitrary<StatefulSetState> = fc.record({
  currentRevision: fc.constant("r1"),
  updateRevision: fc.constantFrom("r1", "r2"),
  replicas: fc.nat(5),
  partition: fc.nat(5),
  podManagementPolicy: fc.constantFrom("OrderedReady", "Parallel"),
  updateStrategy: fc.constantFrom("RollingUpdate", "OnDelete"),
  pods: fc.uniqueArray(
    fc.record({
      ordinal: fc.nat(6),
      revision: fc.constantFrom("r1", "r2"),
      phase: fc.constantFrom("Pending", "Running", "Succeeded", "Failed"),
      ready: fc.boolean(),
      deleting: fc.boolean(),
    }),
    { selector: ({ ordinal }) => ordinal, maxLength: 6 },
  ),
});

test("a StatefulSet creates what is missing, deletes each pod once, and in order does one thing a pass", () => {
  fc.assert(
    fc.property(STATE, (set) => {
      const actions = statefulSetNext(set);
      const ordinals = (kind: string) =>
        actions.filter(({ action }) => action === kind).map(({ ordinal }) => ordinal);
      for (const ordinal of ordinals("create")) {
        expect(set.pods?.some((one) => one.ordinal === ordinal)).toBe(false);
        expect(ordinal).toBeLessThan(set.replicas ?? 0);
      }
      for (const ordinal of ordinals("delete")) {
        expect(set.pods?.find((one) => one.ordinal === ordinal)?.deleting).toBe(false);
      }
      expect(new Set(ordinals("delete")).size).toBe(ordinals("delete").length);
      if (set.podManagementPolicy === "OrderedReady") expect(actions.length).toBeLessThanOrEqual(1);
    }),
    RUNS,
  );
});

test("pass after pass a StatefulSet reaches its size and, from the partition on, its revision", () => {
  fc.assert(
    fc.property(STATE, (set) => {
      const { replicas = 0, partition = 0 } = set;
      let pods = set.pods ?? [];
      for (let pass = 0; pass < 40; pass++) {
        // Surplus pods run again as well: two that have ended for good would block each other, as upstream.
        const isStarting = ({ phase, ordinal }: StatefulPod) => phase === "Pending" || ordinal >= replicas;
        pods = pods
          .filter(({ deleting }) => !deleting)
          .map((one): StatefulPod => (isStarting(one) ? { ...one, phase: "Running" } : one))
          .map((one) => ({ ...one, ready: one.phase === "Running" }));
        const actions = statefulSetNext({ ...set, pods });
        const deleted = new Set(actions.flatMap((one) => (one.action === "delete" ? [one.ordinal] : [])));
        const created = actions.flatMap((one) => (one.action === "create" ? [one] : []));
        pods = [
          ...pods.map((one) => ({ ...one, deleting: deleted.has(one.ordinal) })),
          ...created.map(({ ordinal, revision }) =>
            pod(ordinal, { revision, phase: "Pending", ready: false }),
          ),
        ];
      }
      expect(pods.map(({ ordinal }) => ordinal).toSorted()).toEqual([...Array(replicas).keys()]);
      if (set.updateStrategy === "OnDelete") return;
      for (const { ordinal, revision } of pods) {
        if (ordinal >= partition) expect(revision).toBe(set.updateRevision);
      }
    }),
    RUNS,
  );
});

test("a StatefulSet waits at a surplus pod that is not the first unhealthy one", () => {
  const state = { ...SET, replicas: 1, partition: 9 };
  const sick = { ready: false };
  expect(statefulSetNext({ ...state, pods: [pod(0), pod(1, sick), pod(2, sick)] })).toEqual([]);
  expect(statefulSetNext({ ...state, pods: [pod(0), pod(1), pod(2, sick)] })).toEqual([
    { action: "delete", ordinal: 2 },
  ]);
  expect(statefulSetNext({ ...state, pods: [pod(0), pod(1), pod(2, { deleting: true })] })).toEqual([]);
});

test("a parallel StatefulSet creates, shrinks and updates in one pass", () => {
  const state = { ...SET, replicas: 3, podManagementPolicy: "Parallel" as const };
  expect(statefulSetNext({ ...state, pods: [pod(0), pod(2), pod(5), pod(4, { deleting: true })] })).toEqual([
    { action: "create", ordinal: 1, revision: "r2" },
    { action: "delete", ordinal: 5 },
    { action: "delete", ordinal: 2 },
  ]);
  expect(statefulSetNext({ ...state, replicas: 1, pods: [pod(0, { phase: "Succeeded" })] })).toEqual([
    { action: "delete", ordinal: 0 },
  ]);
});

test("a job never runs more than it wants and loses no pod", () => {
  const count = fc.nat(8);
  const state = fc.record({
    parallelism: count,
    completions: fc.option(count),
    backoffLimit: count,
    active: count,
    succeeded: count,
    failed: count,
    suspend: fc.boolean(),
    deleting: fc.boolean(),
    inBackoff: fc.boolean(),
  });
  fc.assert(
    fc.property(state, (job) => {
      const pass = jobNext(job);
      expect(pass.create * pass.delete).toBe(0);
      expect(pass.active).toBe(job.active + pass.create - pass.delete);
      if (pass.condition === "Failed") expect(pass.failed).toBe(job.failed + job.active);
      else expect(pass.failed).toBe(job.failed);
      if (pass.condition === "Complete") expect(pass.active).toBe(0);
      if (job.deleting || job.suspend || job.inBackoff) expect(pass.create).toBe(0);
      if (pass.create > 0) expect(pass.active).toBeLessThanOrEqual(job.parallelism);
    }),
    RUNS,
  );
});

test("a suspended job says so unless it is done", () => {
  const job = { parallelism: 2, backoffLimit: 6, suspend: true };
  expect(jobNext({ ...job, completions: 4, active: 2 })).toMatchObject({
    delete: 2,
    condition: "Suspended",
    reason: "JobSuspended",
  });
  expect(jobNext({ ...job, completions: 4, succeeded: 4 })).toMatchObject({
    condition: "Complete",
    reason: null,
  });
});

test("one pass creates 500 pods at most", () => {
  const job = { parallelism: 2000, completions: 2000, backoffLimit: 6 };
  expect(jobNext(job)).toMatchObject({ create: 500, active: 500 });
  expect(jobNext({ ...job, parallelism: 10, active: 700 })).toMatchObject({ delete: 500, active: 200 });
});

test("a work queue lets the others finish after its first success", () => {
  const queue = { parallelism: 3, completions: null, backoffLimit: 6, succeeded: 1 };
  expect(jobNext({ ...queue, active: 2 })).toMatchObject({ create: 0, delete: 0, condition: null });
  expect(jobNext(queue)).toMatchObject({ condition: "Complete" });
});

test("where a daemon pod should run it may also stay", () => {
  const taint = fc.record({
    key: fc.constantFrom("a", "node.kubernetes.io/not-ready", "node.kubernetes.io/network-unavailable"),
    effect: fc.constantFrom("NoSchedule", "PreferNoSchedule", "NoExecute"),
  });
  const node = fc.record({
    labels: fc.dictionary(fc.constantFrom("disk", "zone"), fc.constantFrom("ssd", "b")),
    taints: fc.array(taint, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(node, { maxLength: 5 }), fc.boolean(), (all, hostNetwork) => {
      const nodes = all.map((one, index) => ({ ...one, name: `n${index}` }));
      const { run, keep } = daemonSetNodes(nodes, { hostNetwork, nodeSelector: { disk: "ssd" } });
      expect(keep).toEqual(expect.arrayContaining([...run]));
      const tolerant = daemonSetNodes(nodes, { tolerations: [{ operator: "Exists" }] });
      expect(tolerant.run).toHaveLength(nodes.length);
    }),
    RUNS,
  );
});

test("a daemon pod goes where its name, its selector and one term of its affinity point", () => {
  const nodes = [
    { name: "w1", labels: { disk: "ssd", cores: "8" } },
    { name: "w2", labels: { disk: "ssd", cores: "4" } },
    { name: "w3" },
  ];
  const run = (template: Parameters<typeof daemonSetNodes>[1]) => daemonSetNodes(nodes, template).run;
  const cores = { matchExpressions: [{ key: "cores", operator: "Gt", values: ["7"] }] };
  const named = { matchFields: [{ key: "metadata.name", operator: "In", values: ["w3"] }] };
  expect(run({ affinity: [cores, named] })).toEqual(["w1", "w3"]);
  expect(run({ affinity: [cores, named], nodeSelector: { disk: "ssd" } })).toEqual(["w1"]);
  expect(run({ affinity: [], nodeName: "w1" })).toEqual([]);
  expect(run({ affinity: null, nodeName: "w1" })).toEqual(["w1"]);
});

test("evicting what is allowed leaves the desired number healthy", () => {
  const percent = fc.nat(100).map((value) => `${value}%`);
  fc.assert(
    fc.property(
      fc.oneof(fc.nat(10), percent),
      fc.boolean(),
      fc.nat(10),
      fc.nat(10),
      (limit, isMin, matching, healthy) => {
        const budget = isMin ? { minAvailable: limit } : { maxUnavailable: limit };
        const status = evictionAllowed({ ...budget, matching, healthy, scale: matching });
        if ("error" in status) throw new Error(status.error);
        expect(status.disruptionsAllowed).toBeGreaterThanOrEqual(0);
        if (status.disruptionsAllowed > 0) {
          expect(healthy - status.disruptionsAllowed).toBe(status.desiredHealthy);
        }
      },
    ),
    RUNS,
  );
  expect(evictionAllowed({ maxUnavailable: "many" })).toHaveProperty("error");
});

test("only the budget of a running pod counts, and only one", () => {
  const budget = { name: "web", disruptionsAllowed: 1, currentHealthy: 3, desiredHealthy: 2 };
  const running = { phase: "Running", ready: true } as const;
  expect(evictPod(running, [budget])).toEqual({ code: 201, usesBudget: true });
  expect(evictPod({ phase: "Running" }, [budget])).toEqual({ code: 201, usesBudget: false });
  expect(evictPod({ phase: "Running" }, [{ ...budget, desiredHealthy: 0 }])).toEqual({
    code: 201,
    usesBudget: true,
  });
  expect(evictPod(running, [budget, budget])).toHaveProperty("code", 500);
  expect(evictPod({ ...running, deleting: true }, [budget, budget])).toHaveProperty("code", 201);
  expect(evictPod(running, [{ ...budget, disruptionsAllowed: -1 }])).toHaveProperty("code", 403);
});

test("slices hold all endpoints, none more than the limit, and change as little as they can", () => {
  const sizes = fc.array(fc.nat(10), { maxLength: 5 });
  fc.assert(
    fc.property(sizes, fc.nat(40), (existing, added) => {
      const desired = existing.reduce((sum, size) => sum + size, added);
      const plan = endpointSlices({ existing, desired, max: 10 });
      expect(plan.sizes.reduce((sum, size) => sum + size, 0)).toBe(desired);
      expect(Math.max(0, ...plan.sizes)).toBeLessThanOrEqual(10);
      expect(plan.sizes).toHaveLength(existing.length + plan.create);
      expect(plan.update).toBeLessThanOrEqual(1);
    }),
    RUNS,
  );
  expect(endpointSlices({})).toEqual({ sizes: [0], create: 1, update: 0 });
});
