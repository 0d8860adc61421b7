import { type LabelSelector, type Labels, labelOf, matchesSelector } from "./label-selector.ts";
import type { LabelledNode, RequiredNodeAffinity } from "./node-affinity.ts";

/** `maxSkew`: how many more pods than the emptiest domain one may have. Absent `minDomains` = 1. */
export type SpreadConstraint = {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: "DoNotSchedule" | "ScheduleAnyway";
  readonly selector?: LabelSelector | null;
  readonly minDomains?: number;
};

/** A pod to place. Absent labels are none, an absent namespace is `default`. */
export type SpreadPod = RequiredNodeAffinity & {
  readonly labels?: Labels;
  readonly namespace?: string;
  readonly constraints: readonly SpreadConstraint[];
};

export type ExistingPod = {
  readonly node: string;
  readonly labels?: Labels;
  readonly namespace?: string;
  readonly terminating?: boolean;
};

export function hasTopologyKeys(node: LabelledNode, constraints: readonly SpreadConstraint[]): boolean {
  return constraints.every(({ topologyKey }) => labelOf(node.labels, topologyKey) !== undefined);
}

/**
 * How many pods on a node count for a constraint: those that its selector selects, of the pod's namespace
 * and not terminating.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/podtopologyspread/common.go` countPodsMatchSelector.
 */
export function countMatching(
  node: LabelledNode,
  { selector }: SpreadConstraint,
  { namespace = "default" }: SpreadPod,
  existingPods: readonly ExistingPod[],
): number {
  return existingPods.filter(
    (pod) =>
      pod.node === node.name &&
      !pod.terminating &&
      (pod.namespace ?? "default") === namespace &&
      matchesSelector(pod.labels ?? {}, selector),
  ).length;
}

/** The pods that count in each domain of the nodes given, by the topology key's value. */
export function countByDomain(
  nodes: readonly LabelledNode[],
  constraint: SpreadConstraint,
  pod: SpreadPod,
  existingPods: readonly ExistingPod[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const domain = labelOf(node.labels, constraint.topologyKey);
    if (domain === undefined) continue;
    counts.set(domain, (counts.get(domain) ?? 0) + countMatching(node, constraint, pod, existingPods));
  }
  return counts;
}
