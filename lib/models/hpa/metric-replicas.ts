import { isModelError, type ModelError } from "../model-error.ts";
import { groupPods, type HpaPod, type PodMetric } from "./group-pods.ts";
import { tolerancesOf, withinTolerance } from "./tolerance.ts";
import { countedMetrics, usageReplicas } from "./usage-replicas.ts";

const NO_PODS = "no pods returned by selector while calculating replica count";
const MAX_INT32 = 2_147_483_647;

/**
 * The size that brings a metric of the pods (type Pods, or a resource by AverageValue) to its target
 * on average. No sample is disbelieved because a pod is young.
 *
 * Source: `pkg/controller/podautoscaler/replica_calculator.go` GetMetricReplicas and
 * calcPlainMetricReplicas; `metrics/utilization.go` GetMetricUsageRatio. Older releases also
 * filled missing pods with 0 at a ratio of exactly 1, and so shrank.
 */
export function podsMetricReplicas({
  currentReplicas,
  targetMilli,
  pods,
  metrics,
  tolerance,
}: {
  readonly currentReplicas: number;
  readonly targetMilli: number;
  readonly pods: readonly HpaPod[];
  readonly metrics: readonly PodMetric[];
  readonly tolerance?: number;
}): { readonly replicas: number; readonly averageMilli: number } | ModelError {
  if (pods.length === 0) return { error: NO_PODS };
  if (metrics.length === 0) {
    return { error: "unable to get metric: no metrics returned from custom metrics API" };
  }
  const groups = groupPods({ pods, metrics });
  const values = countedMetrics(metrics, pods, groups);
  if (values.size === 0) {
    return { error: "did not receive metrics for targeted pods (pods might be unready)" };
  }
  const result = usageReplicas({
    currentReplicas,
    tolerances: tolerancesOf(tolerance),
    groups,
    values,
    usageOf: (some) => {
      const average = Math.trunc(sumOf([...some.values()]) / some.size);
      return { ratio: average / targetMilli, average };
    },
    fillOf: () => targetMilli,
  });
  if (isModelError(result)) return result;
  return { replicas: result.replicas, averageMilli: result.usage.average };
}

/**
 * The size for a metric of one object or of something outside the cluster, target type Value: the
 * ready pods times the ratio. From 0 pods the ratio alone decides.
 *
 * Source: `pkg/controller/podautoscaler/replica_calculator.go` GetObjectMetricReplicas,
 * GetExternalMetricReplicas and getUsageRatioReplicaCount.
 */
export function valueMetricReplicas({
  currentReplicas,
  targetMilli,
  valuesMilli,
  pods = [],
  tolerance,
}: {
  readonly currentReplicas: number;
  readonly targetMilli: number;
  /** The values of all series found; they are added. */
  readonly valuesMilli: readonly number[];
  readonly pods?: readonly HpaPod[];
  readonly tolerance?: number;
}): { readonly replicas: number; readonly valueMilli: number } | ModelError {
  const valueMilli = sumOf(valuesMilli);
  const ratio = valueMilli / targetMilli;
  if (currentReplicas === 0) return { replicas: Math.ceil(ratio), valueMilli };
  if (withinTolerance(ratio, tolerancesOf(tolerance))) return { replicas: currentReplicas, valueMilli };
  if (pods.length === 0) return { error: `unable to calculate ready pods: ${NO_PODS}` };
  const ready = pods.filter((pod) => pod.phase === "Running" && pod.ready === true).length;
  return { replicas: Math.min(Math.ceil(ratio * ready), MAX_INT32), valueMilli };
}

/**
 * The size for such a metric, target type AverageValue: the value is meant to be shared by all pods,
 * ready or not. `averageMilli` is rounded up (0 without pods, where upstream divides by zero).
 *
 * Source: `pkg/controller/podautoscaler/replica_calculator.go` GetObjectPerPodMetricReplicas and
 * GetExternalPerPodMetricReplicas.
 */
export function perPodMetricReplicas({
  currentReplicas,
  targetAverageMilli,
  valuesMilli,
  tolerance,
}: {
  readonly currentReplicas: number;
  readonly targetAverageMilli: number;
  readonly valuesMilli: readonly number[];
  readonly tolerance?: number;
}): { readonly replicas: number; readonly averageMilli: number } {
  const value = sumOf(valuesMilli);
  const ratio = value / (targetAverageMilli * currentReplicas);
  const keep = withinTolerance(ratio, tolerancesOf(tolerance));
  return {
    replicas: keep ? currentReplicas : Math.ceil(value / targetAverageMilli),
    averageMilli: currentReplicas === 0 ? 0 : Math.ceil(value / currentReplicas),
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
