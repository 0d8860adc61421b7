import { at, type KubeObject, withAt } from "../kubectl/cluster.ts";
import { invalidObject } from "../kubectl/kubectl-error.ts";
import { typeOfKind } from "../kubectl/resource-types.ts";
import { invalid } from "./field-errors.ts";
import type { Job, ServicePort } from "./kinds.ts";
import type { Lookup } from "./view.ts";

/** Statuses that a new object starts with; an author's own status is dropped. PrepareForCreate of each strategy. */
const FIRST_STATUS: ReadonlyMap<string, object | undefined> = new Map<string, object | undefined>([
  ["Pod", { phase: "Pending" }],
  ["Deployment", {}],
  ["ReplicaSet", { replicas: 0 }],
  ["StatefulSet", { replicas: 0 }],
  [
    "DaemonSet",
    { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  ],
  ["Job", {}],
  ["CronJob", {}],
  ["Service", { loadBalancer: {} }],
  ["Namespace", { phase: "Active" }],
  ["PersistentVolumeClaim", { phase: "Pending" }],
  ["PersistentVolume", { phase: "Pending" }],
  ["HorizontalPodAutoscaler", { currentMetrics: null, desiredReplicas: 0 }],
  ["PodDisruptionBudget", { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 }],
  ["ResourceQuota", {}],
]);

const PROTECTED: ReadonlyMap<string, string> = new Map([
  ["PersistentVolumeClaim", "kubernetes.io/pvc-protection"],
  ["PersistentVolume", "kubernetes.io/pv-protection"],
]);

/** An object as its kind's strategy prepares it: first status, finalizers of protected kinds, a Job's selector. */
export function prepareCreate(object: KubeObject, makeUid: () => string): KubeObject {
  let prepared = FIRST_STATUS.has(object.kind)
    ? { ...object, status: FIRST_STATUS.get(object.kind) }
    : object;
  const finalizer = PROTECTED.get(object.kind);
  if (finalizer !== undefined) prepared = withAt(prepared, ["metadata", "finalizers"], [finalizer]);
  if (object.kind === "Namespace") {
    const labels = { ...object.metadata.labels, "kubernetes.io/metadata.name": object.metadata.name };
    prepared = withAt(prepared, ["metadata", "labels"], labels);
  }
  return object.kind === "Job" ? withJobSelector(prepared, makeUid()) : prepared;
}

/** Source: `pkg/registry/batch/job/strategy.go` generateSelector. */
function withJobSelector(object: KubeObject, uid: string): KubeObject {
  const job = object as unknown as Job;
  if (job.spec.manualSelector === true) return object;
  const labels = {
    ...job.spec.template.metadata?.labels,
    "batch.kubernetes.io/controller-uid": uid,
    "batch.kubernetes.io/job-name": job.metadata.name,
    "controller-uid": uid,
    "job-name": job.metadata.name,
  };
  const { manualSelector: _, ...spec } = job.spec;
  return {
    ...object,
    metadata: { ...object.metadata, uid },
    spec: {
      ...spec,
      selector: { matchLabels: { "batch.kubernetes.io/controller-uid": uid } },
      template: { ...spec.template, metadata: { ...spec.template.metadata, labels } },
    },
  };
}

const FIRST_NODE_PORT = 30_000;
const NODE_PORTS = 2768;

/**
 * A Service with its addresses: an address of 10.96.0.0/12, and ports of the nodes for the types that have
 * them. `old` keeps what it had.
 *
 * Source: `pkg/registry/core/service/storage/alloc.go`.
 */
export function withServiceAddresses(
  api: Lookup,
  object: KubeObject,
  draw: (stream: string, below: number) => number,
  old?: KubeObject,
): KubeObject {
  const type = at(object, "spec", "type");
  if (type === "ExternalName") return object;
  const services = api.list("Service").filter(({ metadata }) => metadata.uid !== object.metadata.uid);
  let address = at(object, "spec", "clusterIP") ?? at(old, "spec", "clusterIP");
  const taken = new Set(services.map(({ spec }) => spec.clusterIP));
  if (typeof address === "string" && address !== "" && address !== "None" && taken.has(address)) {
    throw invalidObject(typeOfKind("Service"), object.metadata.name, [
      invalid(
        "spec.clusterIPs",
        [address],
        `failed to allocate IP ${address}: provided IP is already allocated`,
      ),
    ]);
  }
  while (address === undefined || address === "" || (address !== "None" && taken.has(String(address)))) {
    address = `10.${96 + draw("addresses", 16)}.${draw("addresses", 256)}.${1 + draw("addresses", 254)}`;
  }
  const usesNodePorts = type === "NodePort" || type === "LoadBalancer";
  const ports = (at(object, "spec", "ports") ?? []) as readonly ServicePort[];
  const before = (at(old, "spec", "ports") ?? []) as readonly ServicePort[];
  const used = new Set(services.flatMap(({ spec }) => (spec.ports ?? []).map(({ nodePort }) => nodePort)));
  const numbered = ports.map((port, index) => {
    if (!usesNodePorts) {
      const { nodePort: _, ...rest } = port;
      return port.nodePort !== undefined && old !== undefined ? rest : port;
    }
    let nodePort = port.nodePort ?? before.find(({ port: own }) => own === port.port)?.nodePort;
    if (port.nodePort !== undefined && used.has(port.nodePort)) {
      throw invalidObject(typeOfKind("Service"), object.metadata.name, [
        invalid(`spec.ports[${index}].nodePort`, port.nodePort, "provided port is already allocated"),
      ]);
    }
    while (nodePort === undefined || (port.nodePort === undefined && used.has(nodePort))) {
      nodePort = FIRST_NODE_PORT + draw("addresses", NODE_PORTS);
    }
    used.add(nodePort);
    return { ...port, nodePort };
  });
  const spec = { ...(object.spec as object), clusterIP: address, clusterIPs: [address] };
  return { ...object, spec: ports.length === 0 ? spec : { ...spec, ports: numbered } };
}
