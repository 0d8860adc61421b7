import { isModelError, type ModelError } from "../model-error.ts";
import { maxUnavailable, type RolloutSpec, scaledValue } from "./fenceposts.ts";

/** An old ReplicaSet; `available` counts its available pods, `createdSec` is its time of creation. */
export type OldReplicaSet = {
  readonly name?: string;
  readonly replicas: number;
  readonly available?: number;
  readonly createdSec?: number;
};

/** The old sets after a step, oldest first, and how many pods they lost. */
export type ScaledDown<OldSet extends OldReplicaSet> = {
  readonly removed: number;
  readonly oldReplicaSets: readonly OldSet[];
};

/**
 * The size of the new ReplicaSet in a rollout: as many as the surge leaves room for.
 *
 * Source: `pkg/controller/deployment/util/deployment_util.go` NewRSNewReplicas.
 */
export function newRSNewReplicas({
  newReplicas,
  totalReplicas,
  ...spec
}: RolloutSpec & {
  readonly newReplicas: number;
  /** Of all sets, the new one included. */
  readonly totalReplicas: number;
}): number | ModelError {
  if (spec.strategy === "Recreate") return spec.replicas;
  const surge = scaledValue(spec.maxSurge, spec.replicas, Math.ceil);
  if (isModelError(surge)) return surge;
  const room = spec.replicas + surge - totalReplicas;
  return room <= 0 ? newReplicas : newReplicas + Math.min(room, spec.replicas - newReplicas);
}

/**
 * The first half of a step: the size of the new ReplicaSet.
 *
 * Source: `pkg/controller/deployment/rolling.go` reconcileNewReplicaSet.
 */
export function reconcileNewReplicaSet({
  oldReplicas,
  newReplicas,
  ...spec
}: RolloutSpec & { readonly oldReplicas: number; readonly newReplicas: number }):
  | { readonly scaled: boolean; readonly newReplicas: number }
  | ModelError {
  const wanted =
    newReplicas >= spec.replicas
      ? spec.replicas
      : newRSNewReplicas({ ...spec, newReplicas, totalReplicas: oldReplicas + newReplicas });
  if (isModelError(wanted)) return wanted;
  return { scaled: wanted !== newReplicas, newReplicas: wanted };
}

/**
 * Takes up to `maxCleanupCount` unavailable pods from the old sets, oldest first: losing them costs no
 * availability. A set whose status is not up to date, with more pods available than it shall have,
 * stops the step as upstream's error does.
 *
 * Source: `pkg/controller/deployment/rolling.go` cleanupUnhealthyReplicas.
 */
export function cleanupUnhealthy<OldSet extends OldReplicaSet>(
  oldReplicaSets: readonly OldSet[],
  maxCleanupCount: number,
): ScaledDown<OldSet> | ModelError {
  let removed = 0;
  const after: OldSet[] = [];
  for (const old of oldestFirst(oldReplicaSets)) {
    const unhealthy = old.replicas - (old.available ?? 0);
    const count = old.replicas === 0 || removed >= maxCleanupCount ? 0 : unhealthy;
    if (count < 0) {
      return {
        error: `when cleaning up unhealthy replicas, got invalid request to scale down ${old.name ?? ""} ${old.replicas} -> ${old.replicas - count}`,
      };
    }
    const taken = Math.min(count, maxCleanupCount - removed);
    removed += Math.max(0, taken);
    after.push(taken > 0 ? { ...old, replicas: old.replicas - taken } : old);
  }
  return { removed, oldReplicaSets: after };
}

/**
 * Takes pods from the old sets, oldest first, as long as enough pods stay available.
 *
 * Source: `pkg/controller/deployment/rolling.go` scaleDownOldReplicaSetsForRollingUpdate.
 */
export function scaleDownOld<OldSet extends OldReplicaSet>(
  spec: RolloutSpec,
  oldReplicaSets: readonly OldSet[],
  /** Of all sets, the new one included. */
  totalAvailable: number,
): ScaledDown<OldSet> {
  let left = Math.max(0, totalAvailable - (spec.replicas - maxUnavailable(spec)));
  let removed = 0;
  const after = oldestFirst(oldReplicaSets).map((old) => {
    const count = Math.min(old.replicas, left);
    left -= count;
    removed += count;
    return count > 0 ? { ...old, replicas: old.replicas - count } : old;
  });
  return { removed, oldReplicaSets: after };
}

/**
 * The second half of a step: the old ReplicaSets shrink as far as the unavailable pods of the new one
 * allow, their own unavailable pods first. A new set whose pods never come up keeps them alive.
 *
 * Source: `pkg/controller/deployment/rolling.go` reconcileOldReplicaSets.
 */
export function reconcileOldReplicaSets<OldSet extends OldReplicaSet>(
  spec: RolloutSpec,
  newReplicaSet: { readonly replicas: number; readonly available: number },
  oldReplicaSets: readonly OldSet[],
): ScaledDown<OldSet> {
  const unchanged = { removed: 0, oldReplicaSets };
  const oldReplicas = sum(oldReplicaSets.map(({ replicas }) => replicas));
  if (oldReplicas === 0) return unchanged;
  const minAvailable = spec.replicas - maxUnavailable(spec);
  const newUnavailable = newReplicaSet.replicas - newReplicaSet.available;
  const maxScaledDown = oldReplicas + newReplicaSet.replicas - minAvailable - newUnavailable;
  if (maxScaledDown <= 0) return unchanged;
  const cleaned = cleanupUnhealthy(oldReplicaSets, maxScaledDown);
  if (isModelError(cleaned)) return unchanged;
  // The status still speaks of the pods before the cleanup, which counted none of those it took.
  const available = sum(oldReplicaSets.map((old) => old.available ?? 0)) + newReplicaSet.available;
  const scaled = scaleDownOld(spec, cleaned.oldReplicaSets, available);
  return { removed: cleaned.removed + scaled.removed, oldReplicaSets: scaled.oldReplicaSets };
}

function oldestFirst<OldSet extends OldReplicaSet>(sets: readonly OldSet[]): readonly OldSet[] {
  return sets.toSorted((a, b) => (a.createdSec ?? 0) - (b.createdSec ?? 0));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
