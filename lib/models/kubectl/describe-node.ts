import { isModelError } from "../model-error.ts";
import { milliValue } from "../resources/quantity-values.ts";
import { at, type Cluster, type KubeObject, listAt } from "./cluster.ts";
import { annotations, type Description, labels, multiline } from "./describe-parts.ts";
import { type Describe, listOf } from "./describe-shared.ts";
import { timeSince } from "./human-duration.ts";
import { longTime, type Texts, textAt } from "./object-texts.ts";
import { writeQuantity } from "./write-quantity.ts";

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

export const node: Describe = (w, object, cluster) => {
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
