import { timeSince } from "./human-duration.ts";
import { type Condition, isTrue, type ObjectMeta } from "./objects.ts";

/**
 * The row of a deployment.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` printDeployment.
 */
export function deploymentRow({
  now,
  deployment: { metadata, spec, status = {} },
}: {
  readonly now: string;
  readonly deployment: {
    readonly metadata: ObjectMeta;
    readonly spec?: { readonly replicas?: number };
    readonly status?: {
      readonly readyReplicas?: number;
      readonly updatedReplicas?: number;
      readonly availableReplicas?: number;
    };
  };
}) {
  return {
    name: metadata.name,
    ready: `${status.readyReplicas ?? 0}/${spec?.replicas ?? 1}`,
    upToDate: `${status.updatedReplicas ?? 0}`,
    available: `${status.availableReplicas ?? 0}`,
    age: timeSince(metadata.creationTimestamp, now),
  };
}

/**
 * The row of a replica set.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` printReplicaSet.
 */
export function replicaSetRow({
  now,
  replicaSet: { metadata, spec, status = {} },
}: {
  readonly now: string;
  readonly replicaSet: {
    readonly metadata: ObjectMeta;
    readonly spec?: { readonly replicas?: number };
    readonly status?: { readonly replicas?: number; readonly readyReplicas?: number };
  };
}) {
  return {
    name: metadata.name,
    desired: `${spec?.replicas ?? 1}`,
    current: `${status.replicas ?? 0}`,
    ready: `${status.readyReplicas ?? 0}`,
    age: timeSince(metadata.creationTimestamp, now),
  };
}

/**
 * The row of a job. The duration runs from the start to the completion, or to now while there is none.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` printJob.
 */
export function jobRow({
  now,
  job: { metadata, spec = {}, status = {} },
}: {
  readonly now: string;
  readonly job: {
    readonly metadata: ObjectMeta;
    readonly spec?: { readonly completions?: number; readonly parallelism?: number };
    readonly status?: {
      readonly succeeded?: number;
      readonly startTime?: string;
      readonly completionTime?: string;
      readonly conditions?: readonly Condition[];
    };
  };
}) {
  const { completions, parallelism = 0 } = spec;
  const goal = completions ?? (parallelism > 1 ? `1 of ${parallelism}` : 1);
  return {
    name: metadata.name,
    status: jobStatus(status.conditions, metadata.deletionTimestamp !== undefined),
    completions: `${status.succeeded ?? 0}/${goal}`,
    duration: status.startTime === undefined ? "" : timeSince(status.startTime, status.completionTime ?? now),
    age: timeSince(metadata.creationTimestamp, now),
  };
}

function jobStatus(conditions: readonly Condition[] | undefined, isDeleting: boolean): string {
  const firstTrue = (...types: readonly string[]) => types.find((type) => isTrue(conditions, type));
  return (
    firstTrue("Complete", "Failed") ??
    (isDeleting ? "Terminating" : (firstTrue("Suspended", "FailureTarget") ?? "Running"))
  );
}
