import { safeEncode } from "../../apimachinery/safe-encode.ts";
import type { KubeObject } from "../../kubectl/cluster.ts";
import { fnv32a } from "../fnv.ts";
import { controllerRef, type Pod, type PodTemplate } from "../kinds.ts";

/** A value as JSON with its fields in order, so that equal values are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * The hash of a template in upstream's alphabet. Upstream hashes Go's dump of its structures, which only Go can
 * make; this hashes the JSON, so that names look the same and differ when templates do.
 *
 * Source: `pkg/controller/controller_utils.go` ComputeHash.
 */
export function templateHash(template: PodTemplate, collisions = 0): string {
  return safeEncode(String(fnv32a(`${canonical(template)}${collisions === 0 ? "" : collisions}`)));
}

/** A pod of a template, without a name of its own. Source: `pkg/controller/controller_utils.go` GetPodFromTemplate. */
export function podFromTemplate(template: PodTemplate, owner: KubeObject): KubeObject {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  const pod: Pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: "",
      generateName: `${owner.metadata.name}-`,
      namespace: owner.metadata.namespace ?? "default",
      labels: labels ?? {},
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [controllerRef(owner)],
    },
    spec: template.spec,
  };
  return pod as unknown as KubeObject;
}

/** A message about a pod that could not be made. Source: `pkg/controller/controller_utils.go` createPods. */
export const createFailed = (message: string) => `Error creating: ${message}`;
