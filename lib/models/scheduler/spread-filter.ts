import { labelOf, matchesSelector } from "./label-selector.ts";
import { type LabelledNode, matchesNodeAffinity } from "./node-affinity.ts";
import { countByDomain, type ExistingPod, hasTopologyKeys, type SpreadPod } from "./topology-spread.ts";

/** `Unschedulable`: removing pods may help; `UnschedulableAndUnresolvable`: it cannot. */
export type SpreadStatus = "Success" | "Unschedulable" | "UnschedulableAndUnresolvable";

/**
 * Which nodes keep the pod's DoNotSchedule constraints. Counted are the pods on nodes that the pod's node
 * affinity allows and that have all topology keys; the first constraint that a node breaks gives its
 * status.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/podtopologyspread/filtering.go` calPreFilterState,
 * Filter. `nodeAffinityPolicy` and `nodeTaintsPolicy` have their defaults, Honor and Ignore.
 */
export function spreadFilter({
  pod,
  nodes,
  existingPods,
}: {
  readonly pod: SpreadPod;
  readonly nodes: readonly LabelledNode[];
  readonly existingPods: readonly ExistingPod[];
}): Readonly<Record<string, SpreadStatus>> {
  const constraints = pod.constraints.filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === "DoNotSchedule",
  );
  const counting = nodes.filter(
    (node) => matchesNodeAffinity(node, pod) && hasTopologyKeys(node, constraints),
  );
  const checks = constraints.map((constraint) => {
    const counts = countByDomain(counting, constraint, pod, existingPods);
    const fewest = counts.size < (constraint.minDomains ?? 1) ? 0 : Math.min(...counts.values());
    const self = matchesSelector(pod.labels ?? {}, constraint.selector) ? 1 : 0;
    return { ...constraint, counts, fewest, self };
  });
  const statusOf = (node: LabelledNode): SpreadStatus => {
    for (const { topologyKey, maxSkew, counts, fewest, self } of checks) {
      const domain = labelOf(node.labels, topologyKey);
      if (domain === undefined) return "UnschedulableAndUnresolvable";
      if ((counts.get(domain) ?? 0) + self - fewest > maxSkew) return "Unschedulable";
    }
    return "Success";
  };
  return Object.fromEntries(nodes.map((node) => [node.name, statusOf(node)]));
}
