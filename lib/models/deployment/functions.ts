import { isModelError } from "../model-error.ts";
import {
  cleanedUpHistory,
  deploymentComplete,
  deploymentProgressing,
  deploymentTimedOut,
  type HistoryReplicaSet,
} from "./deployment-status.ts";
import { maxUnavailable, type RolloutSpec, resolveFenceposts } from "./fenceposts.ts";
import { proportionalScale } from "./proportional-scale.ts";
import { rollback } from "./rollback.ts";
import {
  cleanupUnhealthy,
  newRSNewReplicas,
  type OldReplicaSet,
  reconcileNewReplicaSet,
  reconcileOldReplicaSets,
  scaleDownOld,
} from "./rolling-update.ts";
import { rolloutSteps } from "./rollout-steps.ts";

type OldSets = { readonly oldReplicaSets: readonly OldReplicaSet[] };

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const deploymentFunctions = {
  resolveFenceposts,
  maxUnavailable,
  newRSNewReplicas,
  reconcileNewReplicaSet,
  cleanupUnhealthy: ({ oldReplicaSets, maxCleanupCount }: OldSets & { readonly maxCleanupCount: number }) => {
    const result = cleanupUnhealthy(oldReplicaSets, maxCleanupCount);
    return isModelError(result) ? result : { cleaned: result.removed };
  },
  scaleDownOld: ({
    oldReplicaSets,
    totalAvailable,
    ...spec
  }: OldSets & RolloutSpec & { readonly totalAvailable: number }) => ({
    scaled: scaleDownOld(spec, oldReplicaSets, totalAvailable).removed,
  }),
  reconcileOldReplicaSets: ({
    oldReplicas,
    oldAvailable,
    newReplicas,
    newAvailable,
    ...spec
  }: RolloutSpec & {
    readonly oldReplicas: number;
    readonly oldAvailable: number;
    readonly newReplicas: number;
    readonly newAvailable: number;
  }) => {
    const { removed } = reconcileOldReplicaSets(spec, { replicas: newReplicas, available: newAvailable }, [
      { replicas: oldReplicas, available: oldAvailable },
    ]);
    return { scaled: removed > 0, oldReplicas: oldReplicas - removed };
  },
  proportionalScale,
  deploymentComplete,
  deploymentProgressing,
  deploymentTimedOut,
  historyCleanup: ({
    oldReplicaSets,
    revisionHistoryLimit,
  }: {
    readonly oldReplicaSets: readonly HistoryReplicaSet[];
    readonly revisionHistoryLimit?: number | null;
  }) => cleanedUpHistory(oldReplicaSets, revisionHistoryLimit).length,
  rollback,
  rolloutSteps,
};
