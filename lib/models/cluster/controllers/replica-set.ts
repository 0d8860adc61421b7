import type { KubeObject } from "../../kubectl/cluster.ts";
import { isSame } from "../../kubectl/cluster.ts";
import { matchesSelector } from "../../scheduler/label-selector.ts";
import { type Controller, event, type Write } from "../controller.ts";
import {
  isControlledBy,
  keyOf,
  type Pod,
  type ReplicaSet,
  type ReplicaSetStatus,
  splitKey,
} from "../kinds.ts";
import {
  conditionOf,
  isPodActive,
  isPodAvailable,
  isPodReady,
  templateLabels,
  withCondition,
} from "../pod-facts.ts";
import type { View } from "../view.ts";
import { createFailed, podFromTemplate } from "./pod-template.ts";

/** Source: `pkg/controller/replicaset/replica_set.go` BurstReplicas. */
const BURST = 500;

const asObject = (value: unknown) => value as KubeObject;

/**
 * Keeps as many pods as a ReplicaSet asks for: makes what is missing, adopts what fits and has no controller,
 * and deletes the least useful ones of too many.
 *
 * Source: `pkg/controller/replicaset/replica_set.go` syncReplicaSet, manageReplicas; `replica_set_utils.go`
 * calculateStatus.
 */
export const replicaSetController: Controller = {
  name: "replicaset-controller",
  keysOf: ({ object }, view) => keysOfOwner(object, view, "ReplicaSet"),
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const set = view.get("ReplicaSet", namespace, name);
    if (set === undefined) return [];
    const { owned, adopt } = claimPods(view, asObject(set), set.spec.selector);
    const active = owned.filter(isPodActive);
    const writes: Write[] = [...adopt];
    const wanted = set.spec.replicas ?? 1;
    let failure: string | undefined;
    if (set.metadata.deletionTimestamp === undefined) {
      const missing = wanted - active.length;
      if (missing > 0) {
        for (let made = 0; made < Math.min(missing, BURST); made++) {
          writes.push({
            do: "create",
            batch: slowStartBatch(made),
            object: podFromTemplate(set.spec.template, asObject(set)),
            made: ({ metadata }) => [
              event(asObject(set), "Normal", "SuccessfulCreate", `Created pod: ${metadata.name}`),
            ],
            failed: ({ message }) => [
              event(asObject(set), "Warning", "FailedCreate", createFailed(message)),
              { do: "remember", key: `${set.metadata.uid}`, value: message },
            ],
          });
        }
      } else if (missing < 0) {
        for (const pod of podsToDelete(view, set, active, Math.min(-missing, BURST))) {
          writes.push({ do: "delete", object: asObject(pod) });
          writes.push(
            event(asObject(set), "Normal", "SuccessfulDelete", `Deleted pod: ${pod.metadata.name}`),
          );
        }
      }
      // What failed in the last pass; a pass that has nothing to make clears it.
      const noted = view.remembered(`${set.metadata.uid}`);
      if (typeof noted === "string") {
        if (missing > 0) failure = noted;
        writes.unshift({ do: "remember", key: `${set.metadata.uid}`, value: undefined });
      }
    }
    const status = statusOf(view, set, active, failure);
    if (!isSame(status, set.status)) {
      writes.push({ do: "status", object: asObject({ ...withoutVersion(set), status }) });
    }
    const waiting = active.some(
      (pod) => isPodReady(pod) && !isPodAvailable(pod, set.spec.minReadySeconds ?? 0, view.time),
    );
    if (waiting) writes.push({ do: "again", after: 1_000_000 });
    return writes;
  },
};

/**
 * The batch that the one with this number belongs to: batches hold 1, 2, 4, 8, … pods.
 *
 * Source: `pkg/controller/replicaset/replica_set.go` slowStartBatch; `pkg/controller/controller_utils.go`
 * SlowStartInitialBatchSize.
 */
export function slowStartBatch(place: number): number {
  return Math.floor(Math.log2(place + 1));
}

/** An object to be written whatever happened to it since. */
export function withoutVersion<T extends { readonly metadata: KubeObject["metadata"] }>(object: T): T {
  const { resourceVersion: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

/** The keys of a pod's controller of a kind; of an orphan those of every one whose selector fits; of the kind itself. */
export function keysOfOwner(
  object: KubeObject,
  view: View,
  kind: "ReplicaSet" | "StatefulSet" | "DaemonSet" | "Job",
): readonly string[] {
  if (object.kind === kind) return [keyOf(object)];
  if (object.kind !== "Pod") return [];
  const controller = object.metadata.ownerReferences?.find((owner) => owner.controller);
  const namespace = object.metadata.namespace ?? "default";
  if (controller !== undefined) return controller.kind === kind ? [`${namespace}/${controller.name}`] : [];
  if (object.metadata.deletionTimestamp !== undefined) return [];
  return view
    .list(kind, namespace)
    .filter(({ spec }) => matchesSelector(object.metadata.labels ?? {}, spec.selector))
    .map(keyOf);
}

/**
 * The pods of a controller: those that it controls and that still fit its selector, and those that fit and have
 * no controller, which it adopts. What fits no more is released.
 *
 * Source: `pkg/controller/controller_ref_manager.go` ClaimPods.
 */
export function claimPods(
  view: View,
  owner: KubeObject,
  selector: ReplicaSet["spec"]["selector"] | undefined,
): { readonly owned: readonly Pod[]; readonly adopt: readonly Write[] } {
  const owned: Pod[] = [];
  const adopt: Write[] = [];
  for (const pod of view.list("Pod", owner.metadata.namespace)) {
    const fits = matchesSelector(pod.metadata.labels ?? {}, selector);
    const references = pod.metadata.ownerReferences ?? [];
    if (isControlledBy(pod, owner)) {
      if (fits) owned.push(pod);
      else {
        const others = references.filter(({ uid }) => uid !== owner.metadata.uid);
        adopt.push({ do: "update", object: asObject(withReferences(pod, others)) });
      }
    } else if (
      fits &&
      !references.some(({ controller }) => controller) &&
      pod.metadata.deletionTimestamp === undefined &&
      owner.metadata.deletionTimestamp === undefined
    ) {
      const { apiVersion, kind, metadata } = owner;
      const own = {
        apiVersion,
        kind,
        name: metadata.name,
        uid: metadata.uid ?? "",
        controller: true,
        blockOwnerDeletion: true,
      };
      adopt.push({ do: "update", object: asObject(withReferences(pod, [...references, own])) });
      owned.push(pod);
    }
  }
  return { owned, adopt };
}

function withReferences(pod: Pod, ownerReferences: NonNullable<Pod["metadata"]["ownerReferences"]>): Pod {
  return { ...pod, metadata: { ...pod.metadata, ownerReferences } };
}

const PHASES = ["Pending", "Unknown", "Running"];

/**
 * The pods to do without: first those not placed, pending, not ready, cheap to delete, on nodes with many of
 * the same Deployment, ready for the shortest time, restarted most often, youngest.
 *
 * Source: `pkg/controller/controller_utils.go` ActivePodsWithRanks.Less; `replica_set.go`
 * getPodsRankedByRelatedPodsOnSameNode.
 */
export function podsToDelete(
  view: View,
  set: ReplicaSet,
  active: readonly Pod[],
  count: number,
): readonly Pod[] {
  const related = relatedPods(view, set);
  const rank = (pod: Pod) =>
    related.filter((one) => one.spec.nodeName === pod.spec.nodeName && isPodActive(one)).length;
  const ranks = new Map(active.map((pod) => [pod, rank(pod)]));
  const phase = (pod: Pod) => PHASES.indexOf(pod.status?.phase ?? "Pending");
  const cost = (pod: Pod) =>
    Number(pod.metadata.annotations?.["controller.kubernetes.io/pod-deletion-cost"] ?? 0);
  const readySince = (pod: Pod) => Date.parse(conditionOf(pod, "Ready")?.lastTransitionTime ?? "") || 0;
  const restarts = (pod: Pod) =>
    (pod.status?.containerStatuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
  const created = (pod: Pod) => Date.parse(pod.metadata.creationTimestamp ?? "") || 0;
  const age = (since: number) => logarithm((Date.parse(view.time) - since) * 1e6);
  const byUid = (a: Pod, b: Pod) => (a.metadata.uid! < b.metadata.uid! ? -1 : 1);
  const byAge = (a: Pod, b: Pod, since: (pod: Pod) => number) =>
    since(a) === since(b) ? 0 : age(since(a)) - age(since(b)) || byUid(a, b);
  return active
    .toSorted(
      (a, b) =>
        Number(a.spec.nodeName !== undefined) - Number(b.spec.nodeName !== undefined) ||
        phase(a) - phase(b) ||
        Number(isPodReady(a)) - Number(isPodReady(b)) ||
        cost(a) - cost(b) ||
        ranks.get(b)! - ranks.get(a)! ||
        (isPodReady(a) && isPodReady(b) ? byAge(a, b, readySince) : 0) ||
        restarts(b) - restarts(a) ||
        byAge(a, b, created) ||
        byUid(a, b),
    )
    .slice(0, count);
}

/** The whole part of log2; ages are compared by it, so that small differences do not decide. */
function logarithm(value: number): number {
  let rank = 0;
  for (let rest = value; rest >= 2; rest /= 2) rank++;
  return rank;
}

/** The pods of all ReplicaSets with the same controller. */
function relatedPods(view: View, set: ReplicaSet): readonly Pod[] {
  const controller = set.metadata.ownerReferences?.find((owner) => owner.controller);
  const sets = view
    .list("ReplicaSet", set.metadata.namespace)
    .filter(
      (one) =>
        one === set ||
        (controller !== undefined && one.metadata.ownerReferences?.some(({ uid }) => uid === controller.uid)),
    );
  const uids = new Set(sets.map(({ metadata }) => metadata.uid));
  return view
    .list("Pod", set.metadata.namespace)
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some(({ controller: is, uid }) => is && uids.has(uid)),
    );
}

function statusOf(
  view: View,
  set: ReplicaSet,
  active: readonly Pod[],
  failure: string | undefined,
): ReplicaSetStatus {
  const labels = Object.entries(templateLabels(set.spec.template));
  const ready = active.filter(isPodReady);
  const available = ready.filter((pod) => isPodAvailable(pod, set.spec.minReadySeconds ?? 0, view.time));
  const labelled = active.filter(({ metadata }) =>
    labels.every(([key, value]) => metadata.labels?.[key] === value),
  );
  const others = (set.status?.conditions ?? []).filter(({ type }) => type !== "ReplicaFailure");
  const missing = active.length < (set.spec.replicas ?? 1);
  const old = missing ? conditionOf(set, "ReplicaFailure") : undefined;
  const failed =
    failure === undefined
      ? undefined
      : { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: failure };
  const conditions =
    // One that says the same stays as it is, with the name of the pod that failed first.
    failed !== undefined && old === undefined
      ? withCondition(set.status?.conditions, failed, view.time)
      : old === undefined
        ? others
        : [...others, old];
  return {
    ...(available.length > 0 ? { availableReplicas: available.length } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(labelled.length > 0 ? { fullyLabeledReplicas: labelled.length } : {}),
    observedGeneration: set.metadata.generation ?? 0,
    ...(ready.length > 0 ? { readyReplicas: ready.length } : {}),
    replicas: active.length,
  };
}
