import { endpointSlices } from "../../apimachinery/endpoint-slices.ts";
import { isSame, type KubeObject } from "../../kubectl/cluster.ts";
import { endpointConditions } from "../../services/endpoint-conditions.ts";
import type { Controller, Write } from "../controller.ts";
import { type Endpoint, type EndpointSlice, keyOf, type Pod, type Service, splitKey } from "../kinds.ts";
import { hasPodEnded, isPodReady } from "../pod-facts.ts";
import { isSelected } from "../validate.ts";
import type { View } from "../view.ts";

export const SERVICE_NAME = "kubernetes.io/service-name";
const MOST_ENDPOINTS = 100;
const asObject = (value: unknown) => value as KubeObject;

/**
 * Writes the pods of a Service with their conditions into EndpointSlices.
 *
 * Source: `kubernetes/endpointslice` `reconciler.go`, `utils.go`; how many slices is `endpointSlices` of
 * `lib/models/apimachinery`.
 */
export const endpointSliceController: Controller = {
  name: "endpoint-slice-controller",
  keysOf({ object, old }, view) {
    if (object.kind === "Service") return [keyOf(object)];
    if (object.kind === "EndpointSlice") {
      const service = object.metadata.labels?.[SERVICE_NAME];
      return service === undefined ? [] : [`${object.metadata.namespace}/${service}`];
    }
    if (object.kind !== "Pod") return [];
    const labels = [object.metadata.labels, old?.metadata.labels];
    return view
      .list("Service", object.metadata.namespace)
      .filter(({ spec }) => labels.some((one) => isSelected(one, spec.selector)))
      .map(keyOf);
  },
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const service = view.get("Service", namespace, name);
    if (service === undefined || service.spec.selector === undefined || service.spec.type === "ExternalName")
      return [];
    const existing = view
      .list("EndpointSlice", namespace)
      .filter(
        ({ metadata }) =>
          metadata.labels?.[SERVICE_NAME] === name && metadata.deletionTimestamp === undefined,
      );
    const wanted = endpointsOf(view, service);
    const ports = portsOf(view, service);
    return [...plan(service, existing, wanted, ports)];
  },
};

function endpointsOf(view: View, service: Service): readonly Endpoint[] {
  return view.list("Pod", service.metadata.namespace).flatMap((pod): Endpoint[] => {
    if (!isSelected(pod.metadata.labels, service.spec.selector)) return [];
    const { podIP } = pod.status ?? {};
    if (podIP === undefined || hasPodEnded(pod)) return [];
    const { name, namespace, uid } = pod.metadata;
    return [
      {
        addresses: [podIP],
        conditions: endpointConditions({
          podReady: isPodReady(pod),
          deleting: pod.metadata.deletionTimestamp !== undefined,
          publishNotReady: service.spec.publishNotReadyAddresses ?? false,
        }),
        ...(pod.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
        targetRef: {
          kind: "Pod",
          name,
          ...(namespace === undefined ? {} : { namespace }),
          ...(uid === undefined ? {} : { uid }),
        },
      },
    ];
  });
}

/** The number of a port that a Service names. */
export function targetPortOf(
  pod: Pod | undefined,
  targetPort: number | string | undefined,
): number | undefined {
  if (typeof targetPort === "number") return targetPort;
  if (targetPort === undefined) return undefined;
  if (/^\d+$/.test(targetPort)) return Number(targetPort);
  return pod?.spec.containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === targetPort)
    ?.containerPort;
}

function portsOf(view: View, service: Service): EndpointSlice["ports"] {
  const pod = view
    .list("Pod", service.metadata.namespace)
    .find(({ metadata }) => isSelected(metadata.labels, service.spec.selector));
  return (service.spec.ports ?? []).flatMap(({ name = "", targetPort, port, protocol = "TCP" }) => {
    const number = targetPortOf(pod, targetPort ?? port);
    return number === undefined ? [] : [{ name, port: number, protocol }];
  });
}

function* plan(
  service: Service,
  existing: readonly EndpointSlice[],
  wanted: readonly Endpoint[],
  ports: EndpointSlice["ports"],
): Generator<Write> {
  const uidOf = ({ targetRef }: Endpoint) => targetRef?.uid;
  const byUid = new Map(wanted.map((endpoint) => [uidOf(endpoint), endpoint]));
  const placed = new Set<string | undefined>();
  const kept = existing.map((slice) => {
    const endpoints = slice.endpoints.flatMap((endpoint) => {
      const now = byUid.get(uidOf(endpoint));
      if (now === undefined || placed.has(uidOf(endpoint))) return [];
      placed.add(uidOf(endpoint));
      return [now];
    });
    return { slice, endpoints };
  });
  const rest = wanted.filter((endpoint) => !placed.has(uidOf(endpoint)));
  const { sizes } = endpointSlices({
    existing: kept.map(({ endpoints }) => endpoints.length),
    desired: wanted.length,
    max: MOST_ENDPOINTS,
  });
  // The sizes that no slice has yet say where the rest goes.
  const open = [...sizes];
  for (const { endpoints } of kept) {
    const place = open.indexOf(endpoints.length);
    if (place >= 0) open.splice(place, 1);
  }
  const isGrown = (size: number) => kept.some(({ endpoints }) => endpoints.length + rest.length === size);
  const [grown] = open.filter((size) => rest.length > 0 && rest.length < MOST_ENDPOINTS && isGrown(size));
  const target =
    grown === undefined ? undefined : kept.find(({ endpoints }) => endpoints.length + rest.length === grown);
  for (const one of kept) {
    const endpoints = one === target ? [...one.endpoints, ...rest] : one.endpoints;
    if (endpoints.length === 0 && kept.length > 1 && wanted.length > 0)
      yield { do: "delete", object: asObject(one.slice) };
    else if (!isSame(endpoints, one.slice.endpoints) || !isSame(ports, one.slice.ports)) {
      yield { do: "update", object: asObject({ ...one.slice, endpoints, ports }) };
    }
  }
  if (target !== undefined) return;
  const parts: Endpoint[][] = [];
  for (let first = 0; first < rest.length; first += MOST_ENDPOINTS)
    parts.push(rest.slice(first, first + MOST_ENDPOINTS));
  if (kept.length === 0 && parts.length === 0) parts.push([]);
  for (const endpoints of parts) yield { do: "create", object: sliceOf(service, endpoints, ports) };
}

function sliceOf(
  service: Service,
  endpoints: readonly Endpoint[],
  ports: EndpointSlice["ports"],
): KubeObject {
  const { name, namespace = "default", labels, uid } = service.metadata;
  const slice: EndpointSlice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: {
      name: "",
      generateName: `${name}-`,
      namespace,
      labels: {
        ...labels,
        "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io",
        [SERVICE_NAME]: name,
      },
      ownerReferences: [
        {
          apiVersion: "v1",
          kind: "Service",
          name,
          uid: uid ?? "",
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    addressType: "IPv4",
    endpoints,
    ports,
  };
  return asObject(slice);
}
