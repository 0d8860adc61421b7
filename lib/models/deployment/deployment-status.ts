/** Counts of pods in a Deployment's status: of all sets, of the new set, ready and available ones. */
export type DeploymentCounts = {
  readonly current: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
};

/** A deadline of this many seconds, or a limit of this many sets, is none. */
const MAX_INT32 = 2_147_483_647;

/**
 * Whether a rollout is over: all pods are of the new set, available, and as many as wanted.
 *
 * Source: `pkg/controller/deployment/util/deployment_util.go` DeploymentComplete.
 */
export function deploymentComplete({
  desired,
  current,
  updated,
  available,
}: Omit<DeploymentCounts, "ready"> & { readonly desired: number }): boolean {
  return updated === desired && current === desired && available === desired;
}

/**
 * Whether a rollout moved: more new pods, fewer old ones, or more that are ready or available.
 *
 * Source: `pkg/controller/deployment/util/deployment_util.go` DeploymentProgressing.
 */
export function deploymentProgressing({
  before,
  after,
}: {
  readonly before: DeploymentCounts;
  readonly after: DeploymentCounts;
}): boolean {
  return (
    after.updated > before.updated ||
    after.current - after.updated < before.current - before.updated ||
    after.ready > before.ready ||
    after.available > before.available
  );
}

/**
 * Whether a rollout has not moved for longer than its deadline. A rollout that ended is never late,
 * one found late stays so, and without the condition Progressing (null) there is nothing to judge.
 *
 * Source: `pkg/controller/deployment/util/deployment_util.go` DeploymentTimedOut,
 * HasProgressDeadline.
 */
export function deploymentTimedOut({
  progressDeadlineSec,
  progressingReason,
  lastUpdateSecAgo,
}: {
  readonly progressDeadlineSec?: number | null;
  readonly progressingReason?: string | null;
  readonly lastUpdateSecAgo?: number | null;
}): boolean {
  const deadline = progressDeadlineSec ?? MAX_INT32;
  if (deadline === MAX_INT32 || progressingReason === null) return false;
  if (progressingReason === "NewReplicaSetAvailable") return false;
  if (progressingReason === "ProgressDeadlineExceeded") return true;
  return (lastUpdateSecAgo ?? 0) > deadline;
}

/** An old ReplicaSet in the history of a Deployment. */
export type HistoryReplicaSet = {
  readonly name?: string;
  readonly specReplicas: number;
  readonly statusReplicas: number;
  readonly createdSec?: number;
  readonly revision?: number;
  readonly deleting?: boolean;
};

/**
 * The old sets that the history limit deletes. Only the oldest that are too many are looked at, and
 * one that still has pods is passed over, not made up for by a younger one.
 *
 * Source: `pkg/controller/deployment/sync.go` cleanupDeployment; ReplicaSetsByRevision orders by
 * revision where both have one.
 */
export function cleanedUpHistory<OldSet extends HistoryReplicaSet>(
  oldReplicaSets: readonly OldSet[],
  revisionHistoryLimit: number | null | undefined,
): readonly OldSet[] {
  const limit = revisionHistoryLimit ?? MAX_INT32;
  if (limit === MAX_INT32) return [];
  const alive = oldReplicaSets.filter(({ deleting = false }) => !deleting);
  return alive
    .toSorted(byRevision)
    .slice(0, Math.max(0, alive.length - limit))
    .filter(({ specReplicas, statusReplicas }) => specReplicas === 0 && statusReplicas === 0);
}

function byRevision(a: HistoryReplicaSet, b: HistoryReplicaSet): number {
  if (a.revision !== undefined && b.revision !== undefined && a.revision !== b.revision) {
    return a.revision - b.revision;
  }
  return (a.createdSec ?? 0) - (b.createdSec ?? 0);
}
