import { isModelError, type ModelError } from "../model-error.ts";
import { type CpuReadiness, groupPods, type HpaPod, type PodMetric } from "./group-pods.ts";
import { tolerancesOf } from "./tolerance.ts";
import { countedMetrics, type MetricValues, usageReplicas } from "./usage-replicas.ts";

export type ResourceReplicas = {
  readonly replicas: number;
  /** Percent of the requests, rounded toward zero. */
  readonly utilization: number;
  readonly rawAverageMilli: number;
};

/**
 * The size that brings the mean utilization of a resource, in percent of the requests, to its target.
 * The percentage is truncated before it is compared, so 100.9 % of a target of 100 is a ratio of 1.
 *
 * Errors carry upstream's text: no pods, no samples, a pod without a request.
 *
 * Source: `pkg/controller/podautoscaler/replica_calculator.go` GetResourceReplicas;
 * `metrics/utilization.go` GetResourceUtilizationRatio. The request is asked for before the samples
 * that are left, as older releases did; v1.37 answers with the other error if both fail.
 */
export function resourceReplicas({
  currentReplicas,
  resource,
  targetUtilization,
  pods,
  metrics,
  tolerance,
  ...readiness
}: CpuReadiness & {
  readonly currentReplicas: number;
  readonly resource: string;
  readonly targetUtilization: number;
  readonly pods: readonly HpaPod[];
  readonly metrics: readonly PodMetric[];
  readonly tolerance?: number;
}): ResourceReplicas | ModelError {
  if (pods.length === 0) return { error: "no pods returned by selector while calculating replica count" };
  if (metrics.length === 0) {
    return {
      error: `unable to get metrics for resource ${resource}: no metrics returned from resource metrics API`,
    };
  }
  const groups = groupPods({ pods, metrics, resource, ...readiness });
  const values = countedMetrics(metrics, pods, groups);
  const requests = requestsOf(pods, resource);
  if (isModelError(requests)) return requests;
  if (values.size === 0) {
    return { error: "did not receive metrics for targeted pods (pods might be unready)" };
  }
  const fallbackUtilization = Math.max(100, targetUtilization);
  const result = usageReplicas({
    currentReplicas,
    tolerances: tolerancesOf(tolerance),
    groups,
    values,
    usageOf: (some) => utilizationOf(some, requests, targetUtilization),
    fillOf: (pod) => Math.trunc(((requests.get(pod) ?? 0) * fallbackUtilization) / 100),
  });
  if (isModelError(result)) return result;
  const { utilization, rawAverageMilli } = result.usage;
  return { replicas: result.replicas, utilization, rawAverageMilli };
}

function requestsOf(pods: readonly HpaPod[], resource: string): MetricValues | ModelError {
  const requests = new Map<string, number>();
  for (const { name, requestMilli } of pods) {
    if (typeof requestMilli !== "number") {
      return { error: `missing request for ${resource} in a container of Pod ${name}` };
    }
    requests.set(name, requestMilli);
  }
  return requests;
}

type Utilization = Omit<ResourceReplicas, "replicas"> & { readonly ratio: number };

function utilizationOf(
  values: MetricValues,
  requests: MetricValues,
  targetUtilization: number,
): Utilization | ModelError {
  const known = [...values].filter(([pod]) => requests.has(pod));
  const usage = known.reduce((sum, [, value]) => sum + value, 0);
  const requested = known.reduce((sum, [pod]) => sum + requests.get(pod)!, 0);
  if (requested === 0) return { error: "no metrics returned matched known pods" };
  const utilization = Math.trunc((usage * 100) / requested);
  return {
    ratio: utilization / targetUtilization,
    utilization,
    rawAverageMilli: Math.trunc(usage / known.length),
  };
}
