import { isModelError, type ModelError } from "../model-error.ts";
import type { HpaPod, PodGroups, PodMetric } from "./group-pods.ts";
import { isIgnored } from "./group-pods.ts";
import { type Tolerances, withinTolerance } from "./tolerance.ts";

/** Values in thousandths by the name of the pod. */
export type MetricValues = ReadonlyMap<string, number>;

/** The samples that count: neither of ignored pods nor of unready ones. Those of unknown pods stay. */
export function countedMetrics(
  metrics: readonly PodMetric[],
  pods: readonly HpaPod[],
  { unready }: PodGroups,
): MetricValues {
  const values = new Map(metrics.map(({ pod, valueMilli }) => [pod, valueMilli]));
  for (const pod of pods) if (isIgnored(pod)) values.delete(pod.name);
  for (const pod of unready) values.delete(pod);
  return values;
}

/**
 * The size that brings the usage to its target. Pods without a sample and pods not ready are filled
 * in against the direction of the change, so that what is not known never makes it larger; if they
 * turn the direction round, nothing changes. The usage reported is that of the real samples.
 *
 * `usageOf` gives the usage of a set of values and its ratio to the target; `fillOf` the value of a
 * pod without a sample when the size would shrink.
 *
 * Source: `pkg/controller/podautoscaler/replica_calculator.go` GetResourceReplicas and
 * calcPlainMetricReplicas, which share these steps.
 */
export function usageReplicas<Usage extends { readonly ratio: number }>({
  currentReplicas,
  tolerances,
  groups,
  values,
  usageOf,
  fillOf,
}: {
  readonly currentReplicas: number;
  readonly tolerances: Tolerances;
  readonly groups: PodGroups;
  readonly values: MetricValues;
  readonly usageOf: (values: MetricValues) => Usage | ModelError;
  readonly fillOf: (pod: string) => number;
}): { readonly replicas: number; readonly usage: Usage } | ModelError {
  const usage = usageOf(values);
  if (isModelError(usage)) return usage;
  const { ratio } = usage;
  const scaleUpWithUnready = groups.unready.length > 0 && ratio > 1;
  if (!scaleUpWithUnready && groups.missing.length === 0) {
    const keep = withinTolerance(ratio, tolerances);
    return { replicas: keep ? currentReplicas : Math.ceil(ratio * groups.ready), usage };
  }

  const filled = new Map(values);
  if (ratio < 1) for (const pod of groups.missing) filled.set(pod, fillOf(pod));
  if (ratio > 1) for (const pod of groups.missing) filled.set(pod, 0);
  if (scaleUpWithUnready) for (const pod of groups.unready) filled.set(pod, 0);
  const again = usageOf(filled);
  if (isModelError(again)) return again;
  const turned = (ratio < 1 && again.ratio > 1) || (ratio > 1 && again.ratio < 1);
  const wanted = Math.ceil(again.ratio * filled.size);
  const against =
    (again.ratio < 1 && wanted > currentReplicas) || (again.ratio > 1 && wanted < currentReplicas);
  const keep = withinTolerance(again.ratio, tolerances) || turned || against;
  return { replicas: keep ? currentReplicas : wanted, usage };
}
