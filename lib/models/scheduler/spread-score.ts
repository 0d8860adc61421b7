import { labelOf } from "./label-selector.ts";
import { type LabelledNode, matchesNodeAffinity } from "./node-affinity.ts";
import {
  countByDomain,
  countMatching,
  type ExistingPod,
  hasTopologyKeys,
  type SpreadConstraint,
  type SpreadPod,
} from "./topology-spread.ts";

const HOSTNAME = "kubernetes.io/hostname";

/**
 * The score of every node (0–100) under the pod's ScheduleAnyway constraints: the fewer pods its domains
 * have, the higher. `nodes` are those that passed the filters; a node without all topology keys gets 0.
 * Pods on `otherNodes` count in the domains of the candidates. Without such constraints the plugin has
 * nothing to say: 0.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/podtopologyspread/scoring.go`.
 */
export function spreadScore({
  pod,
  nodes,
  otherNodes = [],
  existingPods,
}: {
  readonly pod: SpreadPod;
  readonly nodes: readonly LabelledNode[];
  readonly otherNodes?: readonly LabelledNode[];
  readonly existingPods: readonly ExistingPod[];
}): Readonly<Record<string, number>> {
  const constraints = pod.constraints.filter(
    ({ whenUnsatisfiable }) => whenUnsatisfiable === "ScheduleAnyway",
  );
  const candidates =
    constraints.length === 0 ? [] : nodes.filter((node) => hasTopologyKeys(node, constraints));
  const counted = [...nodes, ...otherNodes].filter(
    (node) => matchesNodeAffinity(node, pod) && hasTopologyKeys(node, constraints),
  );
  const parts = constraints.map((constraint) => {
    const counts = countByDomain(counted, constraint, pod, existingPods);
    return { constraint, counts, weight: normalizingWeight(constraint, candidates) };
  });
  const raw = candidates.map((node) => {
    let sum = 0;
    for (const { constraint, counts, weight } of parts) {
      const count =
        constraint.topologyKey === HOSTNAME
          ? countMatching(node, constraint, pod, existingPods)
          : (counts.get(labelOf(node.labels, constraint.topologyKey)!) ?? 0);
      sum += count * weight + (constraint.maxSkew - 1);
    }
    return Math.round(sum);
  });
  const scores = new Map(nodes.map(({ name }) => [name, 0]));
  for (const [index, score] of normalizeSpread(raw).entries()) scores.set(candidates[index]!.name, score);
  return Object.fromEntries(scores);
}

/** So that a topology of many domains, each with few pods, weighs as much as one of few. */
function normalizingWeight({ topologyKey }: SpreadConstraint, candidates: readonly LabelledNode[]): number {
  const domains = new Set(candidates.map(({ labels }) => labelOf(labels, topologyKey)));
  return Math.log((topologyKey === HOSTNAME ? candidates.length : domains.size) + 2);
}

/** The fewest pods get 100, and nobody 0 unless the fewest are none. */
function normalizeSpread(raw: readonly number[]): readonly number[] {
  const most = Math.max(0, ...raw);
  const fewest = Math.min(...raw);
  return raw.map((score) => (most === 0 ? 100 : Math.trunc((100 * (most + fewest - score)) / most)));
}
