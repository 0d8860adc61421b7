import { timeSince } from "./human-duration.ts";
import type { ObjectMeta } from "./objects.ts";
import { writeQuantity } from "./write-quantity.ts";

const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
const ACCESS_MODES: ReadonlyMap<string, string> = new Map([
  ["ReadWriteOnce", "RWO"],
  ["ReadOnlyMany", "ROX"],
  ["ReadWriteMany", "RWX"],
  ["ReadWriteOncePod", "RWOP"],
]);

type VolumeSpec = {
  readonly accessModes?: readonly string[];
  readonly storageClassName?: string;
  readonly volumeAttributesClassName?: string;
};

/**
 * The row of a claim. Capacity and access modes are those of the volume it got, so they stay empty until
 * the claim names a volume.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` printPersistentVolumeClaim.
 */
export function pvcRow({
  now,
  pvc: { metadata, spec = {}, status = {} },
}: {
  readonly now: string;
  readonly pvc: {
    readonly metadata: ObjectMeta;
    readonly spec?: VolumeSpec & { readonly volumeName?: string };
    readonly status?: {
      readonly phase?: string;
      readonly accessModes?: readonly string[];
      readonly capacity?: { readonly storage?: string };
    };
  };
}) {
  const hasVolume = Boolean(spec.volumeName);
  return {
    name: metadata.name,
    status: phaseOf(metadata, status.phase),
    volume: spec.volumeName ?? "",
    capacity: hasVolume ? writeQuantity(status.capacity?.storage ?? "0") : "",
    accessModes: hasVolume ? writeAccessModes(status.accessModes) : "",
    ...classesOf(metadata, spec),
    age: timeSince(metadata.creationTimestamp, now),
  };
}

/**
 * The row of a persistent volume.
 *
 * Source: `kubernetes/kubernetes` `pkg/printers/internalversion/printers.go` printPersistentVolume.
 */
export function pvRow({
  now,
  pv: { metadata, spec = {}, status = {} },
}: {
  readonly now: string;
  readonly pv: {
    readonly metadata: ObjectMeta;
    readonly spec?: VolumeSpec & {
      readonly capacity?: { readonly storage?: string };
      readonly persistentVolumeReclaimPolicy?: string;
      readonly claimRef?: { readonly namespace?: string; readonly name?: string };
    };
    readonly status?: { readonly phase?: string; readonly reason?: string };
  };
}) {
  const { claimRef } = spec;
  return {
    name: metadata.name,
    capacity: writeQuantity(spec.capacity?.storage ?? "0"),
    accessModes: writeAccessModes(spec.accessModes),
    reclaimPolicy: spec.persistentVolumeReclaimPolicy ?? "",
    status: phaseOf(metadata, status.phase),
    claim: claimRef === undefined ? "" : `${claimRef.namespace ?? ""}/${claimRef.name ?? ""}`,
    ...classesOf(metadata, spec),
    reason: status.reason ?? "",
    age: timeSince(metadata.creationTimestamp, now),
  };
}

function phaseOf({ deletionTimestamp }: ObjectMeta, phase = ""): string {
  return deletionTimestamp === undefined ? phase : "Terminating";
}

/** Source: `kubernetes/kubernetes` `pkg/apis/core/helper/helpers.go` GetAccessModesAsString. */
/** `RWO,ROX`, always in one order. */
export function writeAccessModes(modes: readonly string[] = []): string {
  return [...ACCESS_MODES].flatMap(([mode, short]) => (modes.includes(mode) ? [short] : [])).join(",");
}

function classesOf({ annotations }: ObjectMeta, spec: VolumeSpec) {
  return {
    storageClass: annotations?.[CLASS_ANNOTATION] ?? spec.storageClassName ?? "",
    volumeAttributesClass: spec.volumeAttributesClassName ?? "<unset>",
  };
}
