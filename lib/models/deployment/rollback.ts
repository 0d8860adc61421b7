import type { ModelError } from "../model-error.ts";

export type Rollback = {
  /** The revision whose template the Deployment takes. */
  readonly templateFrom: number;
  readonly newRevision: number;
  /** The history afterwards: the old set is found again and given the new number. */
  readonly revisions: readonly number[];
};

/**
 * What `kubectl rollout undo --to-revision` does to the history of a Deployment; 0 is the revision
 * before the newest. Rolling back to the template that runs already is skipped.
 *
 * Source: `k8s.io/kubectl/pkg/polymorphichelpers/rollback.go` DeploymentRollbacker, deploymentRevision;
 * `pkg/controller/deployment/sync.go` getNewReplicaSet for the new number.
 */
export function rollback({
  revisions,
  current,
  toRevision = 0,
}: {
  readonly revisions: readonly number[];
  readonly current: number;
  readonly toRevision?: number;
}): Rollback | { readonly skipped: true } | ModelError {
  const history = revisions.toSorted((a, b) => a - b);
  const target = toRevision === 0 ? history.at(-2) : history.find((revision) => revision === toRevision);
  if (target === undefined) {
    return toRevision === 0
      ? { error: "no rollout history found" }
      : { error: `unable to find specified revision ${toRevision} in history` };
  }
  if (target === current) return { skipped: true };
  const newRevision = history.at(-1)! + 1;
  return {
    templateFrom: target,
    newRevision,
    revisions: [...history.filter((revision) => revision !== target), newRevision],
  };
}
