import { isSame, type KubeObject, withAt } from "../../kubectl/cluster.ts";
import { isModelError } from "../../model-error.ts";
import { compareQuantity } from "../../resources/quantity-values.ts";
import { type Controller, event, type Write } from "../controller.ts";
import {
  keyOf,
  type PersistentVolume,
  type PersistentVolumeClaim,
  type StorageClass,
  splitKey,
} from "../kinds.ts";
import { hasPodEnded } from "../pod-facts.ts";
import type { View } from "../view.ts";
import { withoutVersion } from "./replica-set.ts";

const asObject = (value: unknown) => value as KubeObject;
const CLAIM_PROTECTION = "kubernetes.io/pvc-protection";
const VOLUME_PROTECTION = "kubernetes.io/pv-protection";
const DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
/** Says that the scheduler has chosen a node for a claim whose class waits for it. */
export const SELECTED_NODE = "volume.kubernetes.io/selected-node";
/** How long the storage takes to make a volume. */
const PROVISION_TIME = 1_500_000;

/**
 * Brings claims and volumes together, and has volumes made for classes that can make them.
 *
 * Source: `pkg/controller/volume/persistentvolume/pv_controller.go` syncClaim, syncVolume;
 * `pkg/controller/volume/{pvcprotection,pvprotection}`; the provisioner is that of a CSI driver, in short.
 */
export const persistentVolumeController: Controller = {
  name: "persistentvolume-controller",
  keysOf({ object, type }, view) {
    if (object.kind === "PersistentVolumeClaim") {
      // A volume may have been bound to a claim that is gone.
      const volumes =
        type === "DELETED"
          ? view.list("PersistentVolume").filter(({ spec }) => spec.claimRef?.uid === object.metadata.uid)
          : [];
      return [`claim:${keyOf(object)}`, ...volumes.map((volume) => `volume:${keyOf(volume)}`)];
    }
    if (object.kind === "PersistentVolume") {
      const { claimRef } = (object as unknown as PersistentVolume).spec;
      const claims =
        claimRef === undefined ? unbound(view) : [`claim:${claimRef.namespace}/${claimRef.name}`];
      return [`volume:${object.metadata.name}`, ...claims];
    }
    if (object.kind === "Pod") {
      const volumes =
        (
          object.spec as {
            readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName: string } }[];
          }
        ).volumes ?? [];
      return volumes.flatMap(({ persistentVolumeClaim: claim }) =>
        claim === undefined ? [] : [`claim:${object.metadata.namespace}/${claim.claimName}`],
      );
    }
    return object.kind === "StorageClass" ? unbound(view) : [];
  },
  reconcile(view, key) {
    const colon = key.indexOf(":");
    const [namespace, name] = splitKey(key.slice(colon + 1));
    if (key.startsWith("volume:")) {
      const volume = view.get("PersistentVolume", "", name);
      return volume === undefined ? [] : syncVolume(view, volume);
    }
    const claim = view.get("PersistentVolumeClaim", namespace, name);
    return claim === undefined ? [] : syncClaim(view, claim);
  },
};

function unbound(view: View): readonly string[] {
  return view
    .list("PersistentVolumeClaim")
    .filter(({ status }) => status?.phase !== "Bound")
    .map((claim) => `claim:${keyOf(claim)}`);
}

/** The class that a claim without one gets. Source: `plugin/pkg/admission/storage/storageclass/setdefault`. */
export function defaultClass(view: Pick<View, "list">): string | undefined {
  return view.list("StorageClass").find(({ metadata }) => metadata.annotations?.[DEFAULT_CLASS] === "true")
    ?.metadata.name;
}

function syncClaim(view: View, claim: PersistentVolumeClaim): readonly Write[] {
  const about = asObject(claim);
  if (claim.metadata.deletionTimestamp !== undefined) return releaseProtected(view, claim);
  if (claim.status?.phase === "Bound") return [];
  if (claim.spec.storageClassName === undefined) {
    const name = defaultClass(view);
    if (name !== undefined)
      return [
        { do: "update", object: asObject({ ...claim, spec: { ...claim.spec, storageClassName: name } }) },
      ];
  }
  const { storageClassName: className = "" } = claim.spec;
  const volume = volumeFor(view, claim);
  if (volume !== undefined) return bind(claim, volume);
  const storage = view.get("StorageClass", "", className);
  if (storage === undefined) {
    const message =
      className === ""
        ? "no persistent volumes available for this claim and no storage class is set"
        : `storageclass.storage.k8s.io "${className}" not found`;
    return [
      event(
        about,
        className === "" ? "Normal" : "Warning",
        className === "" ? "FailedBinding" : "ProvisioningFailed",
        message,
      ),
      { do: "again", after: 15_000_000 },
    ];
  }
  const node = claim.metadata.annotations?.[SELECTED_NODE];
  if (storage.volumeBindingMode === "WaitForFirstConsumer" && node === undefined) {
    return [
      event(
        about,
        "Normal",
        "WaitForFirstConsumer",
        "waiting for first consumer to be created before binding",
      ),
    ];
  }
  return provision(view, claim, storage);
}

/** Source: `pv_controller.go` deleteClaim, `pvc_protection_controller.go` processPVC. */
function releaseProtected(view: View, claim: PersistentVolumeClaim): readonly Write[] {
  const finalizers = claim.metadata.finalizers ?? [];
  const isUsed = view
    .list("Pod", claim.metadata.namespace)
    .some(
      (pod) =>
        !hasPodEnded(pod) &&
        pod.spec.nodeName !== undefined &&
        (pod.spec.volumes ?? []).some(
          (volume) => volume.persistentVolumeClaim?.claimName === claim.metadata.name,
        ),
    );
  if (isUsed || !finalizers.includes(CLAIM_PROTECTION)) return [];
  return [
    {
      do: "update",
      object: withAt(
        asObject(claim),
        ["metadata", "finalizers"],
        finalizers.filter((one) => one !== CLAIM_PROTECTION),
      ),
    },
  ];
}

/** The smallest volume that fits. Source: `index.go` findMatchingVolume. */
function volumeFor(view: View, claim: PersistentVolumeClaim): PersistentVolume | undefined {
  const wanted = claim.spec.resources?.requests?.storage ?? "0";
  const fitting = view.list("PersistentVolume").filter((volume) => {
    const { claimRef, capacity, accessModes, storageClassName = "" } = volume.spec;
    if (volume.metadata.deletionTimestamp !== undefined) return false;
    if (claimRef !== undefined) {
      return (
        claimRef.name === claim.metadata.name &&
        claimRef.namespace === claim.metadata.namespace &&
        (claimRef.uid === undefined || claimRef.uid === claim.metadata.uid)
      );
    }
    if (claim.spec.volumeName !== undefined) return claim.spec.volumeName === volume.metadata.name;
    const size = compareQuantity(capacity.storage ?? "0", wanted);
    return (
      storageClassName === (claim.spec.storageClassName ?? "") &&
      !isModelError(size) &&
      size >= 0 &&
      (claim.spec.accessModes ?? []).every((mode) => accessModes.includes(mode))
    );
  });
  const order = (a: PersistentVolume, b: PersistentVolume) => {
    const size = compareQuantity(a.spec.capacity.storage ?? "0", b.spec.capacity.storage ?? "0");
    return isModelError(size) ? 0 : size;
  };
  return fitting.toSorted(
    (a, b) => Number(b.spec.claimRef !== undefined) - Number(a.spec.claimRef !== undefined) || order(a, b),
  )[0];
}

function bind(claim: PersistentVolumeClaim, volume: PersistentVolume): readonly Write[] {
  const { name, namespace = "default", uid = "" } = claim.metadata;
  const claimRef = { apiVersion: "v1", kind: "PersistentVolumeClaim", name, namespace, uid };
  const bound = { ...volume, spec: { ...volume.spec, claimRef } };
  const annotations = { ...claim.metadata.annotations, "pv.kubernetes.io/bind-completed": "yes" };
  const taken = {
    ...withoutVersion(claim),
    metadata: { ...withoutVersion(claim).metadata, annotations },
    spec: { ...claim.spec, volumeName: volume.metadata.name },
  };
  const status = { phase: "Bound", accessModes: volume.spec.accessModes, capacity: volume.spec.capacity };
  return [
    ...(isSame(volume.spec.claimRef, claimRef) ? [] : [{ do: "update" as const, object: asObject(bound) }]),
    { do: "status", object: asObject({ ...withoutVersion(volume), status: { phase: "Bound" } }) },
    { do: "update", object: asObject(taken) },
    { do: "status", object: asObject({ ...taken, status }) },
  ];
}

function provision(view: View, claim: PersistentVolumeClaim, storage: StorageClass): readonly Write[] {
  const about = asObject(claim);
  const name = `pvc-${claim.metadata.uid}`;
  const key = `provision/${claim.metadata.uid}`;
  const since = view.remembered(key);
  if (typeof since !== "number") {
    return [
      event(
        about,
        "Normal",
        "ExternalProvisioning",
        `Waiting for a volume to be created either by the external provisioner '${storage.provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
      ),
      event(
        about,
        "Normal",
        "Provisioning",
        `External provisioner is provisioning volume for claim "${keyOf(claim)}"`,
      ),
      { do: "remember", key, value: view.now },
      { do: "again", after: PROVISION_TIME },
    ];
  }
  if (view.now < since + PROVISION_TIME) return [{ do: "again", after: since + PROVISION_TIME - view.now }];
  const { name: claimName, namespace = "default", uid = "" } = claim.metadata;
  const volume = {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name, annotations: { "pv.kubernetes.io/provisioned-by": storage.provisioner } },
    spec: {
      accessModes: claim.spec.accessModes ?? [],
      capacity: { storage: claim.spec.resources?.requests?.storage ?? "0" },
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", name: claimName, namespace, uid },
      csi: { driver: storage.provisioner, volumeHandle: name },
      persistentVolumeReclaimPolicy: storage.reclaimPolicy ?? "Delete",
      storageClassName: storage.metadata.name,
      volumeMode: claim.spec.volumeMode ?? "Filesystem",
    },
  };
  return [
    { do: "create", object: volume },
    event(about, "Normal", "ProvisioningSucceeded", `Successfully provisioned volume ${name}`),
    { do: "remember", key, value: undefined },
  ];
}

function syncVolume(view: View, volume: PersistentVolume): readonly Write[] {
  const { claimRef, persistentVolumeReclaimPolicy: policy } = volume.spec;
  const claim =
    claimRef === undefined
      ? undefined
      : view.get("PersistentVolumeClaim", claimRef.namespace ?? "", claimRef.name ?? "");
  const isBound = claim !== undefined && (claimRef?.uid === undefined || claim.metadata.uid === claimRef.uid);
  if (volume.metadata.deletionTimestamp !== undefined) {
    const finalizers = (volume.metadata.finalizers ?? []).filter((one) => one !== VOLUME_PROTECTION);
    return isBound
      ? []
      : [{ do: "update", object: withAt(asObject(volume), ["metadata", "finalizers"], finalizers) }];
  }
  if (claimRef === undefined) {
    return volume.status?.phase === "Available"
      ? []
      : [{ do: "status", object: asObject({ ...volume, status: { phase: "Available" } }) }];
  }
  if (isBound) return [];
  if (claimRef.uid === undefined) return [];
  if (volume.status?.phase !== "Released")
    return [{ do: "status", object: asObject({ ...volume, status: { phase: "Released" } }) }];
  return policy === "Delete" ? [{ do: "delete", object: asObject(volume) }] : [];
}
