import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { cleanedUpHistory, deploymentTimedOut } from "./deployment-status.ts";
import { type Fenceposts, maxSurge, maxUnavailable, resolveFenceposts } from "./fenceposts.ts";
import { type AnnotatedReplicaSet, proportionalScale } from "./proportional-scale.ts";
import { rollback } from "./rollback.ts";
import {
  cleanupUnhealthy,
  newRSNewReplicas,
  reconcileNewReplicaSet,
  reconcileOldReplicaSets,
} from "./rolling-update.ts";
import { type RolloutStep, rolloutSteps } from "./rollout-steps.ts";

const INT_OR_PERCENT = fc.oneof(
  fc.nat(12),
  fc.nat(100).map((percent) => `${percent}%`),
  fc.constant(null),
);
const SPEC = fc.record({ replicas: fc.nat(40), maxSurge: INT_OR_PERCENT, maxUnavailable: INT_OR_PERCENT });

test("a rollout keeps between replicas − maxUnavailable and replicas + surge, and ends with the new set alone", () => {
  fc.assert(
    fc.property(SPEC, (spec) => {
      const { surge } = resolveFenceposts(spec) as Fenceposts;
      const steps = rolloutSteps(spec) as readonly RolloutStep[];
      for (const [newReplicas, oldReplicas] of steps) {
        expect(newReplicas + oldReplicas).toBeLessThanOrEqual(spec.replicas + surge);
        expect(newReplicas + oldReplicas).toBeGreaterThanOrEqual(spec.replicas - maxUnavailable(spec));
      }
      expect(steps[0]).toEqual([0, spec.replicas]);
      expect(steps.at(-1)).toEqual([spec.replicas, 0]);
    }),
    RUNS,
  );
});

test("three replicas with the defaults lose an old pod only for a new one that is available", () => {
  expect(rolloutSteps({ replicas: 3, maxSurge: "25%", maxUnavailable: "25%" })).toEqual([
    [0, 3],
    [1, 3],
    [1, 2],
    [2, 2],
    [2, 1],
    [3, 1],
    [3, 0],
  ]);
});

test("a step never makes available pods fewer than allowed, however unhealthy either set is", () => {
  const set = fc
    .tuple(fc.nat(20), fc.nat(20))
    .map(([available, unavailable]) => ({ replicas: available + unavailable, available }));
  fc.assert(
    fc.property(SPEC, fc.array(set, { maxLength: 4 }), set, (spec, oldSets, newSet) => {
      const { oldReplicaSets, removed } = reconcileOldReplicaSets(spec, newSet, oldSets);
      const availableOf = (sets: readonly { readonly replicas: number; readonly available: number }[]) =>
        sets.reduce((sum, { replicas, available }) => sum + Math.min(replicas, available), newSet.available);
      const least = spec.replicas - maxUnavailable(spec);
      expect(availableOf(oldReplicaSets)).toBeGreaterThanOrEqual(Math.min(least, availableOf(oldSets)));
      const sizeOf = (sets: readonly { readonly replicas: number }[]) =>
        sets.reduce((sum, { replicas }) => sum + replicas, 0);
      expect(sizeOf(oldSets) - sizeOf(oldReplicaSets)).toBe(removed);
    }),
    RUNS,
  );
});

test("the new set stays within the surge and never passes the wanted size", () => {
  fc.assert(
    fc.property(SPEC, fc.nat(60), fc.nat(60), (spec, newReplicas, oldReplicas) => {
      const { newReplicas: after, scaled } = reconcileNewReplicaSet({
        ...spec,
        newReplicas,
        oldReplicas,
      }) as {
        readonly newReplicas: number;
        readonly scaled: boolean;
      };
      expect(scaled).toBe(after !== newReplicas);
      expect(after).toBeLessThanOrEqual(spec.replicas);
      if (after > newReplicas) {
        expect(after + oldReplicas).toBeLessThanOrEqual(spec.replicas + maxSurge(spec));
      }
    }),
    RUNS,
  );
});

test("one of surge and unavailable is never 0, unless nothing is wanted", () => {
  fc.assert(
    fc.property(SPEC, (spec) => {
      const { surge, unavailable } = resolveFenceposts(spec) as Fenceposts;
      expect(surge + unavailable).toBeGreaterThan(0);
      expect(maxUnavailable({ ...spec, strategy: "Recreate" })).toBe(0);
      expect(maxSurge({ ...spec, strategy: "Recreate" })).toBe(0);
    }),
    RUNS,
  );
});

test("a percentage is whole and has its sign", () => {
  for (const value of ["oops", "", "%", "10", "10.5%", "10%%", " 10%", "ten%"]) {
    expect(resolveFenceposts({ maxSurge: value, replicas: 10 }), value).toEqual({ error: "invalid value" });
    expect(newRSNewReplicas({ maxSurge: value, replicas: 10, newReplicas: 0, totalReplicas: 0 })).toEqual({
      error: "invalid value",
    });
    expect(rolloutSteps({ maxUnavailable: value, replicas: 10 })).toEqual({ error: "invalid value" });
    expect(maxUnavailable({ maxUnavailable: value, replicas: 10 })).toBe(0);
  }
  expect(resolveFenceposts({ maxSurge: "+10%", maxUnavailable: "110%", replicas: 10 })).toEqual({
    surge: 1,
    unavailable: 11,
  });
});

test("a status that still counts pods already taken stops the cleanup", () => {
  const stale = [{ name: "old", replicas: 2, available: 3, createdSec: 0 }];
  expect(cleanupUnhealthy(stale, 2)).toHaveProperty("error");
  expect(reconcileOldReplicaSets({ replicas: 2 }, { replicas: 2, available: 2 }, stale)).toEqual({
    removed: 0,
    oldReplicaSets: stale,
  });
});

test("unhealthy pods of the oldest set go first", () => {
  const sets = [
    { name: "b", replicas: 3, available: 1, createdSec: 20 },
    { name: "a", replicas: 3, available: 1, createdSec: 10 },
  ];
  expect(cleanupUnhealthy(sets, 3)).toEqual({
    removed: 3,
    oldReplicaSets: [
      { ...sets[1], replicas: 1 },
      { ...sets[0], replicas: 2 },
    ],
  });
});

test("scaling amid a rollout brings the sets together to the wanted size, and none below 0", () => {
  const sets = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 5 }).map((sizes) => {
    const pods = sizes.reduce((sum, size) => sum + size, 0);
    return sizes.map(
      (replicas, index): AnnotatedReplicaSet => ({
        name: `web-${index}`,
        replicas,
        createdSec: index * 10,
        available: 0,
        desiredAnnotation: pods,
        maxReplicasAnnotation: pods,
      }),
    );
  });
  fc.assert(
    fc.property(sets, fc.nat(60), INT_OR_PERCENT, (all, replicas, surge) => {
      const spec = { replicas, maxSurge: surge };
      const after = proportionalScale({ ...spec, oldRSs: all.slice(0, -1), newRS: all.at(-1)! });
      const before = all.reduce((sum, set) => sum + set.replicas, 0);
      const wanted = replicas === 0 ? 0 : replicas + maxSurge(spec);
      const total = Object.values(after).reduce((sum, size) => sum + size, 0);
      // What rounding leaves over is taken from the largest set alone, and no further than to 0 (sync.go, scale):
      // of five sets of 4 that shall be 3 together, 4 pods stay until the next sync.
      if (!Object.values(after).includes(0)) expect(total).toBe(wanted);
      else expect(total).toBeGreaterThanOrEqual(wanted);
      for (const { name, replicas: size } of all) {
        expect(after[name]).toBeGreaterThanOrEqual(0);
        if (wanted >= before) expect(after[name]).toBeGreaterThanOrEqual(size);
        else expect(after[name]).toBeLessThanOrEqual(size);
      }
    }),
    RUNS,
  );
});

test("with one active set it takes the whole size, and with none the newest does", () => {
  const set = (name: string, replicas: number, createdSec: number) => ({ name, replicas, createdSec });
  expect(proportionalScale({ replicas: 4, oldRSs: [set("a", 0, 1), set("b", 0, 2)] })).toEqual({
    a: 0,
    b: 4,
  });
  expect(proportionalScale({ replicas: 4, oldRSs: [set("a", 2, 1)], newRS: set("b", 0, 2) })).toEqual({
    a: 4,
    b: 0,
  });
  expect(proportionalScale({ replicas: 4, oldRSs: [] })).toEqual({});
});

test("the second undo leads back to where the first came from", () => {
  const history = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 8 });
  fc.assert(
    fc.property(history, (revisions) => {
      const current = Math.max(...revisions);
      const first = rollback({ revisions, current }) as Exclude<
        ReturnType<typeof rollback>,
        { error: string }
      >;
      if (!("revisions" in first)) throw new Error("skipped");
      expect(first.revisions).toHaveLength(revisions.length);
      expect(first.revisions).not.toContain(first.templateFrom);
      expect(rollback({ revisions: first.revisions, current: first.newRevision })).toMatchObject({
        templateFrom: current,
      });
    }),
    RUNS,
  );
});

test("an undo to the running revision is skipped, and one to an unknown revision is refused", () => {
  const history = { revisions: [1, 2, 4], current: 4 };
  expect(rollback({ ...history, toRevision: 4 })).toEqual({ skipped: true });
  for (const toRevision of [3, -1]) {
    expect(rollback({ ...history, toRevision })).toEqual({
      error: `unable to find specified revision ${toRevision} in history`,
    });
  }
});

test("a set with pods is passed over, and no younger one goes in its place", () => {
  const sets = [3, 1, 2].map((createdSec) => ({ createdSec, specReplicas: 0, statusReplicas: 0 }));
  const busy = sets.map((set) => (set.createdSec === 1 ? { ...set, statusReplicas: 1 } : set));
  expect(cleanedUpHistory(sets, 1).map(({ createdSec }) => createdSec)).toEqual([1, 2]);
  expect(cleanedUpHistory(busy, 1).map(({ createdSec }) => createdSec)).toEqual([2]);
  expect(cleanedUpHistory(busy, 2)).toEqual([]);
  expect([null, 2_147_483_647, 3].map((limit) => cleanedUpHistory(sets, limit))).toEqual([[], [], []]);
  const numbered = sets.map((set, index) => ({ ...set, revision: index + 1 }));
  expect(cleanedUpHistory(numbered, 2).map(({ createdSec }) => createdSec)).toEqual([3]);
});

test("a rollout is late only after its deadline", () => {
  const late = (lastUpdateSecAgo: number, progressingReason: string | null = "ReplicaSetUpdated") =>
    deploymentTimedOut({ progressDeadlineSec: 600, progressingReason, lastUpdateSecAgo });
  expect([late(600), late(601), late(601, null)]).toEqual([false, true, false]);
});
