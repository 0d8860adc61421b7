/** An endpoint of a Service as a node's kube-proxy sees it. `zones` = the zones it is hinted for. */
export type ServiceEndpoint = {
  readonly address: string;
  readonly zones: readonly string[];
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  /** On this node. */
  readonly local: boolean;
};

/**
 * A Service and the node that looks at it. `hintsAnnotation` = the value of
 * `service.kubernetes.io/topology-mode`, `zone` = the node's, "" = none.
 */
export type ServiceView = {
  readonly internalPolicyLocal: boolean;
  readonly externalPolicyLocal: boolean;
  /** Has a node port, a load balancer or external IPs. */
  readonly externallyAccessible: boolean;
  readonly hintsAnnotation: string;
  readonly zone: string;
  readonly proxyTerminatingEndpoints: boolean;
  readonly endpoints: readonly ServiceEndpoint[];
};

/** Sorted addresses; null = the Service never uses that traffic policy. */
export type CategorizedEndpoints = {
  readonly cluster: readonly string[] | null;
  readonly local: readonly string[] | null;
  readonly all: readonly string[];
};

/**
 * Where a node sends a Service's traffic under the Cluster and the Local policy, and the union of both.
 * A Service open to the outside uses cluster endpoints even with both policies Local: what pods on the
 * node send to its external address takes a short cut.
 *
 * Source: kubernetes `pkg/proxy/topology.go` CategorizeEndpoints and `pkg/proxy/serviceport.go`
 * UsesClusterEndpoints, UsesLocalEndpoints, of the releases where hints needed the annotation and the
 * fallback to terminating endpoints a feature gate. v1.37 does as if the annotation were `Auto` and the
 * gate on; its hints for a single node are not modelled.
 */
export function categorizeEndpoints(service: ServiceView): CategorizedEndpoints {
  const { endpoints, internalPolicyLocal, externalPolicyLocal, externallyAccessible } = service;
  const usable = (among: readonly ServiceEndpoint[], ready: readonly ServiceEndpoint[]) => {
    if (ready.length > 0 || !service.proxyTerminatingEndpoints) return addressesOf(ready);
    return addressesOf(among.filter(({ serving, terminating }) => serving && terminating));
  };
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  const hinted = usesZoneHints(service) ? ready.filter(({ zones }) => zones.includes(service.zone)) : ready;
  const here = endpoints.filter(({ local }) => local);

  const usesCluster = !internalPolicyLocal || externallyAccessible;
  const usesLocal = internalPolicyLocal || (externalPolicyLocal && externallyAccessible);
  const cluster = usesCluster ? usable(endpoints, hinted) : null;
  const local = usesLocal
    ? usable(
        here,
        here.filter((endpoint) => endpoint.ready),
      )
    : null;
  const all = [...new Set([...(cluster ?? []), ...(local ?? [])])].sort();
  return { cluster, local, all };
}

function addressesOf(endpoints: readonly ServiceEndpoint[]): readonly string[] {
  return endpoints.map(({ address }) => address).sort();
}

/**
 * Whether the node keeps to endpoints hinted for its zone: only if every ready endpoint has hints and one
 * of them names the zone, so that no endpoint and no node is left out by half-written hints.
 *
 * Source: kubernetes `pkg/proxy/topology.go` canUseTopology, topologyModeFromHints.
 */
export function usesZoneHints({ hintsAnnotation, zone, endpoints }: ServiceView): boolean {
  if (zone === "" || (hintsAnnotation !== "auto" && hintsAnnotation !== "Auto")) return false;
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  return ready.every(({ zones }) => zones.length > 0) && ready.some(({ zones }) => zones.includes(zone));
}
