import {
  amountOf,
  type PodResources,
  podRequest,
  type Resources,
  requestedNames,
  totalRequest,
} from "./pod-request.ts";

/** A node and the pods on it, asked for room for one more pod. */
export type FitInput = {
  readonly pod: PodResources;
  readonly node: { readonly allocatable: Resources };
  readonly podsOnNode: readonly PodResources[];
  /** Extended resources that the scheduler leaves to somebody else, by name and by the domain before `/`. */
  readonly ignoredResources?: readonly string[];
  readonly ignoredResourceGroups?: readonly string[];
};

export type InsufficientResource = {
  readonly resource: string;
  readonly requested: number;
  readonly used: number;
  readonly capacity: number;
};

/** In the order that the scheduler asks for them; `pods` is asked before and counts pods. */
const BASIC = ["cpu", "memory", "ephemeral-storage"];

/**
 * The resources of which a node has too little left: pods, cpu, memory, ephemeral-storage, then the others
 * by name; empty if the pod fits. What a pod does not request it is not asked for, even on a node that is
 * overcommitted.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/noderesources/fit.go` fitsRequest.
 */
export function insufficientResources({
  pod,
  node: { allocatable },
  podsOnNode,
  ignoredResources = [],
  ignoredResourceGroups = [],
}: FitInput): readonly InsufficientResource[] {
  const insufficient: InsufficientResource[] = [];
  const check = (resource: string, requested: number, used: number) => {
    const capacity = amountOf(allocatable, resource);
    if (requested > 0 && requested > capacity - used) {
      insufficient.push({ resource, requested, used, capacity });
    }
  };
  check("pods", 1, podsOnNode.length);
  const scalars = requestedNames(pod).filter((name) => !BASIC.includes(name) && name !== "pods");
  for (const name of [...BASIC, ...scalars.toSorted()]) {
    const ignored = ignoredResources.includes(name) || ignoredResourceGroups.includes(name.split("/")[0]!);
    if (ignored && isExtendedResource(name)) continue;
    check(name, podRequest(pod, name), totalRequest(podsOnNode, name));
  }
  return insufficient;
}

/** The names of the resources of which a node has too little left. */
export function fitNames(input: FitInput): readonly string[] {
  return insufficientResources(input).map(({ resource }) => resource);
}

/** Source: kubernetes `pkg/apis/core/v1/helper/helpers.go` IsExtendedResourceName. */
function isExtendedResource(name: string): boolean {
  return name.includes("/") && !name.includes("kubernetes.io/");
}
