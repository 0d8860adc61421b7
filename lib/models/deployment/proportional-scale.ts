import { maxSurge, type RolloutSpec } from "./fenceposts.ts";

/** A ReplicaSet with the annotations of its last scaling; a later `createdSec` is a newer set. */
export type AnnotatedReplicaSet = {
  readonly name: string;
  readonly replicas: number;
  readonly available?: number;
  readonly createdSec?: number;
  /** `deployment.kubernetes.io/desired-replicas`; null = not there. */
  readonly desiredAnnotation?: number | null;
  /** `deployment.kubernetes.io/max-replicas`; null = not there. */
  readonly maxReplicasAnnotation?: number | null;
};

/**
 * The sizes of all ReplicaSets, by name, after the size of a Deployment changed amid a rollout: the
 * difference is shared in proportion, so that scaling does not hasten the rollout.
 *
 * Source: `pkg/controller/deployment/sync.go` scale; `util/deployment_util.go` FindActiveOrLatest,
 * IsSaturated, GetReplicaSetProportion. Without its annotation a set's share is taken of the pods of
 * the Deployment, upstream's `status.replicas`, here the sizes of all sets.
 */
export function proportionalScale({
  newRS,
  oldRSs,
  ...spec
}: RolloutSpec & {
  readonly newRS?: AnnotatedReplicaSet | null;
  readonly oldRSs: readonly AnnotatedReplicaSet[];
}): Readonly<Record<string, number>> {
  const all = newRS ? [...oldRSs, newRS] : oldRSs;
  const active = all.filter(({ replicas }) => replicas > 0);
  const sizes = new Map(all.map(({ name, replicas }) => [name, replicas]));
  if (active.length <= 1) {
    const latest = active[0] ?? newRS ?? oldRSs.toSorted(byCreation).at(-1);
    if (latest) sizes.set(latest.name, spec.replicas);
  } else if (isSaturated(spec.replicas, newRS)) {
    for (const { name } of oldRSs) sizes.set(name, 0);
  } else if (spec.strategy !== "Recreate") {
    for (const [name, size] of sharedSizes(spec, active)) sizes.set(name, size);
  }
  return Object.fromEntries(sizes);
}

function isSaturated(replicas: number, newRS: AnnotatedReplicaSet | null | undefined): boolean {
  return newRS?.replicas === replicas && newRS.desiredAnnotation === replicas && newRS.available === replicas;
}

function sharedSizes(spec: RolloutSpec, active: readonly AnnotatedReplicaSet[]): ReadonlyMap<string, number> {
  const pods = active.reduce((sum, { replicas }) => sum + replicas, 0);
  const allowed = spec.replicas > 0 ? spec.replicas + maxSurge(spec) : 0;
  const toAdd = allowed - pods;
  const sizes = new Map(active.map(({ name, replicas }) => [name, replicas]));
  if (toAdd === 0) return sizes;
  // Among sets of one size the newer grows first and the older shrinks first.
  const order = active.toSorted(
    (a, b) => b.replicas - a.replicas || (toAdd > 0 ? byCreation(b, a) : byCreation(a, b)),
  );
  let left = toAdd;
  for (const set of order) {
    if (left === 0) break;
    const fraction = fractionOf(spec, set, pods);
    const added = toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
    sizes.set(set.name, set.replicas + added);
    left -= added;
  }
  const first = order[0]!.name;
  sizes.set(first, Math.max(0, sizes.get(first)! + left));
  return sizes;
}

/** How many pods a set would gain or lose if it kept its share of the Deployment. */
function fractionOf(spec: RolloutSpec, set: AnnotatedReplicaSet, pods: number): number {
  if (spec.replicas === 0) return -set.replicas;
  const before = set.maxReplicasAnnotation || pods;
  return Math.round((set.replicas * (spec.replicas + maxSurge(spec))) / before) - set.replicas;
}

function byCreation(a: AnnotatedReplicaSet, b: AnnotatedReplicaSet): number {
  const difference = (a.createdSec ?? 0) - (b.createdSec ?? 0);
  if (difference !== 0) return difference;
  return a.name < b.name ? -1 : 1;
}
