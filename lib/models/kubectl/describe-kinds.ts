import { isModelError } from "../model-error.ts";
import { milliValue } from "../resources/quantity-values.ts";
import { at, type Cluster, isSame, type KubeObject, listAt, withAt } from "./cluster.ts";
import {
  annotations,
  containers,
  type Description,
  describeEvents,
  heading,
  labels,
  multiline,
  podTemplate,
  spreadConstraints,
  tolerations,
  volumes,
} from "./describe-parts.ts";
import { timeSince } from "./human-duration.ts";
import { controllerOf } from "./node-verbs.ts";
import { countAt, flatLabels, longTime, selectorText, type Texts, textAt } from "./object-texts.ts";
import { findResourceType } from "./resource-types.ts";
import { writeAccessModes } from "./volume-rows.ts";
import { writeQuantity } from "./write-quantity.ts";

type Describe = (w: Description, object: KubeObject, cluster: Cluster) => void;

const listOf = (cluster: Cluster, kind: string, namespace?: string): readonly KubeObject[] => {
  const type = findResourceType(kind);
  return type === undefined ? [] : cluster.list(type, namespace);
};

const yes = (value: unknown) => (value === true ? "True" : "False");

function controlledBy(w: Description, object: KubeObject): void {
  const owner = controllerOf(object);
  if (owner !== undefined) w.field("Controlled By", `${owner.kind}/${owner.name}`);
}

/** `Conditions:` with these fields of each. */
function conditions(w: Description, object: KubeObject, fields: readonly string[], gap = " "): void {
  const list = listAt(object, "status", "conditions");
  if (list.length === 0) return;
  w.line(0, "Conditions:");
  w.line(1, fields.join("\t"));
  w.line(1, fields.map((field) => "-".repeat(field.length)).join("\t"));
  for (const condition of list) {
    w.line(
      1,
      `${textAt(condition, "type")}${gap}\t${fields
        .slice(1)
        .map((field) => textAt(condition, field.toLowerCase()))
        .join("\t")}`,
    );
  }
}

/** Source: getPodStatusForController. */
function podsStatus(w: Description, object: KubeObject, cluster: Cluster): void {
  const phases = listOf(cluster, "pods", object.metadata.namespace)
    .filter((pod) => controllerOf(pod)?.uid === object.metadata.uid)
    .map((pod) => at(pod, "status", "phase"));
  const count = (phase: string) => phases.filter((one) => one === phase).length;
  w.field(
    "Pods Status",
    `${count("Running")} Running / ${count("Pending")} Waiting / ${count("Succeeded")} Succeeded / ${count("Failed")} Failed`,
  );
}

const terminating = (w: Description, object: KubeObject) =>
  `Terminating (lasts ${timeSince(object.metadata.deletionTimestamp, w.now)})`;

const pod: Describe = (w, object) => {
  const { metadata, spec, status } = object;
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  if (at(spec, "priority") !== undefined) w.field("Priority", at(spec, "priority"));
  if (textAt(spec, "priorityClassName") !== "")
    w.field("Priority Class Name", textAt(spec, "priorityClassName"));
  if (textAt(spec, "serviceAccountName") !== "")
    w.field("Service Account", textAt(spec, "serviceAccountName"));
  const node = textAt(spec, "nodeName");
  w.field("Node", node === "" ? "<none>" : `${node}/${textAt(status, "hostIP")}`);
  if (textAt(status, "startTime") !== "") w.field("Start Time", longTime(textAt(status, "startTime")));
  labels(w, "Labels", metadata.labels);
  annotations(w, "Annotations", metadata.annotations);
  const phase = textAt(status, "phase");
  if (metadata.deletionTimestamp !== undefined && phase !== "Failed" && phase !== "Succeeded") {
    w.field("Status", terminating(w, object));
    w.field("Termination Grace Period", `${metadata.deletionGracePeriodSeconds ?? 0}s`);
  } else w.field("Status", phase);
  if (textAt(status, "reason") !== "") w.field("Reason", textAt(status, "reason"));
  if (textAt(status, "message") !== "") w.field("Message", textAt(status, "message"));
  w.field("IP", textAt(status, "podIP"));
  const ips = listAt(status, "podIPs");
  w.line(0, ips.length === 0 ? "IPs:\t<none>" : "IPs:");
  for (const ip of ips) w.line(1, `IP:\t${textAt(ip, "ip")}`);
  controlledBy(w, object);
  if (textAt(status, "nominatedNodeName") !== "")
    w.field("NominatedNodeName", textAt(status, "nominatedNodeName"));
  const init = listAt(spec, "initContainers");
  if (init.length > 0) containers(w, "Init Containers", init, listAt(status, "initContainerStatuses"), "");
  containers(w, "Containers", listAt(spec, "containers"), listAt(status, "containerStatuses"), "");
  const list = listAt(status, "conditions");
  if (list.length > 0) {
    w.line(0, "Conditions:");
    w.line(1, "Type\tStatus");
    for (const condition of list) w.line(1, `${textAt(condition, "type")} \t${textAt(condition, "status")} `);
  }
  volumes(w, listAt(spec, "volumes"), "");
  w.field("QoS Class", textAt(status, "qosClass"));
  labels(w, "Node-Selectors", at(spec, "nodeSelector"));
  tolerations(w, listAt(spec, "tolerations"));
  spreadConstraints(w, listAt(spec, "topologySpreadConstraints"), "");
};

const replicaSetText = (set: KubeObject) =>
  `${set.metadata.name} (${countAt(set, "status", "replicas")}/${at(set, "spec", "replicas") ?? 1} replicas created)`;

const deployment: Describe = (w, object, cluster) => {
  const { metadata, spec, status } = object;
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.field("CreationTimestamp", longTime(metadata.creationTimestamp ?? ""));
  labels(w, "Labels", metadata.labels);
  annotations(w, "Annotations", metadata.annotations);
  w.field("Selector", selectorText(at(spec, "selector")));
  const count = (name: string) => countAt(status, name);
  w.field(
    "Replicas",
    `${at(spec, "replicas") ?? 1} desired | ${count("updatedReplicas")} updated | ${count("replicas")} total | ${count("availableReplicas")} available | ${count("unavailableReplicas")} unavailable`,
  );
  w.field("StrategyType", textAt(spec, "strategy", "type"));
  w.field("MinReadySeconds", countAt(spec, "minReadySeconds"));
  const rolling = at(spec, "strategy", "rollingUpdate");
  if (rolling !== undefined) {
    w.field(
      "RollingUpdateStrategy",
      `${textAt(rolling, "maxUnavailable")} max unavailable, ${textAt(rolling, "maxSurge")} max surge`,
    );
  }
  podTemplate(w, at(spec, "template"));
  conditions(w, object, ["Type", "Status", "Reason"]);
  const plain = (one: KubeObject) =>
    withAt(at(one, "spec", "template") ?? {}, ["metadata", "labels", "pod-template-hash"], undefined);
  const sets = listOf(cluster, "replicasets", metadata.namespace).filter(
    (set) => controllerOf(set)?.uid === metadata.uid,
  );
  const newest = sets.filter((set) => isSame(plain(set), plain(object)));
  const old = sets.filter((set) => !newest.includes(set));
  if (sets.length > 0) {
    w.field("OldReplicaSets", old.map(replicaSetText).join(", ") || "<none>");
    w.field("NewReplicaSet", newest.slice(0, 1).map(replicaSetText).join(", ") || "<none>");
  }
};

const replicaSet: Describe = (w, object, cluster) => {
  w.field("Name", object.metadata.name);
  w.field("Namespace", object.metadata.namespace);
  w.field("Selector", selectorText(at(object, "spec", "selector")));
  labels(w, "Labels", object.metadata.labels);
  annotations(w, "Annotations", object.metadata.annotations);
  controlledBy(w, object);
  w.field(
    "Replicas",
    `${countAt(object, "status", "replicas")} current / ${at(object, "spec", "replicas") ?? 1} desired`,
  );
  podsStatus(w, object, cluster);
  podTemplate(w, at(object, "spec", "template"));
  conditions(w, object, ["Type", "Status", "Reason"]);
};

const statefulSet: Describe = (w, object, cluster) => {
  const { metadata, spec } = object;
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.field("CreationTimestamp", longTime(metadata.creationTimestamp ?? ""));
  w.field("Selector", selectorText(at(spec, "selector")));
  labels(w, "Labels", metadata.labels);
  annotations(w, "Annotations", metadata.annotations);
  w.field(
    "Replicas",
    `${at(spec, "replicas") ?? 1} desired | ${countAt(object, "status", "replicas")} total`,
  );
  w.field("Update Strategy", textAt(spec, "updateStrategy", "type"));
  const partition = at(spec, "updateStrategy", "rollingUpdate", "partition");
  if (partition !== undefined) w.line(1, `Partition:\t${partition}`);
  podsStatus(w, object, cluster);
  podTemplate(w, at(spec, "template"));
  const claims = listAt(spec, "volumeClaimTemplates");
  w.line(0, claims.length === 0 ? "Volume Claims:\t<none>" : "Volume Claims:");
  for (const claim of claims) {
    w.line(1, `Name:\t${textAt(claim, "metadata", "name")}`);
    w.line(1, `StorageClass:\t${textAt(claim, "spec", "storageClassName")}`);
    multiline(
      w,
      "Labels",
      Object.entries((at(claim, "metadata", "labels") ?? {}) as Texts).map(
        ([key, value]) => `${key}=${value}`,
      ),
      "  ",
    );
    multiline(
      w,
      "Annotations",
      Object.entries((at(claim, "metadata", "annotations") ?? {}) as Texts).map(
        ([key, value]) => `${key}=${value}`,
      ),
      "  ",
    );
    w.line(1, `Capacity:\t${textAt(claim, "spec", "resources", "requests", "storage") || "<default>"}`);
    w.line(1, `Access Modes:\t[${listAt(claim, "spec", "accessModes").join(" ")}]`);
  }
};

const daemonSet: Describe = (w, object, cluster) => {
  const { spec, status, metadata } = object;
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.field("Selector", selectorText(at(spec, "selector")));
  w.field("Node-Selector", flatLabels(at(spec, "template", "spec", "nodeSelector")));
  labels(w, "Labels", metadata.labels);
  annotations(w, "Annotations", metadata.annotations);
  w.line(0, `Desired Number of Nodes Scheduled: ${countAt(status, "desiredNumberScheduled")}`);
  w.line(0, `Current Number of Nodes Scheduled: ${countAt(status, "currentNumberScheduled")}`);
  w.line(0, `Number of Nodes Scheduled with Up-to-date Pods: ${countAt(status, "updatedNumberScheduled")}`);
  w.line(0, `Number of Nodes Scheduled with Available Pods: ${countAt(status, "numberAvailable")}`);
  w.line(0, `Number of Nodes Misscheduled: ${countAt(status, "numberMisscheduled")}`);
  podsStatus(w, object, cluster);
  podTemplate(w, at(spec, "template"));
};

const job: Describe = (w, object) => {
  const { spec, status, metadata } = object;
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.field("Selector", selectorText(at(spec, "selector")));
  labels(w, "Labels", metadata.labels);
  annotations(w, "Annotations", metadata.annotations);
  controlledBy(w, object);
  w.field("Parallelism", at(spec, "parallelism"));
  w.field("Completions", at(spec, "completions") ?? "<unset>");
  if (at(spec, "completionMode") !== undefined) w.field("Completion Mode", at(spec, "completionMode"));
  if (at(spec, "suspend") !== undefined) w.field("Suspend", at(spec, "suspend"));
  w.field("Backoff Limit", at(spec, "backoffLimit"));
  if (at(spec, "ttlSecondsAfterFinished") !== undefined)
    w.field("TTL Seconds After Finished", at(spec, "ttlSecondsAfterFinished"));
  const [start, end] = [textAt(status, "startTime"), textAt(status, "completionTime")];
  if (start !== "") w.field("Start Time", longTime(start));
  if (end !== "") {
    w.field("Completed At", longTime(end));
    w.field("Duration", timeSince(start, end));
  }
  if (at(spec, "activeDeadlineSeconds") !== undefined)
    w.field("Active Deadline Seconds", `${at(spec, "activeDeadlineSeconds")}s`);
  const ready = at(status, "ready");
  w.field(
    "Pods Statuses",
    `${countAt(status, "active")} Active${ready === undefined ? "" : ` (${ready} Ready)`} / ${countAt(status, "succeeded")} Succeeded / ${countAt(status, "failed")} Failed`,
  );
  podTemplate(w, at(spec, "template"));
};

const cronJob: Describe = (w, object) => {
  const { spec, status } = object;
  heading(w, object);
  w.field("Schedule", textAt(spec, "schedule"));
  w.field("Concurrency Policy", textAt(spec, "concurrencyPolicy"));
  w.field("Suspend", at(spec, "suspend") === undefined ? "<unset>" : yes(at(spec, "suspend")));
  w.field("Successful Job History Limit", at(spec, "successfulJobsHistoryLimit") ?? "<unset>");
  w.field("Failed Job History Limit", at(spec, "failedJobsHistoryLimit") ?? "<unset>");
  const deadline = at(spec, "startingDeadlineSeconds");
  w.field("Starting Deadline Seconds", deadline === undefined ? "<unset>" : `${deadline}s`);
  const template = at(spec, "jobTemplate", "spec");
  w.field(
    "Selector",
    at(template, "selector") === undefined ? "<unset>" : selectorText(at(template, "selector")),
  );
  w.field("Parallelism", at(template, "parallelism") ?? "<unset>");
  w.field("Completions", at(template, "completions") ?? "<unset>");
  podTemplate(w, at(template, "template"));
  const last = textAt(status, "lastScheduleTime");
  w.field("Last Schedule Time", last === "" ? "<unset>" : longTime(last));
  w.field(
    "Active Jobs",
    listAt(status, "active")
      .map((one) => textAt(one, "name"))
      .join(", ") || "<none>",
  );
};

/** Source: formatEndpointSlices. */
function endpointsText(slices: readonly KubeObject[], portName: string): string {
  if (slices.length === 0) return "<none>";
  const ready = slices.flatMap((slice) =>
    listAt(slice, "ports")
      .filter((port) => textAt(port, "name") === portName)
      .flatMap((port) =>
        listAt(slice, "endpoints")
          .filter((endpoint) => at(endpoint, "conditions", "ready") !== false)
          .map((endpoint) => `${listAt(endpoint, "addresses")[0]}:${textAt(port, "port")}`),
      ),
  );
  const more = ready.length > 3 ? ` + ${ready.length - 3} more...` : "";
  return `${ready.slice(0, 3).join(",")}${more}`;
}

const service: Describe = (w, object, cluster) => {
  const { spec, metadata } = object;
  heading(w, object);
  w.field("Selector", flatLabels(at(spec, "selector")));
  w.field("Type", textAt(spec, "type"));
  if (at(spec, "ipFamilyPolicy") !== undefined) w.field("IP Family Policy", at(spec, "ipFamilyPolicy"));
  w.field("IP Families", listAt(spec, "ipFamilies").join(",") || "<none>");
  w.field("IP", textAt(spec, "clusterIP"));
  w.field("IPs", listAt(spec, "clusterIPs").join(",") || "<none>");
  if (listAt(spec, "externalIPs").length > 0) w.field("External IPs", listAt(spec, "externalIPs").join(","));
  if (textAt(spec, "externalName") !== "") w.field("External Name", textAt(spec, "externalName"));
  const slices = listOf(cluster, "endpointslices", metadata.namespace).filter(
    (slice) => slice.metadata.labels?.["kubernetes.io/service-name"] === metadata.name,
  );
  for (const port of listAt(spec, "ports")) {
    const name = textAt(port, "name");
    const protocol = textAt(port, "protocol");
    w.line(0, `Port:\t${name || "<unset>"}\t${textAt(port, "port")}/${protocol}`);
    w.line(0, `TargetPort:\t${textAt(port, "targetPort")}/${protocol}`);
    if (at(port, "nodePort") !== undefined)
      w.line(0, `NodePort:\t${name || "<unset>"}\t${textAt(port, "nodePort")}/${protocol}`);
    w.field("Endpoints", endpointsText(slices, name));
  }
  w.field("Session Affinity", textAt(spec, "sessionAffinity"));
  if (textAt(spec, "externalTrafficPolicy") !== "")
    w.field("External Traffic Policy", textAt(spec, "externalTrafficPolicy"));
  if (textAt(spec, "internalTrafficPolicy") !== "")
    w.field("Internal Traffic Policy", textAt(spec, "internalTrafficPolicy"));
};

const endpointSlice: Describe = (w, object) => {
  heading(w, object);
  w.field("AddressType", textAt(object, "addressType"));
  const portList = listAt(object, "ports");
  if (portList.length === 0) w.line(0, "Ports: <unset>");
  else {
    w.line(0, "Ports:");
    w.line(1, "Name\tPort\tProtocol");
    w.line(1, "----\t----\t--------");
    for (const port of portList)
      w.line(1, `${textAt(port, "name") || "<unset>"}\t${textAt(port, "port")}\t${textAt(port, "protocol")}`);
  }
  const endpoints = listAt(object, "endpoints");
  w.line(0, endpoints.length === 0 ? "Endpoints: <none>" : "Endpoints:");
  for (const endpoint of endpoints) {
    w.line(1, `- Addresses:\t${listAt(endpoint, "addresses").join(", ")}`);
    w.line(2, "Conditions:");
    w.line(3, `Ready:\t${at(endpoint, "conditions", "ready") ?? "<unset>"}`);
    w.line(2, `Hostname:\t${at(endpoint, "hostname") ?? "<unset>"}`);
    const target = at(endpoint, "targetRef");
    if (target !== undefined) w.line(2, `TargetRef:\t${textAt(target, "kind")}/${textAt(target, "name")}`);
    w.line(2, `NodeName:\t${at(endpoint, "nodeName") ?? "<unset>"}`);
    w.line(2, `Zone:\t${at(endpoint, "zone") ?? "<unset>"}`);
  }
};

const ROLE = "node-role.kubernetes.io/";

function milli(text: string): number {
  const value = milliValue(text);
  return isModelError(value) ? 0 : value;
}

/** Requests or limits of a pod's containers in thousandths. */
function sumOf(object: unknown, side: string, resource: string): number {
  return listAt(object, "spec", "containers").reduce<number>(
    (sum, one) => sum + milli(textAt(one, "resources", side, resource) || "0"),
    0,
  );
}

const node: Describe = (w, object, cluster) => {
  const { metadata, spec, status } = object;
  w.field("Name", metadata.name);
  const roles = Object.keys(metadata.labels ?? {}).flatMap((key) =>
    key.startsWith(ROLE) ? [key.slice(ROLE.length)] : [],
  );
  w.field("Roles", roles.sort().join(",") || "<none>");
  labels(w, "Labels", metadata.labels);
  annotations(w, "Annotations", metadata.annotations);
  w.field("CreationTimestamp", longTime(metadata.creationTimestamp ?? ""));
  const taints = listAt(spec, "taints")
    .map((taint) => [`${textAt(taint, "effect")},${textAt(taint, "key")}`, taint] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([, taint]) =>
        `${textAt(taint, "key")}${textAt(taint, "value") === "" ? "" : `=${textAt(taint, "value")}`}:${textAt(taint, "effect")}`,
    );
  multiline(w, "Taints", taints);
  w.field("Unschedulable", at(spec, "unschedulable") === true);
  const renewed = cluster.leaseOf(metadata.name);
  if (renewed !== undefined) {
    w.line(0, "Lease:");
    w.line(1, `HolderIdentity:\t${metadata.name}`);
    w.line(1, "AcquireTime:\t<unset>");
    w.line(1, `RenewTime:\t${longTime(renewed)}`);
  }
  w.line(0, "Conditions:");
  w.line(1, "Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage");
  w.line(1, "----\t------\t-----------------\t------------------\t------\t-------");
  for (const condition of listAt(status, "conditions")) {
    const time = (field: string) => longTime(textAt(condition, field));
    w.line(
      1,
      `${textAt(condition, "type")} \t${textAt(condition, "status")} \t${time("lastHeartbeatTime")} \t${time("lastTransitionTime")} \t${textAt(condition, "reason")} \t${textAt(condition, "message")}`,
    );
  }
  w.line(0, "Addresses:");
  for (const address of listAt(status, "addresses"))
    w.line(1, `${textAt(address, "type")}:\t${textAt(address, "address")}`);
  for (const title of ["Capacity", "Allocatable"]) {
    w.line(0, `${title}:`);
    for (const [name, amount] of Object.entries((at(status, title.toLowerCase()) ?? {}) as Texts).sort())
      w.line(1, `${name}:\t${writeQuantity(amount)}`);
  }
  w.line(0, "System Info:");
  const info = (title: string, field: string) => w.line(1, `${title}:\t${textAt(status, "nodeInfo", field)}`);
  info("Machine ID", "machineID");
  info("System UUID", "systemUUID");
  info("Boot ID", "bootID");
  info("Kernel Version", "kernelVersion");
  info("OS Image", "osImage");
  info("Operating System", "operatingSystem");
  info("Architecture", "architecture");
  info("Container Runtime Version", "containerRuntimeVersion");
  info("Kubelet Version", "kubeletVersion");
  info("Kube-Proxy Version", "kubeProxyVersion");
  if (textAt(spec, "podCIDR") !== "") w.field("PodCIDR", textAt(spec, "podCIDR"));
  if (listAt(spec, "podCIDRs").length > 0) w.field("PodCIDRs", listAt(spec, "podCIDRs").join(","));
  nodeResources(w, object, cluster);
};

/** Source: describeNodeResource. */
function nodeResources(w: Description, object: KubeObject, cluster: Cluster): void {
  const pods = listOf(cluster, "pods").filter(
    (one) =>
      at(one, "spec", "nodeName") === object.metadata.name &&
      !["Succeeded", "Failed"].includes(textAt(one, "status", "phase")),
  );
  const capacity = {
    cpu: milli(textAt(object, "status", "allocatable", "cpu")),
    memory: milli(textAt(object, "status", "allocatable", "memory")),
  };
  const show = (resource: "cpu" | "memory", amount: number) => {
    const text = resource === "cpu" ? writeQuantity(`${amount}m`) : memoryText(amount / 1000);
    return `${amount === 0 ? "0" : text} (${capacity[resource] === 0 ? 0 : Math.trunc((amount / capacity[resource]) * 100)}%)`;
  };
  w.line(0, `Non-terminated Pods:\t(${pods.length} in total)`);
  w.line(1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
  w.line(1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
  const total = { cpu: { requests: 0, limits: 0 }, memory: { requests: 0, limits: 0 } };
  for (const one of pods) {
    const cells = (["cpu", "memory"] as const).flatMap((resource) =>
      (["requests", "limits"] as const).map((side) => {
        const amount = sumOf(one, side, resource);
        total[resource][side] += amount;
        return show(resource, amount);
      }),
    );
    w.line(
      1,
      [
        one.metadata.namespace,
        one.metadata.name,
        "",
        ...cells,
        timeSince(one.metadata.creationTimestamp, w.now),
      ].join("\t"),
    );
  }
  w.line(0, "Allocated resources:");
  w.line(1, "(Total limits may be over 100 percent, i.e., overcommitted.)");
  w.line(1, "Resource\tRequests\tLimits");
  w.line(1, "--------\t--------\t------");
  for (const resource of ["cpu", "memory"] as const) {
    w.line(
      1,
      `${resource}\t${show(resource, total[resource].requests)}\t${show(resource, total[resource].limits)}`,
    );
  }
  w.line(1, "ephemeral-storage\t0 (0%)\t0 (0%)");
}

function memoryText(bytes: number): string {
  for (const [unit, size] of [
    ["Gi", 2 ** 30],
    ["Mi", 2 ** 20],
    ["Ki", 2 ** 10],
  ] as const) {
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`;
  }
  return String(bytes);
}

const secret: Describe = (w, object) => {
  heading(w, object);
  w.raw(`\nType:\t${textAt(object, "type")}\n\nData\n====\n`);
  for (const [key, value] of Object.entries((at(object, "data") ?? {}) as Texts).sort()) {
    const padding = value.endsWith("==") ? 2 : value.endsWith("=") ? 1 : 0;
    w.line(0, `${key}:\t${(value.length / 4) * 3 - padding} bytes`);
  }
};

const configMap: Describe = (w, object) => {
  heading(w, object);
  w.raw("\nData\n====\n");
  for (const [key, value] of Object.entries((at(object, "data") ?? {}) as Texts).sort())
    w.raw(`${key}:\n----\n${value}\n\n`);
  w.raw("\nBinaryData\n====\n\n");
};

const claim: Describe = (w, object, cluster) => {
  const { metadata, spec, status } = object;
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  w.field("StorageClass", textAt(spec, "storageClassName"));
  w.field(
    "Status",
    metadata.deletionTimestamp === undefined ? textAt(status, "phase") : terminating(w, object),
  );
  w.field("Volume", textAt(spec, "volumeName"));
  labels(w, "Labels", metadata.labels);
  annotations(w, "Annotations", metadata.annotations);
  w.field("Finalizers", `[${(metadata.finalizers ?? []).join(" ")}]`);
  const isBound = textAt(spec, "volumeName") !== "";
  w.field("Capacity", isBound ? textAt(status, "capacity", "storage") : "");
  w.field(
    "Access Modes",
    isBound ? writeAccessModes(listAt(status, "accessModes") as readonly string[]) : "",
  );
  if (at(spec, "volumeMode") !== undefined) w.field("VolumeMode", at(spec, "volumeMode"));
  const users = listOf(cluster, "pods", metadata.namespace).filter((one) =>
    listAt(one, "spec", "volumes").some(
      (volume) => at(volume, "persistentVolumeClaim", "claimName") === metadata.name,
    ),
  );
  multiline(
    w,
    "Used By",
    users.map((one) => one.metadata.name),
  );
};

const volume: Describe = (w, object) => {
  const { metadata, spec, status } = object;
  w.field("Name", metadata.name);
  labels(w, "Labels", metadata.labels);
  annotations(w, "Annotations", metadata.annotations);
  w.field("Finalizers", `[${(metadata.finalizers ?? []).join(" ")}]`);
  w.field("StorageClass", textAt(spec, "storageClassName"));
  w.field(
    "Status",
    metadata.deletionTimestamp === undefined ? textAt(status, "phase") : terminating(w, object),
  );
  const ref = at(spec, "claimRef");
  w.field("Claim", ref === undefined ? "" : `${textAt(ref, "namespace")}/${textAt(ref, "name")}`);
  w.field("Reclaim Policy", textAt(spec, "persistentVolumeReclaimPolicy"));
  w.field("Access Modes", writeAccessModes(listAt(spec, "accessModes") as readonly string[]));
  if (at(spec, "volumeMode") !== undefined) w.field("VolumeMode", at(spec, "volumeMode"));
  w.field("Capacity", textAt(spec, "capacity", "storage"));
  w.field("Node Affinity", "<none>");
  w.field("Message", textAt(status, "message"));
  w.line(0, "Source:");
  if (at(spec, "csi") !== undefined) {
    w.line(2, "Type:\tCSI (a Container Storage Interface (CSI) volume source)");
    w.line(2, `Driver:\t${textAt(spec, "csi", "driver")}`);
    w.line(2, `FSType:\t${textAt(spec, "csi", "fsType")}`);
    w.line(2, `VolumeHandle:\t${textAt(spec, "csi", "volumeHandle")}`);
    w.line(2, `ReadOnly:\t${at(spec, "csi", "readOnly") === true}`);
    w.line(2, "VolumeAttributes:\t<none>");
  } else if (at(spec, "hostPath") !== undefined) {
    w.line(2, "Type:\tHostPath (bare host directory volume)");
    w.line(2, `Path:\t${textAt(spec, "hostPath", "path")}`);
    w.line(2, `HostPathType:\t${textAt(spec, "hostPath", "type")}`);
  } else w.line(1, "<unknown>");
};

const storageClass: Describe = (w, object) => {
  w.field("Name", object.metadata.name);
  w.field(
    "IsDefaultClass",
    object.metadata.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true" ? "Yes" : "No",
  );
  w.field("Annotations", flatLabels(object.metadata.annotations));
  w.field("Provisioner", textAt(object, "provisioner"));
  w.field("Parameters", flatLabels(at(object, "parameters")));
  w.field(
    "AllowVolumeExpansion",
    at(object, "allowVolumeExpansion") === undefined ? "<unset>" : yes(at(object, "allowVolumeExpansion")),
  );
  w.field("MountOptions", "<none>");
  w.field("ReclaimPolicy", textAt(object, "reclaimPolicy"));
  w.field("VolumeBindingMode", textAt(object, "volumeBindingMode"));
};

const quota: Describe = (w, object) => {
  w.field("Name", object.metadata.name);
  w.field("Namespace", object.metadata.namespace);
  w.line(0, "Resource\tUsed\tHard");
  w.line(0, "--------\t----\t----");
  for (const [name, hard] of Object.entries((at(object, "status", "hard") ?? {}) as Texts).sort()) {
    w.line(
      0,
      `${name}\t${writeQuantity(String(at(object, "status", "used", name) ?? "0"))}\t${writeQuantity(String(hard))}`,
    );
  }
};

/** Source: NamespaceDescriber. */
const namespace: Describe = (w, object, cluster) => {
  w.field("Name", object.metadata.name);
  labels(w, "Labels", object.metadata.labels);
  annotations(w, "Annotations", object.metadata.annotations);
  w.field("Status", textAt(object, "status", "phase"));
  const quotas = listOf(cluster, "resourcequotas", object.metadata.name);
  if (quotas.length === 0) w.raw("\nNo resource quota.\n");
  else {
    w.raw("\nResource Quotas\n");
    for (const one of quotas) {
      w.raw(`  Name:\t${one.metadata.name}\n  Resource\tUsed\tHard\n  --------\t---\t---\n`);
      for (const [name, hard] of Object.entries((at(one, "status", "hard") ?? {}) as Texts).sort()) {
        w.line(1, `${name}\t${at(one, "status", "used", name) ?? "0"}\t${hard}`);
      }
    }
  }
  w.raw("\nNo LimitRange resource.\n");
};

const serviceAccount: Describe = (w, object) => {
  heading(w, object);
  const names = (field: string) =>
    listAt(object, field)
      .map((one) => textAt(one, "name"))
      .join(",") || "<none>";
  w.line(0, `Image pull secrets:\t${names("imagePullSecrets")}`);
  w.line(0, `Mountable secrets: \t${names("secrets")}`);
  w.line(0, "Tokens:            \t<none>");
};

const role: Describe = (w, object) => {
  w.field("Name", object.metadata.name);
  labels(w, "Labels", object.metadata.labels);
  annotations(w, "Annotations", object.metadata.annotations);
  w.line(0, "PolicyRule:");
  w.line(1, "Resources\tNon-Resource URLs\tResource Names\tVerbs");
  w.line(1, "---------\t-----------------\t--------------\t-----");
  const verbs = new Map<string, Set<string>>();
  for (const rule of listAt(object, "rules")) {
    const groups = listAt(rule, "apiGroups");
    for (const group of groups.length === 0 ? [""] : groups) {
      for (const resource of listAt(rule, "resources")) {
        const [main, sub] = String(resource).split("/");
        const name = `${main}${group === "" ? "" : `.${group}`}${sub === undefined ? "" : `/${sub}`}`;
        const key = `${name}\t[]\t[${listAt(rule, "resourceNames").join(" ")}]`;
        verbs.set(key, new Set([...(verbs.get(key) ?? []), ...(listAt(rule, "verbs") as readonly string[])]));
      }
    }
  }
  for (const [key, list] of [...verbs].sort(([a], [b]) => (a < b ? -1 : 1)))
    w.line(1, `${key}\t[${[...list].join(" ")}]`);
};

const binding: Describe = (w, object) => {
  w.field("Name", object.metadata.name);
  labels(w, "Labels", object.metadata.labels);
  annotations(w, "Annotations", object.metadata.annotations);
  w.line(0, "Role:");
  w.line(1, `Kind:\t${textAt(object, "roleRef", "kind")}`);
  w.line(1, `Name:\t${textAt(object, "roleRef", "name")}`);
  w.line(0, "Subjects:");
  w.line(1, "Kind\tName\tNamespace");
  w.line(1, "----\t----\t---------");
  for (const one of listAt(object, "subjects"))
    w.line(1, `${textAt(one, "kind")}\t${textAt(one, "name")}\t${textAt(one, "namespace")}`);
};

const hpa: Describe = (w, object) => {
  const { spec, status, metadata } = object;
  heading(w, object);
  w.field("CreationTimestamp", longTime(metadata.creationTimestamp ?? ""));
  const kind = textAt(spec, "scaleTargetRef", "kind");
  w.field("Reference", `${kind}/${textAt(spec, "scaleTargetRef", "name")}`);
  w.line(0, "Metrics:\t( current / target )");
  for (const [index, metric] of listAt(spec, "metrics").entries()) {
    const name = textAt(metric, "resource", "name");
    const current = at(listAt(status, "currentMetrics")[index], "resource", "current");
    const value = textAt(current, "averageValue");
    const average = at(metric, "resource", "target", "averageValue");
    if (average !== undefined) w.line(1, `resource ${name} on pods:\t${value || "<unknown>"} / ${average}`);
    else {
      const utilization = at(current, "averageUtilization");
      const target = at(metric, "resource", "target", "averageUtilization");
      w.line(
        1,
        `resource ${name} on pods  (as a percentage of request):\t${utilization === undefined ? "<unknown>" : `${utilization}% (${value})`} / ${target === undefined ? "<auto>" : `${target}%`}`,
      );
    }
  }
  w.field("Min replicas", at(spec, "minReplicas") ?? "<unset>");
  w.field("Max replicas", at(spec, "maxReplicas"));
  if (at(spec, "behavior") !== undefined) {
    w.line(0, "Behavior:");
    for (const [title, field] of [
      ["Scale Up", "scaleUp"],
      ["Scale Down", "scaleDown"],
    ] as const) {
      const rules = at(spec, "behavior", field);
      if (rules === undefined) continue;
      w.line(1, `${title}:`);
      const stable = at(rules, "stabilizationWindowSeconds");
      if (stable !== undefined) w.line(2, `Stabilization Window: ${stable} seconds`);
      const policies = listAt(rules, "policies");
      if (policies.length === 0) continue;
      w.line(2, `Select Policy: ${at(rules, "selectPolicy") ?? "Max"}`);
      w.line(2, "Policies:");
      for (const policy of policies)
        w.line(
          3,
          `- Type: ${textAt(policy, "type")}\tValue: ${textAt(policy, "value")}\tPeriod: ${textAt(policy, "periodSeconds")} seconds`,
        );
    }
  }
  w.line(
    0,
    `${kind} pods:\t${countAt(status, "currentReplicas")} current / ${countAt(status, "desiredReplicas")} desired`,
  );
  conditions(w, object, ["Type", "Status", "Reason", "Message"], "");
};

const pdb: Describe = (w, object) => {
  const { spec, status, metadata } = object;
  w.field("Name", metadata.name);
  w.field("Namespace", metadata.namespace);
  if (at(spec, "minAvailable") !== undefined) w.field("Min available", at(spec, "minAvailable"));
  else if (at(spec, "maxUnavailable") !== undefined) w.field("Max unavailable", at(spec, "maxUnavailable"));
  w.field("Selector", at(spec, "selector") === undefined ? "<unset>" : selectorText(at(spec, "selector")));
  w.line(0, "Status:");
  w.line(2, `Allowed disruptions:\t${countAt(status, "disruptionsAllowed")}`);
  w.line(2, `Current:\t${countAt(status, "currentHealthy")}`);
  w.line(2, `Desired:\t${countAt(status, "desiredHealthy")}`);
  w.line(2, `Total:\t${countAt(status, "expectedPods")}`);
};

const priorityClass: Describe = (w, object) => {
  w.field("Name", object.metadata.name);
  w.field("Value", at(object, "value"));
  w.field("GlobalDefault", at(object, "globalDefault") === true);
  w.field("PreemptionPolicy", textAt(object, "preemptionPolicy"));
  w.field("Description", textAt(object, "description"));
  w.field("Annotations", flatLabels(object.metadata.annotations));
};

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
