import { hasLabels, type LabelRequirement, type Labels, meetsRequirement } from "./label-selector.ts";
import { normalizedByName } from "./normalize-score.ts";

export type LabelledNode = { readonly name: string; readonly labels: Labels };

/** All expressions and fields must hold; a term with neither matches no node. */
export type NodeSelectorTerm = {
  readonly matchExpressions?: readonly LabelRequirement[] | null;
  readonly matchFields?: readonly LabelRequirement[] | null;
};

/** What a pod demands of its node; null or absent = nothing. One of the terms must match. */
export type RequiredNodeAffinity = {
  readonly nodeSelector?: Labels | null;
  readonly requiredTerms?: readonly NodeSelectorTerm[] | null;
};

/**
 * Whether a node matches a term.
 *
 * Source: kubernetes `staging/src/k8s.io/component-helpers/scheduling/corev1/nodeaffinity/nodeaffinity.go`
 * nodeSelectorTerm, isEmptyNodeSelectorTerm.
 */
export function matchesTerm(node: LabelledNode, term: NodeSelectorTerm): boolean {
  const expressions = term.matchExpressions ?? [];
  const fields = term.matchFields ?? [];
  if (expressions.length + fields.length === 0) return false;
  return (
    expressions.every((requirement) => meetsRequirement(node.labels, requirement)) &&
    fields.every((requirement) => meetsField(node.name, requirement))
  );
}

/** `metadata.name` is the only field, In and NotIn with one value the only questions. */
function meetsField(nodeName: string, { key, operator, values }: LabelRequirement): boolean {
  if (key !== "metadata.name" || values?.length !== 1) return false;
  if (operator === "In") return nodeName === values[0];
  return operator === "NotIn" && nodeName !== values[0];
}

/**
 * Whether a node is one that the pod's node selector and required node affinity allow. A list of terms that
 * is empty allows none.
 *
 * Source: RequiredNodeAffinity there.
 */
export function matchesNodeAffinity(
  node: LabelledNode,
  { nodeSelector, requiredTerms }: RequiredNodeAffinity,
): boolean {
  if (nodeSelector && !hasLabels(node.labels, nodeSelector)) return false;
  return !requiredTerms || requiredTerms.some((term) => matchesTerm(node, term));
}

/**
 * Whether a node passes: what the scheduler's own configuration adds for every pod, and what the pod
 * demands.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go` Filter.
 */
export function nodeAffinityFilter({
  addedTerms,
  labels,
  nodeName,
  ...required
}: RequiredNodeAffinity & {
  readonly addedTerms?: readonly NodeSelectorTerm[] | null;
  readonly labels: Labels;
  readonly nodeName: string;
}): boolean {
  const node = { name: nodeName, labels };
  return matchesNodeAffinity(node, { requiredTerms: addedTerms }) && matchesNodeAffinity(node, required);
}

/** A term that a node is better for matching. */
export type PreferredTerm = NodeSelectorTerm & { readonly weight: number };

/**
 * The score of every node (0–100): the weights of the preferred terms that it matches, in proportion to the
 * best node.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go` Score, NormalizeScore.
 */
export function nodeAffinityScore({
  preferred,
  addedPreferred,
  nodes,
}: {
  readonly preferred: readonly PreferredTerm[];
  readonly addedPreferred: readonly PreferredTerm[];
  readonly nodes: readonly LabelledNode[];
}): Readonly<Record<string, number>> {
  const terms = [...preferred, ...addedPreferred];
  return normalizedByName(nodes, (node) =>
    terms.reduce((sum, term) => sum + (matchesTerm(node, term) ? term.weight : 0), 0),
  );
}
