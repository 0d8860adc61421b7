import { at, type Cluster, type KubeObject, listAt } from "./cluster.ts";
import type { Description } from "./describe-parts.ts";
import { timeSince } from "./human-duration.ts";
import { controllerOf } from "./node-verbs.ts";
import { textAt } from "./object-texts.ts";
import { findResourceType } from "./resource-types.ts";

/** What the describers of several kinds write alike. Source: `k8s.io/kubectl/pkg/describe/describe.go`. */

export type Describe = (w: Description, object: KubeObject, cluster: Cluster) => void;

export const listOf = (cluster: Cluster, kind: string, namespace?: string): readonly KubeObject[] => {
  const type = findResourceType(kind);
  return type === undefined ? [] : cluster.list(type, namespace);
};

export const yes = (value: unknown) => (value === true ? "True" : "False");

export function controlledBy(w: Description, object: KubeObject): void {
  const owner = controllerOf(object);
  if (owner !== undefined) w.field("Controlled By", `${owner.kind}/${owner.name}`);
}

/** `Conditions:` with these fields of each. */
export function conditions(w: Description, object: KubeObject, fields: readonly string[], gap = " "): void {
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
export function podsStatus(w: Description, object: KubeObject, cluster: Cluster): void {
  const phases = listOf(cluster, "pods", object.metadata.namespace)
    .filter((pod) => controllerOf(pod)?.uid === object.metadata.uid)
    .map((pod) => at(pod, "status", "phase"));
  const count = (phase: string) => phases.filter((one) => one === phase).length;
  w.field(
    "Pods Status",
    `${count("Running")} Running / ${count("Pending")} Waiting / ${count("Succeeded")} Succeeded / ${count("Failed")} Failed`,
  );
}

export const terminating = (w: Description, object: KubeObject) =>
  `Terminating (lasts ${timeSince(object.metadata.deletionTimestamp, w.now)})`;
