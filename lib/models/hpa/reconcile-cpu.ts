import { isModelError } from "../model-error.ts";
import { boundWithoutBehavior } from "./bounds.ts";
import type { CpuReadiness, HpaPod, PodMetric } from "./group-pods.ts";
import { resourceReplicas } from "./resource-replicas.ts";
import { type Recommendation, stabilize } from "./stabilize.ts";

/**
 * One pass of the controller over an autoscaler with a CPU utilization target and no behavior: the
 * size to set. A size of 0 turns autoscaling off unless the minimum is 0. `recommendations: null` is
 * the first pass, whose log starts with the current size, so that it never shrinks.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` reconcileAutoscaler, normalizeDesiredReplicas.
 */
export function reconcileCpu({
  min = 1,
  max,
  specReplicas,
  targetUtilization,
  pods,
  metrics,
  recommendations,
  scaleUpLimitFactor,
  tolerance,
  ...readiness
}: CpuReadiness & {
  readonly min?: number;
  readonly max: number;
  readonly specReplicas: number;
  readonly targetUtilization: number;
  readonly pods: readonly HpaPod[];
  readonly metrics: readonly PodMetric[];
  readonly recommendations?: readonly Recommendation[] | null;
  readonly scaleUpLimitFactor?: number;
  readonly tolerance?: number;
}): { readonly replicas: number } {
  const current = specReplicas;
  if (current === 0 && min !== 0) return { replicas: 0 };
  if (current > max) return { replicas: max };
  if (current < min) return { replicas: min };
  const metric = resourceReplicas({
    currentReplicas: current,
    resource: "cpu",
    targetUtilization,
    pods,
    metrics,
    tolerance,
    ...readiness,
  });
  if (isModelError(metric)) return { replicas: current };
  const log = recommendations ?? [{ replicas: current, secAgo: 0 }];
  const { replicas: desired } = stabilize({ desired: metric.replicas, recommendations: log });
  const { replicas } = boundWithoutBehavior({ current, desired, min, max, scaleUpLimitFactor });
  return { replicas };
}
