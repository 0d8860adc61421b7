import { amountOf, type PodResources, podRequest, type Resources, totalRequest } from "./pod-request.ts";

/** A resource that counts for a score, and how much. */
export type ResourceWeight = { readonly name: string; readonly weight: number };

/** Candidate nodes for a pod, and the pods that they have. */
export type ScoringInput = {
  readonly pod: PodResources;
  readonly nodes: readonly { readonly name: string; readonly allocatable: Resources }[];
  readonly existingPods: readonly (PodResources & { readonly node: string })[];
  readonly resources: readonly ResourceWeight[];
};

/** A score by the name of its node. */
export type NodeScores = Readonly<Record<string, number>>;

/** How much of a resource is requested on a node, the new pod included, and what part is the new pod's. */
export type Allocation = {
  readonly weight: number;
  readonly requested: number;
  readonly podRequest: number;
  readonly allocatable: number;
};

/**
 * What a container without a request counts as, so that nodes full of such pods do not look empty: a tenth
 * of a core and 200 MiB.
 *
 * Source: kubernetes `pkg/scheduler/util/pod_resources.go`.
 */
export const NON_ZERO_REQUESTS: Resources = { cpu: 100, memory: 200 * 2 ** 20 };

/**
 * The resources that count on a node. One of which the node has nothing is left out, and so is one besides
 * cpu, memory and ephemeral-storage that the pod does not request.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/noderesources/resource_allocation.go`
 * calculateResourceAllocatableRequest.
 */
export function allocationsOf(
  pod: PodResources,
  node: { readonly allocatable: Resources; readonly pods: readonly PodResources[] },
  resources: readonly ResourceWeight[],
  unsetRequests: Resources,
): readonly Allocation[] {
  return resources.flatMap(({ name, weight }) => {
    const unset = amountOf(unsetRequests, name);
    const request = podRequest(pod, name, unset);
    const requested = request + totalRequest(node.pods, name, unset);
    const allocatable = amountOf(node.allocatable, name);
    if (allocatable === 0 || (request === 0 && isScalarResource(name))) return [];
    return [{ weight, requested, podRequest: request, allocatable }];
  });
}

function isScalarResource(name: string): boolean {
  return name !== "cpu" && name !== "memory" && name !== "ephemeral-storage";
}

/** The score of every node for what is allocated on it. */
export function scoreNodes(
  { pod, nodes, existingPods, resources }: ScoringInput,
  unsetRequests: Resources,
  score: (allocations: readonly Allocation[]) => number,
): NodeScores {
  return Object.fromEntries(
    nodes.map(({ name, allocatable }) => {
      const pods = existingPods.filter(({ node }) => node === name);
      return [name, score(allocationsOf(pod, { allocatable, pods }, resources, unsetRequests))];
    }),
  );
}

/** 100·part/whole without its fraction, exact where the product is beyond the integers of a double. */
export function percentOf(part: number, whole: number): number {
  const product = part * 100;
  if (Number.isSafeInteger(product)) return Math.trunc(product / whole);
  return Number((BigInt(part) * 100n) / BigInt(whole));
}

/** The mean of the resources' scores by their weights, with its fraction; 0 without resources. */
export function weightedMean(scores: readonly { readonly weight: number; readonly score: number }[]): number {
  const weights = scores.reduce((sum, { weight }) => sum + weight, 0);
  return weights === 0 ? 0 : scores.reduce((sum, { weight, score }) => sum + weight * score, 0) / weights;
}
