import { evictionAllowed } from "../../apimachinery/disruption-budget.ts";
import { isSame, type KubeObject } from "../../kubectl/cluster.ts";
import { isModelError } from "../../model-error.ts";
import { matchesSelector } from "../../scheduler/label-selector.ts";
import type { Controller } from "../controller.ts";
import { keyOf, type Pdb, type Pod, splitKey } from "../kinds.ts";
import { isPodActive, isPodReady, withCondition } from "../pod-facts.ts";
import type { View } from "../view.ts";
import { withoutVersion } from "./replica-set.ts";

const asObject = (value: unknown) => value as KubeObject;

/**
 * Says for each budget how many pods may be disrupted now.
 *
 * Source: `pkg/controller/disruption/disruption.go` trySync, updatePdbStatus; the numbers are those of
 * `evictionAllowed` of `lib/models/apimachinery`.
 */
export const disruptionController: Controller = {
  name: "disruption-controller",
  keysOf({ object, old }, view) {
    if (object.kind === "PodDisruptionBudget") return [keyOf(object)];
    if (object.kind !== "Pod") {
      const isScale = ["Deployment", "ReplicaSet", "StatefulSet"].includes(object.kind);
      return isScale && !isSame(object.spec, old?.spec)
        ? view.list("PodDisruptionBudget", object.metadata.namespace).map(keyOf)
        : [];
    }
    return view
      .list("PodDisruptionBudget", object.metadata.namespace)
      .filter(({ spec }) => matchesSelector(object.metadata.labels ?? {}, spec.selector))
      .map(keyOf);
  },
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const pdb = view.get("PodDisruptionBudget", namespace, name);
    if (pdb === undefined) return [];
    const pods = view
      .list("Pod", namespace)
      .filter((pod) => matchesSelector(pod.metadata.labels ?? {}, pdb.spec.selector) && isPodActive(pod));
    const allowed = evictionAllowed({
      minAvailable: pdb.spec.minAvailable ?? null,
      maxUnavailable: pdb.spec.maxUnavailable ?? null,
      matching: pods.length,
      healthy: pods.filter(isPodReady).length,
      scale: scaleOf(view, pods),
    });
    if (isModelError(allowed)) return [];
    const status: NonNullable<Pdb["status"]> = {
      conditions: withCondition(
        pdb.status?.conditions,
        {
          type: "DisruptionAllowed",
          status: allowed.disruptionsAllowed > 0 ? "True" : "False",
          reason: allowed.disruptionsAllowed > 0 ? "SufficientPods" : "InsufficientPods",
          message: "",
        },
        view.time,
      ),
      ...allowed,
      observedGeneration: pdb.metadata.generation ?? 0,
    };
    return isSame(status, pdb.status)
      ? []
      : [{ do: "status", object: asObject({ ...withoutVersion(pdb), status }) }];
  },
};

/** The size that the pods' controllers have together. Source: `disruption.go` getExpectedScale. */
function scaleOf(view: View, pods: readonly Pod[]): number {
  const scales = new Map<string, number>();
  for (const pod of pods) {
    const { namespace = "default" } = pod.metadata;
    let owner = pod.metadata.ownerReferences?.find(({ controller }) => controller);
    if (owner === undefined) continue;
    let found = view.get(owner.kind, namespace, owner.name) as KubeObject | undefined;
    const above = found?.metadata.ownerReferences?.find(({ controller }) => controller);
    if (owner.kind === "ReplicaSet" && above?.kind === "Deployment") {
      owner = above;
      found = view.get("Deployment", namespace, above.name) as KubeObject | undefined;
    }
    const replicas = (found?.spec as { readonly replicas?: number } | undefined)?.replicas ?? 1;
    scales.set(owner.uid ?? owner.name, replicas);
  }
  return [...scales.values()].reduce((sum, scale) => sum + scale, 0);
}
