import { statefulSetNext } from "../../apimachinery/stateful-set.ts";
import { isSame, type KubeObject, withAt } from "../../kubectl/cluster.ts";
import { type Controller, event, type Write } from "../controller.ts";
import {
  type ControllerRevision,
  controllerRef,
  isControlledBy,
  type Pod,
  type StatefulSet,
  splitKey,
} from "../kinds.ts";
import { isPodAvailable, isPodReady, templateLabels } from "../pod-facts.ts";
import type { View } from "../view.ts";
import { podFromTemplate, templateHash } from "./pod-template.ts";
import { claimPods, keysOfOwner, withoutVersion } from "./replica-set.ts";

export const REVISION_LABEL = "controller-revision-hash";
const asObject = (value: unknown) => value as KubeObject;

/** The revisions of a set, oldest first. */
export function revisionsOf(view: View, owner: KubeObject): readonly ControllerRevision[] {
  return view
    .list("ControllerRevision", owner.metadata.namespace)
    .filter((revision) => isControlledBy(revision, owner))
    .toSorted((a, b) => a.revision - b.revision);
}

/**
 * The revision of the present template: what has to be written for it to exist as the newest, and its name.
 *
 * Source: `pkg/controller/history/controller_history.go`; `stateful_set_control.go` getStatefulSetRevisions;
 * `pkg/controller/daemon/update.go` constructHistory.
 */
export function presentRevision(
  view: View,
  owner: KubeObject,
  template: StatefulSet["spec"]["template"],
): { readonly name: string; readonly hash: string; readonly writes: readonly Write[] } {
  const revisions = revisionsOf(view, owner);
  const newest = revisions.at(-1);
  const equal = revisions.findLast(({ data }) => isSame(data.spec.template, template));
  const hash = templateHash(template);
  const name = equal?.metadata.name ?? `${owner.metadata.name}-${hash}`;
  const own = equal?.metadata.labels?.[REVISION_LABEL] ?? hash;
  if (equal !== undefined) {
    if (equal === newest) return { name, hash: own, writes: [] };
    // Rolled back: an old revision becomes the newest.
    const object = asObject({ ...equal, revision: (newest?.revision ?? 0) + 1 });
    return { name, hash: own, writes: [{ do: "update", object }] };
  }
  const revision: ControllerRevision = {
    apiVersion: "apps/v1",
    kind: "ControllerRevision",
    metadata: {
      name,
      namespace: owner.metadata.namespace ?? "default",
      labels: { ...templateLabels(template), [REVISION_LABEL]: hash },
      ownerReferences: [controllerRef(owner)],
    },
    revision: (newest?.revision ?? 0) + 1,
    data: { spec: { template } },
  };
  return { name, hash, writes: [{ do: "create", object: asObject(revision) }] };
}

const ordinalOf = (pod: Pod) => Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);

/**
 * Keeps numbered pods with names, claims and revisions of their own.
 *
 * Source: `pkg/controller/statefulset/{stateful_set,stateful_set_control,stateful_set_utils}.go`; what a pass
 * does is `statefulSetNext` of `lib/models/apimachinery`.
 */
export const statefulSetController: Controller = {
  name: "statefulset-controller",
  keysOf: ({ object }, view) => keysOfOwner(object, view, "StatefulSet"),
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const set = view.get("StatefulSet", namespace, name);
    if (set === undefined) return [];
    const owner = asObject(set);
    const { owned, adopt } = claimPods(view, owner, set.spec.selector);
    if (set.metadata.deletionTimestamp !== undefined) return [];
    const present = presentRevision(view, owner, set.spec.template);
    if (present.writes.length > 0) return [...present.writes, { do: "again", after: 5000 }];
    const writes: Write[] = [...adopt];
    const updateRevision = present.name;
    const currentRevision = set.status?.currentRevision ?? updateRevision;
    const nameOfHash = (hash: string) => `${name}-${hash}`;
    const revision = (pod: Pod) => nameOfHash(pod.metadata.labels?.[REVISION_LABEL] ?? "");
    const { replicas = 1, podManagementPolicy, updateStrategy } = set.spec;
    const actions = statefulSetNext({
      replicas,
      podManagementPolicy: podManagementPolicy ?? "OrderedReady",
      updateStrategy: updateStrategy?.type ?? "RollingUpdate",
      partition: updateStrategy?.rollingUpdate?.partition ?? 0,
      currentRevision,
      updateRevision,
      pods: owned.map((pod) => ({
        ordinal: ordinalOf(pod),
        revision: revision(pod),
        phase: pod.status?.phase ?? "Pending",
        ready: isPodReady(pod),
        deleting: pod.metadata.deletionTimestamp !== undefined,
      })),
    });
    for (const action of actions) {
      const podName = `${name}-${action.ordinal}`;
      if (action.action === "delete") {
        const pod = owned.find((one) => ordinalOf(one) === action.ordinal)!;
        if (pod.metadata.deletionTimestamp !== undefined) continue;
        writes.push({ do: "delete", object: asObject(pod) });
        writes.push(
          event(
            owner,
            "Normal",
            "SuccessfulDelete",
            `delete Pod ${podName} in StatefulSet ${name} successful`,
          ),
        );
        continue;
      }
      const revisions = revisionsOf(view, owner);
      const template = revisions.find(({ metadata }) => metadata.name === action.revision)?.data.spec
        .template;
      writes.push(...claimsOf(view, set, action.ordinal));
      writes.push({
        do: "create",
        object: numberedPod(
          set,
          template ?? set.spec.template,
          action.ordinal,
          action.revision.slice(name.length + 1),
        ),
        made: () => [
          event(
            owner,
            "Normal",
            "SuccessfulCreate",
            `create Pod ${podName} in StatefulSet ${name} successful`,
          ),
        ],
        failed: ({ message }) => [
          event(
            owner,
            "Warning",
            "FailedCreate",
            `create Pod ${podName} in StatefulSet ${name} failed error: ${message}`,
          ),
        ],
      });
    }
    const status = statusOf(view, set, owned, currentRevision, updateRevision, revision);
    if (!isSame(status, set.status))
      writes.push({ do: "status", object: asObject({ ...withoutVersion(set), status }) });
    return writes;
  },
};

function numberedPod(
  set: StatefulSet,
  template: StatefulSet["spec"]["template"],
  ordinal: number,
  hash: string,
): KubeObject {
  const pod = podFromTemplate(template, asObject(set));
  const name = `${set.metadata.name}-${ordinal}`;
  const claims = set.spec.volumeClaimTemplates ?? [];
  const volumes = [
    ...claims.map(({ metadata }) => ({
      name: metadata.name,
      persistentVolumeClaim: { claimName: `${metadata.name}-${name}` },
    })),
    ...(template.spec.volumes ?? []).filter(
      (volume) => !claims.some(({ metadata }) => metadata.name === volume.name),
    ),
  ];
  const { generateName: _, ...metadata } = pod.metadata;
  const labels = {
    ...metadata.labels,
    "apps.kubernetes.io/pod-index": String(ordinal),
    [REVISION_LABEL]: hash,
    "statefulset.kubernetes.io/pod-name": name,
  };
  const spec = {
    ...template.spec,
    hostname: name,
    subdomain: set.spec.serviceName ?? "",
    ...(volumes.length > 0 ? { volumes } : {}),
  };
  return { ...pod, metadata: { ...metadata, name, labels }, spec };
}

/** The claims of a numbered pod that do not exist yet. */
function claimsOf(view: View, set: StatefulSet, ordinal: number): readonly Write[] {
  const namespace = set.metadata.namespace ?? "default";
  return (set.spec.volumeClaimTemplates ?? []).flatMap((template): Write[] => {
    const claim = `${template.metadata.name}-${set.metadata.name}-${ordinal}`;
    if (view.get("PersistentVolumeClaim", namespace, claim) !== undefined) return [];
    const object = {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: claim, namespace, labels: { ...set.spec.selector.matchLabels } },
      spec: template.spec,
    };
    const message = `create Claim ${claim} Pod ${set.metadata.name}-${ordinal} in StatefulSet ${set.metadata.name} success`;
    return [
      { do: "create", object, made: () => [event(asObject(set), "Normal", "SuccessfulCreate", message)] },
    ];
  });
}

function statusOf(
  view: View,
  set: StatefulSet,
  pods: readonly Pod[],
  currentRevision: string,
  updateRevision: string,
  revision: (pod: Pod) => string,
): NonNullable<StatefulSet["status"]> {
  const alive = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const ready = alive.filter((pod) => pod.status?.phase === "Running" && isPodReady(pod));
  const count = (of: readonly Pod[], name: string) => of.filter((pod) => revision(pod) === name).length;
  const updated = count(alive, updateRevision);
  const isDone = updated === (set.spec.replicas ?? 1) && ready.length === updated && updated === pods.length;
  const current = isDone && set.spec.updateStrategy?.type !== "OnDelete" ? updateRevision : currentRevision;
  return {
    availableReplicas: ready.filter((pod) => isPodAvailable(pod, set.spec.minReadySeconds ?? 0, view.time))
      .length,
    collisionCount: 0,
    ...(count(alive, current) > 0 ? { currentReplicas: count(alive, current) } : {}),
    currentRevision: current,
    observedGeneration: set.metadata.generation ?? 0,
    ...(ready.length > 0 ? { readyReplicas: ready.length } : {}),
    replicas: pods.length,
    updateRevision,
    ...(updated > 0 ? { updatedReplicas: updated } : {}),
  };
}

/** A template with another label. */
export function withLabel<T>(object: T, label: string, value: string): T {
  return withAt(object, ["metadata", "labels", label], value);
}
