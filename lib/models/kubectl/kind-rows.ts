import { at, type KubeObject, listAt } from "./cluster.ts";
import { eventRow } from "./event-row.ts";
import { hpaRow } from "./hpa-row.ts";
import { timeSince } from "./human-duration.ts";
import { nodeRow } from "./node-row.ts";
import { countAt, flatLabels, selectorText, type Texts, textAt } from "./object-texts.ts";
import { type PodForRow, podRow } from "./pod-row.ts";
import { type ServiceForRow, serviceRow } from "./service-row.ts";
import { pvcRow, pvRow } from "./volume-rows.ts";
import { deploymentRow, jobRow, replicaSetRow } from "./workload-rows.ts";

/** The cells of a row by the names of their columns. */
export type Row = Readonly<Record<string, string>>;

/**
 * The row of any object, and with `-o wide` its further columns.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` AddHandlers.
 */
export function rowOf(now: string, object: KubeObject, isWide = false): Row {
  const row = narrowRow(now, object);
  return isWide ? { ...row, ...wideCells(now, object) } : row;
}

function narrowRow(now: string, object: KubeObject): Row {
  const { metadata, spec, status } = object;
  const { name } = metadata;
  const age = timeSince(metadata.creationTimestamp, now);
  switch (object.kind) {
    case "Pod":
      return podRow({ now, pod: object as PodForRow });
    case "Deployment":
      return deploymentRow({ now, deployment: object });
    case "ReplicaSet":
      return replicaSetRow({ now, replicaSet: object });
    case "StatefulSet":
      return { name, ready: `${countAt(status, "readyReplicas")}/${at(spec, "replicas") ?? 1}`, age };
    case "DaemonSet":
      return {
        name,
        desired: `${countAt(status, "desiredNumberScheduled")}`,
        current: `${countAt(status, "currentNumberScheduled")}`,
        ready: `${countAt(status, "numberReady")}`,
        upToDate: `${countAt(status, "updatedNumberScheduled")}`,
        available: `${countAt(status, "numberAvailable")}`,
        nodeSelector: flatLabels(at(spec, "template", "spec", "nodeSelector")),
        age,
      };
    case "Service":
      return serviceRow({ now, service: object as ServiceForRow });
    case "Node":
      return nodeRow({ now, node: object });
    case "PersistentVolumeClaim":
      return pvcRow({ now, pvc: object });
    case "PersistentVolume":
      return pvRow({ now, pv: object });
    case "Job":
      return jobRow({ now, job: object });
    case "CronJob": {
      const last = at(status, "lastScheduleTime") as string | undefined;
      return {
        name,
        schedule: textAt(spec, "schedule"),
        timezone: textAt(spec, "timeZone") || "<none>",
        suspend: at(spec, "suspend") === true ? "True" : "False",
        active: `${listAt(status, "active").length}`,
        lastSchedule: last === undefined ? "<none>" : timeSince(last, now),
        age,
      };
    }
    case "HorizontalPodAutoscaler":
      return hpaRow({ now, hpa: object as unknown as Parameters<typeof hpaRow>[0]["hpa"] });
    case "Event":
      return eventRow({ now, event: object as unknown as Parameters<typeof eventRow>[0]["event"] });
    case "Namespace":
      return { name, status: textAt(status, "phase") || "Active", age };
    case "ConfigMap":
      return { name, data: `${Object.keys(at(object, "data") ?? {}).length}`, age };
    case "Secret":
      return {
        name,
        type: textAt(object, "type") || "Opaque",
        data: `${Object.keys(at(object, "data") ?? {}).length}`,
        age,
      };
    case "EndpointSlice": {
      const ports = listAt(object, "ports").map((port) => textAt(port, "port"));
      const addresses = listAt(object, "endpoints").flatMap((endpoint) =>
        listAt(endpoint, "addresses").map(String),
      );
      return {
        name,
        addressType: textAt(object, "addressType"),
        ports: shortList(ports, "<unset>"),
        endpoints: shortList(addresses, "<unset>"),
        age,
      };
    }
    case "PodDisruptionBudget":
      return {
        name,
        minAvailable: String(at(spec, "minAvailable") ?? "N/A"),
        maxUnavailable: String(at(spec, "maxUnavailable") ?? "N/A"),
        allowedDisruptions: `${countAt(status, "disruptionsAllowed")}`,
        age,
      };
    case "StorageClass": {
      const isDefault = metadata.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true";
      return {
        name: isDefault ? `${name} (default)` : name,
        provisioner: textAt(object, "provisioner"),
        reclaimPolicy: textAt(object, "reclaimPolicy"),
        volumeBindingMode: textAt(object, "volumeBindingMode"),
        allowVolumeExpansion: String(at(object, "allowVolumeExpansion") === true),
        age,
      };
    }
    case "PriorityClass":
      return {
        name,
        value: textAt(object, "value"),
        globalDefault: String(at(object, "globalDefault") === true),
        age,
        preemptionPolicy: textAt(object, "preemptionPolicy"),
      };
    case "ResourceQuota": {
      const amounts = (isLimit: boolean) =>
        Object.entries((at(status, "hard") ?? {}) as Texts)
          .filter(([resource]) => resource.startsWith("limits.") === isLimit)
          .sort()
          .map(([resource, hard]) => `${resource}: ${at(status, "used", resource) ?? "0"}/${hard}`)
          .join(", ");
      return { name, request: amounts(false), limit: amounts(true), age };
    }
    case "Role":
    case "ClusterRole":
      return { name, createdAt: metadata.creationTimestamp ?? "<unknown>" };
    case "RoleBinding":
    case "ClusterRoleBinding":
      return { name, role: `${textAt(object, "roleRef", "kind")}/${textAt(object, "roleRef", "name")}`, age };
    case "ServiceAccount":
      return { name, age };
    case "ControllerRevision": {
      const owner = metadata.ownerReferences?.find(({ controller }) => controller);
      const group = owner?.apiVersion?.includes("/") ? `.${owner.apiVersion.split("/")[0]}` : "";
      return {
        name,
        controller: owner === undefined ? "<none>" : `${owner.kind.toLowerCase()}${group}/${owner.name}`,
        revision: textAt(object, "revision"),
        age,
      };
    }
    case "Ingress": {
      const hosts = listAt(spec, "rules")
        .map((rule) => textAt(rule, "host"))
        .filter(Boolean);
      return {
        name,
        class: textAt(spec, "ingressClassName") || "<none>",
        hosts: hosts.join(",") || "*",
        address: "",
        ports: listAt(spec, "tls").length > 0 ? "80, 443" : "80",
        age,
      };
    }
    case "NetworkPolicy":
      return { name, podSelector: selectorText(at(spec, "podSelector")), age };
    default:
      return { name, age };
  }
}

/** The first three, and how many more. */
function shortList(list: readonly string[], none: string): string {
  if (list.length === 0) return none;
  const more = list.length > 3 ? ` + ${list.length - 3} more...` : "";
  return `${list.slice(0, 3).join(",")}${more}`;
}

function wideCells(now: string, object: KubeObject): Row {
  const { spec, status } = object;
  const containersOf = (template: unknown) => {
    const list = listAt(template, "spec", "containers");
    return {
      containers: list.map((one) => textAt(one, "name")).join(","),
      images: list.map((one) => textAt(one, "image")).join(","),
    };
  };
  switch (object.kind) {
    case "Pod": {
      const gates = listAt(spec, "readinessGates").length;
      return {
        ip: textAt(status, "podIP") || "<none>",
        node: textAt(spec, "nodeName") || "<none>",
        nominatedNode: textAt(status, "nominatedNodeName") || "<none>",
        readinessGates: gates === 0 ? "<none>" : `0/${gates}`,
      };
    }
    case "Deployment":
    case "ReplicaSet":
    case "DaemonSet":
    case "Job":
      return { ...containersOf(at(spec, "template")), selector: selectorText(at(spec, "selector")) };
    case "StatefulSet":
      return containersOf(at(spec, "template"));
    case "CronJob":
      return { ...containersOf(at(spec, "jobTemplate", "spec", "template")), selector: "<none>" };
    case "Service":
      return { selector: flatLabels(at(spec, "selector")) };
    case "Node": {
      const address = (type: string) => {
        const found = listAt(status, "addresses").find((one) => at(one, "type") === type);
        return found === undefined ? "<none>" : textAt(found, "address");
      };
      return {
        internalIP: address("InternalIP"),
        externalIP: address("ExternalIP"),
        osImage: textAt(status, "nodeInfo", "osImage") || "<unknown>",
        kernelVersion: textAt(status, "nodeInfo", "kernelVersion") || "<unknown>",
        containerRuntime: textAt(status, "nodeInfo", "containerRuntimeVersion") || "<unknown>",
      };
    }
    case "Event":
      return {
        subobject: textAt(object, "involvedObject", "fieldPath"),
        source: [textAt(object, "source", "component"), textAt(object, "source", "host")]
          .filter(Boolean)
          .join(", "),
        firstSeen: timeSince(at(object, "firstTimestamp") as string | undefined, now),
        count: textAt(object, "count") || "1",
        name: object.metadata.name,
      };
    case "PersistentVolumeClaim":
    case "PersistentVolume":
      return { volumeMode: textAt(spec, "volumeMode") || "<unset>" };
    case "RoleBinding":
    case "ClusterRoleBinding": {
      const subjects = (kind: string) =>
        listAt(object, "subjects")
          .filter((one) => textAt(one, "kind") === kind)
          .map((one) =>
            kind === "ServiceAccount"
              ? `${textAt(one, "namespace")}/${textAt(one, "name")}`
              : textAt(one, "name"),
          )
          .join(", ");
      return {
        users: subjects("User"),
        groups: subjects("Group"),
        serviceAccounts: subjects("ServiceAccount"),
      };
    }
    default:
      return {};
  }
}

const HEADERS: ReadonlyMap<string, string> = new Map([
  ["upToDate", "Up-to-date"],
  ["clusterIP", "Cluster-IP"],
  ["externalIP", "External-IP"],
  ["internalIP", "Internal-IP"],
  ["osImage", "OS-Image"],
  ["kernelVersion", "Kernel-Version"],
  ["containerRuntime", "Container-Runtime"],
  ["ip", "IP"],
  ["storageClass", "StorageClass"],
  ["volumeAttributesClass", "VolumeAttributesClass"],
  ["volumeMode", "VolumeMode"],
  ["minPods", "MinPods"],
  ["maxPods", "MaxPods"],
  ["addressType", "AddressType"],
  ["reclaimPolicy", "ReclaimPolicy"],
  ["volumeBindingMode", "VolumeBindingMode"],
  ["allowVolumeExpansion", "AllowVolumeExpansion"],
  ["globalDefault", "Global-Default"],
  ["preemptionPolicy", "PreemptionPolicy"],
  ["podSelector", "Pod-Selector"],
  ["serviceAccounts", "ServiceAccounts"],
]);

/** The heading of a column of an object of a kind. */
export function headerOf(kind: string, column: string): string {
  if (column === "ports" && kind === "Service") return "Port(s)";
  // A persistent volume writes its policy apart.
  if (column === "reclaimPolicy" && kind === "PersistentVolume") return "Reclaim Policy";
  return HEADERS.get(column) ?? column.replace(/[A-Z]/g, " $&");
}
