export type QosClass = "Guaranteed" | "Burstable" | "BestEffort";

/** Amounts by resource, in any unit that both sides share; 0 = not set. */
export type ResourceList = Readonly<Record<string, number | null | undefined>>;

export type QosContainer = {
  readonly requests?: ResourceList | null;
  readonly limits?: ResourceList | null;
};

const RESOURCES = ["cpu", "memory"] as const;

/**
 * The QoS class of a pod from the CPU and memory of its containers. Requests are taken as written: it
 * is the API server that sets a missing request to the limit.
 *
 * Source: `pkg/apis/core/v1/helper/qos/qos.go` ComputePodQOS, without pod-level resources. Init
 * containers count as the others do.
 */
export function qosClass({
  containers,
  initContainers = [],
}: {
  readonly containers: readonly QosContainer[];
  readonly initContainers?: readonly QosContainer[];
}): QosClass {
  const all = [...containers, ...initContainers];
  const total = (side: "requests" | "limits", resource: string) =>
    all.reduce((sum, container) => sum + amountOf(container[side], resource), 0);
  const isUnset = RESOURCES.every(
    (resource) => total("requests", resource) === 0 && total("limits", resource) === 0,
  );
  if (isUnset) return "BestEffort";
  const isGuaranteed = RESOURCES.every(
    (resource) =>
      all.every(({ limits }) => amountOf(limits, resource) > 0) &&
      total("requests", resource) === total("limits", resource),
  );
  return isGuaranteed ? "Guaranteed" : "Burstable";
}

function amountOf(list: ResourceList | null | undefined, resource: string): number {
  return Math.max(0, list?.[resource] ?? 0);
}
