import { at, isSame, type KubeObject, listAt, withAt } from "./cluster.ts";
import {
  annotations,
  containers,
  heading,
  labels,
  multiline,
  podTemplate,
  spreadConstraints,
  tolerations,
  volumes,
} from "./describe-parts.ts";
import {
  conditions,
  controlledBy,
  type Describe,
  listOf,
  podsStatus,
  terminating,
  yes,
} from "./describe-shared.ts";
import { timeSince } from "./human-duration.ts";
import { controllerOf } from "./node-verbs.ts";
import { countAt, flatLabels, longTime, selectorText, type Texts, textAt } from "./object-texts.ts";

export const pod: Describe = (w, object) => {
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

export const deployment: Describe = (w, object, cluster) => {
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

export const replicaSet: Describe = (w, object, cluster) => {
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

export const statefulSet: Describe = (w, object, cluster) => {
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

export const daemonSet: Describe = (w, object, cluster) => {
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

export const job: Describe = (w, object) => {
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

export const cronJob: Describe = (w, object) => {
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
