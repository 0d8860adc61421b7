/** A pod of a StatefulSet; `phase` as in its status. */
export type StatefulPod = {
  readonly ordinal: number;
  readonly revision: string;
  readonly phase: "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";
  readonly ready?: boolean;
  readonly deleting?: boolean;
};

export type StatefulSetState = {
  readonly replicas?: number;
  readonly podManagementPolicy?: "OrderedReady" | "Parallel";
  readonly updateStrategy?: "RollingUpdate" | "OnDelete";
  readonly partition?: number;
  readonly currentRevision: string;
  readonly updateRevision: string;
  readonly pods?: readonly StatefulPod[];
};

export type StatefulSetAction =
  | { readonly action: "create"; readonly ordinal: number; readonly revision: string }
  | { readonly action: "delete"; readonly ordinal: number };

/**
 * What one pass of the StatefulSet controller does, in order.
 *
 * 1. From the lowest ordinal: an ended pod is deleted, a missing one created, at the old revision below
 *    the partition. OrderedReady stops after one action and waits at a pod that is not healthy (running,
 *    ready and not being deleted).
 * 2. Surplus pods go, the largest ordinal first. OrderedReady: one a pass, and an unhealthy one only if
 *    no unhealthy one comes before it.
 * 3. RollingUpdate: from the largest ordinal down to the partition, the first pod of another revision is
 *    deleted; an unhealthy one stops the search.
 *
 * Parallel does all of 1 and all of 2 and goes on to 3 in the same pass.
 *
 * Source: `kubernetes/kubernetes` `pkg/controller/statefulset/stateful_set_control.go` updateStatefulSet,
 * processReplica, processCondemned. minReadySeconds, start ordinals, volumes and maxUnavailable are not modelled.
 */
export function statefulSetNext(set: StatefulSetState): readonly StatefulSetAction[] {
  const { replicas = 0, partition = 0, updateStrategy = "RollingUpdate", updateRevision, pods = [] } = set;
  const isOrdered = set.podManagementPolicy !== "Parallel";
  const byOrdinal = new Map(pods.map((pod) => [pod.ordinal, pod]));
  const actions: StatefulSetAction[] = [];
  const removed = new Set<StatefulPod>();
  const remove = (pod: StatefulPod) => {
    removed.add(pod);
    actions.push({ action: "delete", ordinal: pod.ordinal });
  };

  for (let ordinal = 0; ordinal < replicas; ordinal++) {
    const pod = byOrdinal.get(ordinal);
    if (pod === undefined) {
      const revision = ordinal < partition ? set.currentRevision : updateRevision;
      actions.push({ action: "create", ordinal, revision });
    } else if (hasEnded(pod) && !pod.deleting) remove(pod);
    if (isOrdered && !isHealthy(pod)) return actions;
  }

  const surplus = pods.filter(({ ordinal }) => ordinal >= replicas).toSorted((a, b) => b.ordinal - a.ordinal);
  const firstUnhealthy = surplus.findLast((pod) => !isHealthy(pod));
  for (const pod of surplus) {
    if (pod.deleting && !isOrdered) continue;
    if (isOrdered && (pod.deleting || (!isHealthy(pod) && pod !== firstUnhealthy))) return actions;
    remove(pod);
    if (isOrdered) return actions;
  }

  if (updateStrategy === "OnDelete") return actions;
  for (let ordinal = replicas - 1; ordinal >= partition; ordinal--) {
    const pod = byOrdinal.get(ordinal);
    if (pod === undefined || removed.has(pod)) return actions;
    if (pod.revision !== updateRevision && !pod.deleting) {
      remove(pod);
      return actions;
    }
    if (!isHealthy(pod)) return actions;
  }
  return actions;
}

function hasEnded({ phase }: StatefulPod): boolean {
  return phase === "Failed" || phase === "Succeeded";
}

function isHealthy(pod: StatefulPod | undefined): boolean {
  return pod?.phase === "Running" && pod.ready === true && pod.deleting !== true;
}
