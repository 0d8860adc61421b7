/** What an EndpointSlice says of an endpoint. */
export type EndpointConditions = {
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
};

/**
 * The conditions of a pod's endpoint. A pod being deleted may still serve but is not ready, unless the
 * Service publishes pods that are not ready.
 *
 * Source: kubernetes `staging/src/k8s.io/endpointslice/utils.go` podToEndpoint; documentation,
 * EndpointSlices, "Conditions".
 */
export function endpointConditions({
  podReady,
  deleting,
  publishNotReady,
}: {
  readonly podReady: boolean;
  readonly deleting: boolean;
  readonly publishNotReady: boolean;
}): EndpointConditions {
  return {
    ready: publishNotReady || (podReady && !deleting),
    serving: podReady || publishNotReady,
    terminating: deleting,
  };
}
