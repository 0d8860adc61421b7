import { type LabelSelector, type Labels, labelOf, matchesSelector } from "./label-selector.ts";
import type { LabelledNode } from "./node-affinity.ts";

/** `weight` for terms that are preferred; negative weights repel. */
export type AffinityTerm = {
  readonly topologyKey: string;
  readonly selector?: LabelSelector | null;
  /** Absent = the namespace of the pod that has the term. */
  readonly namespaces?: readonly string[];
  readonly weight?: number;
};

/** A pod with what it demands and prefers of the pods around it. */
export type AffinePod = {
  readonly labels: Labels;
  readonly namespace: string;
  readonly required?: readonly AffinityTerm[];
  readonly requiredAnti?: readonly AffinityTerm[];
  readonly preferred?: readonly AffinityTerm[];
};

export type PlacedPod = AffinePod & { readonly node: string };

/** Whether a term of one pod means another. */
function means(term: AffinityTerm, owner: AffinePod, other: AffinePod): boolean {
  const namespaces = term.namespaces ?? [];
  const isNamespace =
    namespaces.length === 0 ? other.namespace === owner.namespace : namespaces.includes(other.namespace);
  return isNamespace && matchesSelector(other.labels, term.selector);
}

function share(term: AffinityTerm, a: LabelledNode, b: LabelledNode | undefined): boolean {
  if (b === undefined) return false;
  const value = labelOf(a.labels, term.topologyKey);
  return value !== undefined && value === labelOf(b.labels, term.topologyKey);
}

export type AffinityRefusal = "affinity" | "anti-affinity" | "existing anti-affinity";

/**
 * Why a node is not for a pod because of the pods that are there, if it is not: pods that it must be near are
 * not, pods that it must not be near are, or one of those that are there does not want it. The first pod of a
 * group that must be near its own kind may go anywhere.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/interpodaffinity/filtering.go` Filter,
 * satisfyPodAffinity, satisfyPodAntiAffinity, satisfyExistingPodsAntiAffinity.
 */
export function affinityRefusal(
  pod: AffinePod,
  node: LabelledNode,
  nodes: readonly LabelledNode[],
  placed: readonly PlacedPod[],
): AffinityRefusal | undefined {
  const nodeOf = new Map(nodes.map((one) => [one.name, one]));
  const isNear = (term: AffinityTerm, owner: AffinePod, test: (other: PlacedPod) => boolean) =>
    placed.some(
      (other) => test(other) && means(term, owner, other) && share(term, node, nodeOf.get(other.node)),
    );
  for (const term of pod.required ?? []) {
    if (labelOf(node.labels, term.topologyKey) === undefined) return "affinity";
    if (isNear(term, pod, () => true)) continue;
    const isFirst = !placed.some((other) => means(term, pod, other)) && means(term, pod, pod);
    if (!isFirst) return "affinity";
  }
  for (const term of pod.requiredAnti ?? []) if (isNear(term, pod, () => true)) return "anti-affinity";
  const unwanted = placed.some((other) =>
    (other.requiredAnti ?? []).some(
      (term) => means(term, other, pod) && share(term, node, nodeOf.get(other.node)),
    ),
  );
  return unwanted ? "existing anti-affinity" : undefined;
}

/**
 * The score of every node (0–100) for the pods around it that the pod prefers, or that prefer the pod.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/interpodaffinity/scoring.go` processExistingPod,
 * NormalizeScore. Required affinity of placed pods counts with weight 1 (hardPodAffinityWeight).
 */
export function interPodAffinityScore(
  pod: AffinePod,
  nodes: readonly LabelledNode[],
  placed: readonly PlacedPod[],
): Readonly<Record<string, number>> {
  const nodeOf = new Map(nodes.map((one) => [one.name, one]));
  const raw = nodes.map((node) => {
    let sum = 0;
    for (const other of placed) {
      const there = nodeOf.get(other.node);
      for (const term of pod.preferred ?? []) {
        if (means(term, pod, other) && share(term, node, there)) sum += term.weight ?? 0;
      }
      for (const term of other.preferred ?? []) {
        if (means(term, other, pod) && share(term, node, there)) sum += term.weight ?? 0;
      }
      for (const term of other.required ?? [])
        if (means(term, other, pod) && share(term, node, there)) sum += 1;
    }
    return sum;
  });
  const [least, most] = [Math.min(...raw), Math.max(...raw)];
  return Object.fromEntries(
    nodes.map(({ name }, index) => [
      name,
      most === least ? 0 : Math.trunc((100 * (raw[index]! - least)) / (most - least)),
    ]),
  );
}
