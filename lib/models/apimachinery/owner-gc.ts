import type { ModelError } from "../model-error.ts";

/** An object as the garbage collector sees it; `owners` are uids. No namespace = one and the same for all. */
export type OwnedObject = {
  readonly uid: string;
  readonly owners?: readonly string[];
  readonly namespace?: string;
  readonly clusterScoped?: boolean;
};

export type DeletionPolicy = "Background" | "Foreground" | "Orphan";

export type GcResult = {
  /** Uids in the order in which the objects go. */
  readonly deleted: readonly string[];
  /** What stays, with the owners that it still has. */
  readonly remaining: Readonly<Record<string, readonly string[]>>;
};

/**
 * What is left after `delete` has been deleted and the garbage collector has come to rest.
 *
 * - Background: the object goes first, then, level by level, everything whose last owner is gone.
 * - Foreground: dependents go first (depth first, in list order; all of them block their owner), unless
 *   they have another owner: these only lose the reference.
 * - Orphan: only the object goes; its dependents lose the reference.
 *
 * An owner in another namespace counts as absent, and what has only absent owners is collected whatever
 * the policy. A cluster-wide object that names an owner inside a namespace is never collected.
 *
 * Source: Kubernetes documentation, "Garbage Collection", "Owners and Dependents";
 * `kubernetes/kubernetes` `pkg/controller/garbagecollector/garbagecollector.go` attemptToDeleteItem.
 */
export function ownerGC(input: {
  readonly objects: readonly OwnedObject[];
  readonly delete: string;
  readonly policy: DeletionPolicy;
}): GcResult | ModelError {
  const { objects, policy } = input;
  const all = new Map(objects.map((object) => [object.uid, object]));
  const target = all.get(input.delete);
  if (target === undefined) return { error: `"${input.delete}" 객체가 없습니다.` };
  const live = new Map(objects.map(({ uid, owners = [] }) => [uid, new Set(owners)]));
  const deleted: string[] = [];

  const remove = (uid: string) => {
    if (live.delete(uid)) deleted.push(uid);
  };
  const isUnresolvable = (object: OwnedObject, owner: string) =>
    object.clusterScoped === true && all.get(owner)?.clusterScoped !== true && all.has(owner);
  const isPresent = (object: OwnedObject, owner: string) => {
    const found = all.get(owner);
    if (found === undefined || !live.has(owner)) return false;
    return found.clusterScoped === true || (!object.clusterScoped && found.namespace === object.namespace);
  };
  const dependentsOf = (uid: string) =>
    objects.filter((object) => live.get(object.uid)?.has(uid) && isPresent(object, uid));

  const removeForeground = (uid: string, parents: ReadonlySet<string>) => {
    const path = new Set([...parents, uid]);
    for (const dependent of dependentsOf(uid)) {
      const owners = live.get(dependent.uid);
      // A dependent may have gone with one before it; in a cycle it may be on the way out itself.
      if (owners === undefined || path.has(dependent.uid)) continue;
      if ([...owners].some((owner) => owner !== uid && isPresent(dependent, owner))) owners.delete(uid);
      else removeForeground(dependent.uid, path);
    }
    remove(uid);
  };

  if (policy === "Orphan") for (const { uid } of dependentsOf(target.uid)) live.get(uid)?.delete(target.uid);
  if (policy === "Foreground") removeForeground(target.uid, new Set());
  else remove(target.uid);

  for (;;) {
    const level = objects.filter((object) => {
      const owners = [...(live.get(object.uid) ?? [])];
      return (
        owners.length > 0 &&
        !owners.some((owner) => isPresent(object, owner) || isUnresolvable(object, owner))
      );
    });
    if (level.length === 0) break;
    for (const { uid } of level) remove(uid);
  }
  const remaining = objects.filter(({ uid }) => live.has(uid));
  return {
    deleted,
    remaining: Object.fromEntries(
      remaining.map((object) => [
        object.uid,
        [...(live.get(object.uid) ?? [])].filter(
          (owner) => isPresent(object, owner) || isUnresolvable(object, owner),
        ),
      ]),
    ),
  };
}
