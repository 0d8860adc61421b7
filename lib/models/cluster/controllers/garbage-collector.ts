import type { KubeObject } from "../../kubectl/cluster.ts";
import type { OwnerReference } from "../../kubectl/objects.ts";
import { RESOURCE_TYPES, typeOfKind } from "../../kubectl/resource-types.ts";
import type { Controller, Write } from "../controller.ts";
import { splitKey } from "../kinds.ts";
import type { View } from "../view.ts";

const FOREGROUND = "foregroundDeletion";
const ORPHAN = "orphan";

const keyFor = ({ kind, metadata }: KubeObject) => `${kind}:${metadata.namespace ?? ""}/${metadata.name}`;

function objectAt(view: View, key: string): KubeObject | undefined {
  const colon = key.indexOf(":");
  const [namespace, name] = splitKey(key.slice(colon + 1));
  return view.get(key.slice(0, colon), namespace, name) as KubeObject | undefined;
}

function ownerOf(view: View, object: KubeObject, owner: OwnerReference): KubeObject | undefined {
  const isNamespaced = RESOURCE_TYPES.find(({ kind }) => kind === owner.kind)?.isNamespaced ?? true;
  const namespace = isNamespaced ? (object.metadata.namespace ?? "") : "";
  const found = view.get(owner.kind, namespace, owner.name) as KubeObject | undefined;
  return found?.metadata.uid === owner.uid ? found : undefined;
}

/** The objects that name this one as an owner. */
function dependentsOf(view: View, owner: KubeObject): readonly KubeObject[] {
  const { uid, namespace } = owner.metadata;
  return RESOURCE_TYPES.flatMap(({ kind }) =>
    (view.list(kind, namespace) as readonly KubeObject[]).filter(({ metadata }) =>
      metadata.ownerReferences?.some((reference) => reference.uid === uid),
    ),
  );
}

const without = (object: KubeObject, finalizer: string): KubeObject => ({
  ...object,
  metadata: {
    ...object.metadata,
    finalizers: (object.metadata.finalizers ?? []).filter((one) => one !== finalizer),
  },
});

/**
 * Deletes what has lost its last owner, and brings foreground and orphan deletions to their end.
 *
 * Source: `pkg/controller/garbagecollector/garbagecollector.go` attemptToDeleteItem, processDeletingDependentsItem,
 * attemptToOrphanWorker. Which objects go is what `ownerGC` of `lib/models/apimachinery` says; a test compares.
 */
export const garbageCollector: Controller = {
  name: "generic-garbage-collector",
  keysOf({ type, object }, view) {
    if (object.kind === "Event") return [];
    const { metadata } = object;
    if (type === "DELETED") {
      // Its dependents have lost an owner, and an owner may have waited for it.
      const owners = (metadata.ownerReferences ?? []).map(({ kind, name }) => {
        const isNamespaced = typeOfKind(kind).isNamespaced;
        return `${kind}:${isNamespaced ? (metadata.namespace ?? "") : ""}/${name}`;
      });
      return [...dependentsOf(view, object).map(keyFor), ...owners];
    }
    const isWaiting = metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length > 0;
    const isOwned = type === "ADDED" && (metadata.ownerReferences ?? []).length > 0;
    return isWaiting || isOwned ? [keyFor(object)] : [];
  },
  reconcile(view, key) {
    const object = objectAt(view, key);
    if (object === undefined) return [];
    const { metadata } = object;
    const finalizers = metadata.finalizers ?? [];
    if (metadata.deletionTimestamp !== undefined && finalizers.includes(ORPHAN)) {
      return [
        ...orphan(dependentsOf(view, object), object),
        { do: "update", object: without(object, ORPHAN) },
      ];
    }
    if (metadata.deletionTimestamp !== undefined && finalizers.includes(FOREGROUND)) {
      return deleteForeground(dependentsOf(view, object), object);
    }
    return collect(view, object);
  },
};

function collect(view: View, object: KubeObject): readonly Write[] {
  const { metadata } = object;
  const owners = metadata.ownerReferences ?? [];
  if (owners.length === 0 || metadata.deletionTimestamp !== undefined) return [];
  const found = owners.map((reference) => ({ reference, owner: ownerOf(view, object, reference) }));
  const isWaiting = (owner: KubeObject) =>
    owner.metadata.deletionTimestamp !== undefined && (owner.metadata.finalizers ?? []).includes(FOREGROUND);
  const solid = found.filter(({ owner }) => owner !== undefined && !isWaiting(owner));
  if (solid.length === found.length) return [];
  if (solid.length > 0) {
    const ownerReferences = solid.map(({ reference }) => reference);
    return [{ do: "update", object: { ...object, metadata: { ...metadata, ownerReferences } } }];
  }
  const isForeground = found.some(({ owner }) => owner !== undefined);
  return [{ do: "delete", object, propagation: isForeground ? "Foreground" : "Background" }];
}

function orphan(dependents: readonly KubeObject[], owner: KubeObject): readonly Write[] {
  return dependents.map((dependent) => ({
    do: "update",
    object: {
      ...dependent,
      metadata: {
        ...dependent.metadata,
        ownerReferences: (dependent.metadata.ownerReferences ?? []).filter(
          ({ uid }) => uid !== owner.metadata.uid,
        ),
      },
    },
  }));
}

function deleteForeground(dependents: readonly KubeObject[], owner: KubeObject): readonly Write[] {
  const blocking = dependents.filter(({ metadata }) =>
    metadata.ownerReferences?.some(
      ({ uid, blockOwnerDeletion }) => uid === owner.metadata.uid && blockOwnerDeletion,
    ),
  );
  if (blocking.length === 0) return [{ do: "update", object: without(owner, FOREGROUND) }];
  return dependents
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map((object): Write => {
      const others = (object.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid);
      return others.length === 0
        ? { do: "delete", object, propagation: "Foreground" }
        : { do: "update", object: { ...object, metadata: { ...object.metadata, ownerReferences: others } } };
    });
}
