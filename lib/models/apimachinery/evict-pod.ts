export type EvictedPod = {
  readonly phase: "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown";
  readonly ready?: boolean;
  readonly deleting?: boolean;
};

/** A PodDisruptionBudget whose selector matches the pod. */
export type EvictionBudget = {
  readonly name: string;
  readonly disruptionsAllowed?: number;
  readonly currentHealthy?: number;
  readonly desiredHealthy?: number;
  readonly unhealthyPodEvictionPolicy?: "IfHealthyBudget" | "AlwaysAllow";
};

/** 201 = the pod goes, and whether that takes one of the budget's disruptions; else why not. */
export type EvictionAnswer =
  | { readonly code: 201; readonly usesBudget: boolean }
  | { readonly code: 403 | 429 | 500; readonly message: string; readonly cause?: string };

/**
 * How the API server answers the eviction of a pod. Pods that are not running yet or any more go at once;
 * a pod that is not ready goes without using the budget if the budget's other pods are healthy enough, or
 * always under the policy AlwaysAllow.
 *
 * Source: `kubernetes/kubernetes` `pkg/registry/core/pod/storage/eviction.go` Create, canIgnorePDB,
 * checkAndDecrement.
 */
export function evictPod(pod: EvictedPod, budgets: readonly EvictionBudget[]): EvictionAnswer {
  const { phase, ready = false, deleting = false } = pod;
  const [budget, ...others] = budgets;
  const isUnguarded = phase === "Pending" || phase === "Succeeded" || phase === "Failed" || deleting;
  if (isUnguarded || budget === undefined) return { code: 201, usesBudget: false };
  if (others.length > 0) {
    return {
      code: 500,
      message:
        "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
    };
  }
  const { name, disruptionsAllowed = 0, currentHealthy = 0, desiredHealthy = 0 } = budget;
  const isHealthyEnough = currentHealthy >= desiredHealthy && desiredHealthy > 0;
  if (!ready && (budget.unhealthyPodEvictionPolicy === "AlwaysAllow" || isHealthyEnough)) {
    return { code: 201, usesBudget: false };
  }
  if (disruptionsAllowed < 0) {
    return {
      code: 403,
      message: `poddisruptionbudget.policy "${name}" is forbidden: pdb disruptions allowed is negative`,
    };
  }
  if (disruptionsAllowed === 0) {
    return {
      code: 429,
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      cause: `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
    };
  }
  return { code: 201, usesBudget: true };
}
