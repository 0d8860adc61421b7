/** Memory of a pod in MiB, and its priority (0 by default). */
export type EvictionPod = {
  readonly name: string;
  readonly priority?: number | null;
  readonly requestMi?: number | null;
  readonly usageMi: number;
};

/**
 * The pods in the order in which the kubelet evicts them when the node runs out of memory: those that
 * use more than they requested, then the less important, then those further above their request.
 *
 * Source: `pkg/kubelet/eviction/helpers.go` rankMemoryPressure. Pods that are equal keep their order.
 */
export function evictionOrder({ pods }: { readonly pods: readonly EvictionPod[] }): readonly string[] {
  const excess = ({ usageMi, requestMi }: EvictionPod) => usageMi - (requestMi ?? 0);
  return pods
    .toSorted(
      (a, b) =>
        Number(excess(b) > 0) - Number(excess(a) > 0) ||
        (a.priority ?? 0) - (b.priority ?? 0) ||
        excess(b) - excess(a),
    )
    .map(({ name }) => name);
}
