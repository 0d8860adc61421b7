import { isModelError, type ModelError } from "../model-error.ts";
import { type RolloutSpec, resolveFenceposts } from "./fenceposts.ts";
import { reconcileNewReplicaSet, reconcileOldReplicaSets } from "./rolling-update.ts";

/** Sizes of the new and of the old ReplicaSet. */
export type RolloutStep = readonly [newReplicas: number, oldReplicas: number];

/**
 * The sizes after each pass of a rollout whose pods are all available at once, from the old set alone
 * to the new one alone.
 *
 * Source: `pkg/controller/deployment/rolling.go` rolloutRolling.
 */
export function rolloutSteps(spec: RolloutSpec): readonly RolloutStep[] | ModelError {
  const posts = resolveFenceposts(spec);
  if (isModelError(posts)) return posts;
  const steps: RolloutStep[] = [[0, spec.replicas]];
  for (;;) {
    const [newReplicas, oldReplicas] = steps.at(-1)!;
    const grown = reconcileNewReplicaSet({ ...spec, newReplicas, oldReplicas });
    if (isModelError(grown)) return grown;
    if (grown.scaled) {
      steps.push([grown.newReplicas, oldReplicas]);
      continue;
    }
    const { removed } = reconcileOldReplicaSets(spec, { replicas: newReplicas, available: newReplicas }, [
      { replicas: oldReplicas, available: oldReplicas },
    ]);
    if (removed === 0) return steps;
    steps.push([newReplicas, oldReplicas - removed]);
  }
}
