import { at, listAt } from "./cluster.ts";
import { annotations, heading, labels, multiline } from "./describe-parts.ts";
import { type Describe, listOf, terminating, yes } from "./describe-shared.ts";
import { flatLabels, type Texts, textAt } from "./object-texts.ts";
import { writeAccessModes } from "./volume-rows.ts";

export const secret: Describe = (w, object) => {
  heading(w, object);
  w.raw(`\nType:\t${textAt(object, "type")}\n\nData\n====\n`);
  for (const [key, value] of Object.entries((at(object, "data") ?? {}) as Texts).sort()) {
    const padding = value.endsWith("==") ? 2 : value.endsWith("=") ? 1 : 0;
    w.line(0, `${key}:\t${(value.length / 4) * 3 - padding} bytes`);
  }
};

export const configMap: Describe = (w, object) => {
  heading(w, object);
  w.raw("\nData\n====\n");
  for (const [key, value] of Object.entries((at(object, "data") ?? {}) as Texts).sort())
    w.raw(`${key}:\n----\n${value}\n\n`);
  w.raw("\nBinaryData\n====\n\n");
};

export const claim: Describe = (w, object, cluster) => {
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

export const volume: Describe = (w, object) => {
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

export const storageClass: Describe = (w, object) => {
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
