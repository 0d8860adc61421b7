/** Amounts by the resource's name: CPU in millicores, memory and storage in bytes, anything else in units. */
export type Resources = Readonly<Record<string, number>>;

/** The requests of a pod's containers; a resource that a container does not name is not requested. */
export type PodResources = {
  readonly containers: readonly Resources[];
  readonly initContainers?: readonly Resources[];
  readonly overhead?: Resources;
};

/** The amount that is named, `unset` if none is. */
export function amountOf(resources: Resources, name: string, unset = 0): number {
  return Object.hasOwn(resources, name) ? resources[name]! : unset;
}

/**
 * What a pod requests of a resource: the sum of its containers or its largest init container, which run
 * one at a time before them, and the overhead of its sandbox. A container without a request of it counts
 * as `unset`.
 *
 * Source: kubernetes `component-helpers/resource/helpers.go` PodRequests. Init containers that keep
 * running (sidecars) and pod-level resources are not modelled.
 */
export function podRequest(
  { containers, initContainers = [], overhead = {} }: PodResources,
  name: string,
  unset = 0,
): number {
  const of = (container: Resources) => amountOf(container, name, unset);
  const together = containers.reduce((sum, container) => sum + of(container), 0);
  return Math.max(together, ...initContainers.map(of)) + amountOf(overhead, name);
}

/** What several pods request of a resource together. */
export function totalRequest(pods: readonly PodResources[], name: string, unset = 0): number {
  return pods.reduce((sum, pod) => sum + podRequest(pod, name, unset), 0);
}

/** The names of all resources that a pod's containers or its overhead name, each once. */
export function requestedNames({
  containers,
  initContainers = [],
  overhead = {},
}: PodResources): readonly string[] {
  return [...new Set([...containers, ...initContainers, overhead].flatMap((one) => Object.keys(one)))];
}
