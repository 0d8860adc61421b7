import type { Cluster, KubeObject } from "./cluster.ts";
import { binding, role, serviceAccount } from "./describe-access.ts";
import { hpa, namespace, pdb, priorityClass, quota } from "./describe-limits.ts";
import { endpointSlice, service } from "./describe-network.ts";
import { node } from "./describe-node.ts";
import { type Description, describeEvents, heading } from "./describe-parts.ts";
import type { Describe } from "./describe-shared.ts";
import { claim, configMap, secret, storageClass, volume } from "./describe-storage.ts";
import { cronJob, daemonSet, deployment, job, pod, replicaSet, statefulSet } from "./describe-workloads.ts";

const DESCRIBERS: ReadonlyMap<string, Describe> = new Map([
  ["Pod", pod],
  ["Deployment", deployment],
  ["ReplicaSet", replicaSet],
  ["StatefulSet", statefulSet],
  ["DaemonSet", daemonSet],
  ["Job", job],
  ["CronJob", cronJob],
  ["Service", service],
  ["EndpointSlice", endpointSlice],
  ["Node", node],
  ["Secret", secret],
  ["ConfigMap", configMap],
  ["PersistentVolumeClaim", claim],
  ["PersistentVolume", volume],
  ["StorageClass", storageClass],
  ["ResourceQuota", quota],
  ["Namespace", namespace],
  ["ServiceAccount", serviceAccount],
  ["Role", role],
  ["ClusterRole", role],
  ["RoleBinding", binding],
  ["ClusterRoleBinding", binding],
  ["HorizontalPodAutoscaler", hpa],
  ["PodDisruptionBudget", pdb],
  ["PriorityClass", priorityClass],
]);

/** Kinds whose description ends without events. */
const WITHOUT_EVENTS = [
  "Secret",
  "ResourceQuota",
  "Namespace",
  "Role",
  "ClusterRole",
  "RoleBinding",
  "ClusterRoleBinding",
];

/**
 * What `kubectl describe` says of an object, before its columns are aligned.
 *
 * Source: `kubernetes/kubectl` `pkg/describe/describe.go`, a function for each kind.
 */
export function describeObject(w: Description, object: KubeObject, cluster: Cluster): void {
  const describe = DESCRIBERS.get(object.kind);
  if (describe === undefined) generic(w, object);
  else describe(w, object, cluster);
}

/** The end of a description, which has columns of its own. */
export function describeEventsOf(w: Description, object: KubeObject, events: readonly KubeObject[]): void {
  if (!WITHOUT_EVENTS.includes(object.kind)) describeEvents(w, events);
}

/** Source: GenericDescriber, printUnstructuredContent. */
function generic(w: Description, object: KubeObject): void {
  heading(w, object);
  w.field("API Version", object.apiVersion);
  w.field("Kind", object.kind);
  const title = (name: string) =>
    name.replace(/([a-z])([A-Z])/g, "$1 $2").replace(/^./, (letter) => letter.toUpperCase());
  const walk = (level: number, value: object) => {
    for (const [name, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (inner === undefined || inner === null) continue;
      if (Array.isArray(inner)) {
        w.line(level, `${title(name)}:`);
        for (const item of inner)
          typeof item === "object" && item !== null ? walk(level + 1, item) : w.line(level + 1, String(item));
      } else if (typeof inner === "object") {
        w.line(level, `${title(name)}:`);
        walk(level + 1, inner);
      } else w.line(level, `${title(name)}:\t${inner}`);
    }
  };
  const { apiVersion: _, kind: __, metadata, ...rest } = object;
  const { labels: ___, annotations: ____, name: _____, namespace: ______, ...meta } = metadata;
  walk(0, { metadata: meta, ...rest });
}
