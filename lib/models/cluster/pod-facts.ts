import { at } from "../kubectl/cluster.ts";
import type { Condition } from "../kubectl/objects.ts";
import { type QosClass, qosClass } from "../kubelet/qos-class.ts";
import { isModelError } from "../model-error.ts";
import { milliValue, wholeValue } from "../resources/quantity-values.ts";
import type { PodResources, Resources } from "../scheduler/pod-request.ts";
import type { Container, Pod, PodSpec, Quantities } from "./kinds.ts";

/** Amounts as the scheduler counts: CPU in thousandths, everything else whole. What cannot be read is 0. */
export function amountsOf(quantities: Quantities | undefined): Resources {
  return Object.fromEntries(
    Object.entries(quantities ?? {}).map(([name, text]) => {
      const value = name === "cpu" ? milliValue(String(text)) : wholeValue(String(text));
      return [name, isModelError(value) ? 0 : value];
    }),
  );
}

const requests = new WeakMap<PodSpec, PodResources>();

/** The requests of a pod's containers. */
export function podResources(spec: PodSpec): PodResources {
  let kept = requests.get(spec);
  if (kept === undefined) {
    const of = (containers: readonly Container[] = []) =>
      containers.map(({ resources }) => amountsOf(resources?.requests));
    kept = { containers: of(spec.containers), initContainers: of(spec.initContainers) };
    requests.set(spec, kept);
  }
  return kept;
}

/** The QoS class of a pod. */
export function podQos(spec: PodSpec): QosClass {
  const of = (containers: readonly Container[] = []) =>
    containers.map(({ resources }) => ({
      requests: amountsOf(resources?.requests),
      limits: amountsOf(resources?.limits),
    }));
  return qosClass({ containers: of(spec.containers), initContainers: of(spec.initContainers) });
}

export function conditionOf(
  object: { readonly status?: { readonly conditions?: readonly Condition[] } },
  type: string,
): Condition | undefined {
  return object.status?.conditions?.find((condition) => condition.type === type);
}

/** Source: `pkg/api/v1/pod/util.go` IsPodReady. */
export function isPodReady(pod: Pod): boolean {
  return conditionOf(pod, "Ready")?.status === "True";
}

/** Ready for at least so many seconds. Source: `pkg/api/v1/pod/util.go` IsPodAvailable. */
export function isPodAvailable(pod: Pod, minReadySeconds: number, time: string): boolean {
  const ready = conditionOf(pod, "Ready");
  if (ready?.status !== "True") return false;
  return Date.parse(ready.lastTransitionTime ?? "") + minReadySeconds * 1000 <= Date.parse(time);
}

/** Neither ended nor on its way out. Source: `pkg/controller/controller_utils.go` IsPodActive. */
export function isPodActive(pod: Pod): boolean {
  return !hasPodEnded(pod) && pod.metadata.deletionTimestamp === undefined;
}

export function hasPodEnded(pod: Pod): boolean {
  return pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
}

/**
 * Conditions with one more, or with one replaced; the time of transition is kept while the status is the same.
 */
export function withCondition(
  conditions: readonly Condition[] | undefined,
  condition: Condition,
  time: string,
): readonly Condition[] {
  const old = (conditions ?? []).find(({ type }) => type === condition.type);
  const lastTransitionTime = old?.status === condition.status ? (old?.lastTransitionTime ?? time) : time;
  const updated = { ...condition, lastTransitionTime };
  if (old === undefined) return [...(conditions ?? []), updated];
  return (conditions ?? []).map((one) => (one === old ? updated : one));
}

/** The labels of a pod template. */
export function templateLabels(template: unknown): Readonly<Record<string, string>> {
  return (at(template, "metadata", "labels") ?? {}) as Readonly<Record<string, string>>;
}
