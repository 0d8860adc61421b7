import {
  cleanedUpHistory,
  deploymentComplete,
  deploymentProgressing,
  deploymentTimedOut,
} from "../../deployment/deployment-status.ts";
import { maxSurge, maxUnavailable, type RolloutSpec } from "../../deployment/fenceposts.ts";
import { proportionalScale } from "../../deployment/proportional-scale.ts";
import {
  newRSNewReplicas,
  reconcileNewReplicaSet,
  reconcileOldReplicaSets,
} from "../../deployment/rolling-update.ts";
import { isSame, type KubeObject, withAt } from "../../kubectl/cluster.ts";
import type { Condition } from "../../kubectl/objects.ts";
import { isModelError } from "../../model-error.ts";
import { matchesSelector } from "../../scheduler/label-selector.ts";
import { type Controller, event, type Write } from "../controller.ts";
import {
  controllerRef,
  type Deployment,
  type DeploymentStatus,
  isControlledBy,
  keyOf,
  type PodTemplate,
  type ReplicaSet,
  splitKey,
} from "../kinds.ts";
import { conditionOf, isPodActive, templateLabels } from "../pod-facts.ts";
import { secondsSince, type View } from "../view.ts";
import { templateHash } from "./pod-template.ts";
import { withoutVersion } from "./replica-set.ts";

const REVISION = "deployment.kubernetes.io/revision";
const REVISION_HISTORY = "deployment.kubernetes.io/revision-history";
const DESIRED = "deployment.kubernetes.io/desired-replicas";
const MAX_REPLICAS = "deployment.kubernetes.io/max-replicas";
const HASH = "pod-template-hash";
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

const asObject = (value: unknown) => value as KubeObject;
const sizeOf = (set: ReplicaSet) => set.spec.replicas ?? 1;
const statusSize = (set: ReplicaSet) => set.status?.replicas ?? 0;
const availableOf = (set: ReplicaSet) => set.status?.availableReplicas ?? 0;
const sum = (sets: readonly ReplicaSet[], of: (set: ReplicaSet) => number) =>
  sets.reduce((total, set) => total + of(set), 0);
const createdSec = (set: ReplicaSet) => Date.parse(set.metadata.creationTimestamp ?? "") / 1000 || 0;
const annotation = (object: { readonly metadata: KubeObject["metadata"] }, name: string) =>
  object.metadata.annotations?.[name];
const revisionOf = (set: ReplicaSet) => Number(annotation(set, REVISION) ?? 0);

/** A Deployment's rollout as `lib/models/deployment` asks for it. */
function rolloutOf({ spec }: Deployment): RolloutSpec {
  return {
    replicas: spec.replicas ?? 1,
    strategy: spec.strategy?.type ?? "RollingUpdate",
    maxSurge: spec.strategy?.rollingUpdate?.maxSurge,
    maxUnavailable: spec.strategy?.rollingUpdate?.maxUnavailable,
  };
}

/** One pass over a Deployment: what it does goes into `writes`. */
class Pass {
  readonly writes: Write[] = [];
  readonly view: View;
  readonly deployment: Deployment;
  readonly rollout: RolloutSpec;
  readonly oldSets: readonly ReplicaSet[];
  newSet: ReplicaSet | undefined;
  /** Conditions that the pass has to add to the status. */
  readonly conditions: Condition[] = [];

  constructor(view: View, deployment: Deployment, sets: readonly ReplicaSet[]) {
    this.view = view;
    this.deployment = deployment;
    this.rollout = rolloutOf(deployment);
    // Of two with the same template the older counts.
    const equal = sets.toSorted(oldestFirst).filter((set) => hasTemplate(set, deployment.spec.template));
    this.newSet = equal[0];
    this.oldSets = sets.filter((set) => set !== this.newSet);
  }

  get allSets(): readonly ReplicaSet[] {
    return this.newSet === undefined ? this.oldSets : [...this.oldSets, this.newSet];
  }

  event(reason: string, message: string, type: "Normal" | "Warning" = "Normal"): void {
    this.writes.push(event(asObject(this.deployment), type, reason, message));
  }

  /** Sets size and the annotations that say of what it is a share. */
  scale(set: ReplicaSet, replicas: number): boolean {
    const before = sizeOf(set);
    const desired = String(this.rollout.replicas);
    const most = String(this.rollout.replicas + maxSurge(this.rollout));
    const isAnnotated = annotation(set, DESIRED) === desired && annotation(set, MAX_REPLICAS) === most;
    if (before === replicas && isAnnotated) return false;
    const annotations = { ...set.metadata.annotations, [DESIRED]: desired, [MAX_REPLICAS]: most };
    const scaled = { ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas } };
    this.writes.push({ do: "update", object: asObject(scaled) });
    if (set === this.newSet) this.newSet = scaled;
    if (before !== replicas) {
      const what = replicas > before ? "up" : "down";
      this.event(
        "ScalingReplicaSet",
        `Scaled ${what} replica set ${set.metadata.name} from ${before} to ${replicas}`,
      );
    }
    return before !== replicas;
  }
}

function oldestFirst(a: ReplicaSet, b: ReplicaSet): number {
  return createdSec(a) - createdSec(b) || (a.metadata.name < b.metadata.name ? -1 : 1);
}

/** Source: `deployment_util.go` EqualIgnoreHash. */
function hasTemplate(set: ReplicaSet, template: PodTemplate): boolean {
  const plain = (one: PodTemplate) => withAt(one, ["metadata", "labels", HASH], undefined);
  const bare = (one: PodTemplate) => ({ ...plain(one), metadata: withoutEmpty(plain(one).metadata ?? {}) });
  return isSame(bare(set.spec.template), bare(template));
}

function withoutEmpty(metadata: object): object {
  const kept = Object.entries(metadata).filter(
    ([name, value]) => name !== "creationTimestamp" && value !== undefined && value !== null,
  );
  return Object.fromEntries(kept);
}

/**
 * Rolls a Deployment out: a ReplicaSet for each template, the new one growing as the old ones shrink within
 * surge and unavailability.
 *
 * Source: `pkg/controller/deployment/{deployment_controller,sync,rolling,recreate,progress}.go`,
 * `util/deployment_util.go`.
 */
export const deploymentController: Controller = {
  name: "deployment-controller",
  keysOf({ object, type }, view) {
    if (object.kind === "Deployment") return [keyOf(object)];
    const namespace = object.metadata.namespace ?? "default";
    const controller = object.metadata.ownerReferences?.find((owner) => owner.controller);
    if (object.kind === "ReplicaSet") {
      if (controller !== undefined)
        return controller.kind === "Deployment" ? [`${namespace}/${controller.name}`] : [];
      return view
        .list("Deployment", namespace)
        .filter(({ spec }) => matchesSelector(object.metadata.labels ?? {}, spec.selector))
        .map(keyOf);
    }
    // A Recreate waits for the last pod to be gone.
    if (object.kind !== "Pod" || type !== "DELETED" || controller?.kind !== "ReplicaSet") return [];
    const owner = view
      .get("ReplicaSet", namespace, controller.name)
      ?.metadata.ownerReferences?.find((one) => one.controller);
    return owner?.kind === "Deployment" ? [`${namespace}/${owner.name}`] : [];
  },
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const deployment = view.get("Deployment", namespace, name);
    if (deployment === undefined) return [];
    const adopted: Write[] = [];
    const sets = view.list("ReplicaSet", namespace).filter((set) => {
      if (isControlledBy(set, asObject(deployment))) return true;
      const isOrphan = !set.metadata.ownerReferences?.some(({ controller }) => controller);
      if (!isOrphan || !matchesSelector(set.metadata.labels ?? {}, deployment.spec.selector)) return false;
      if (deployment.metadata.deletionTimestamp !== undefined) return false;
      const ownerReferences = [...(set.metadata.ownerReferences ?? []), controllerRef(asObject(deployment))];
      adopted.push({
        do: "update",
        object: asObject({ ...set, metadata: { ...set.metadata, ownerReferences } }),
      });
      return false;
    });
    if (adopted.length > 0) return adopted;
    const pass = new Pass(view, deployment, sets);
    if (deployment.metadata.deletionTimestamp !== undefined) {
      syncStatus(pass);
      return pass.writes;
    }
    pauseConditions(pass);
    const isPaused = deployment.spec.paused === true;
    if (isPaused || isScaling(pass)) {
      if (!isPaused && ensureNewSet(pass)) return pass.writes;
      scaleAll(pass);
      syncStatus(pass);
      return pass.writes;
    }
    if (pass.rollout.strategy === "Recreate") recreate(pass);
    else roll(pass);
    return pass.writes;
  },
};

/** Source: `progress.go`, `sync.go` checkPausedConditions. */
function pauseConditions({ deployment, conditions }: Pass): void {
  if (deployment.spec.progressDeadlineSeconds === undefined) return;
  const { reason } = conditionOf(deployment, "Progressing") ?? {};
  if (reason === "ProgressDeadlineExceeded") return;
  if (deployment.spec.paused && reason !== "DeploymentPaused") {
    conditions.push({
      type: "Progressing",
      status: "Unknown",
      reason: "DeploymentPaused",
      message: "Deployment is paused",
    });
  } else if (!deployment.spec.paused && reason === "DeploymentPaused") {
    conditions.push({
      type: "Progressing",
      status: "Unknown",
      reason: "DeploymentResumed",
      message: "Deployment is resumed",
    });
  }
}

/** Whether the size changed since the sets were last scaled. Source: `sync.go` isScalingEvent. */
function isScaling({ allSets, rollout }: Pass): boolean {
  return allSets.some((set) => {
    const desired = annotation(set, DESIRED);
    return sizeOf(set) > 0 && desired !== undefined && Number(desired) !== rollout.replicas;
  });
}

/** Source: `sync.go` scale. */
function scaleAll(pass: Pass): void {
  const describe = (set: ReplicaSet) => ({
    name: set.metadata.name,
    replicas: sizeOf(set),
    available: availableOf(set),
    createdSec: createdSec(set),
    desiredAnnotation: annotation(set, DESIRED) === undefined ? null : Number(annotation(set, DESIRED)),
    maxReplicasAnnotation:
      annotation(set, MAX_REPLICAS) === undefined ? null : Number(annotation(set, MAX_REPLICAS)),
  });
  const sizes = proportionalScale({
    ...pass.rollout,
    newRS: pass.newSet === undefined ? null : describe(pass.newSet),
    oldRSs: pass.oldSets.map(describe),
  });
  for (const set of pass.allSets) {
    const isActive = sizeOf(set) > 0 || sizes[set.metadata.name] !== 0;
    if (isActive) pass.scale(set, sizes[set.metadata.name] ?? sizeOf(set));
  }
}

/** Annotations of a Deployment that its sets get. Source: `deployment_util.go` skipCopyAnnotation. */
function copiedAnnotations({ metadata }: Deployment): Readonly<Record<string, string>> {
  const skipped = [LAST_APPLIED, REVISION, REVISION_HISTORY, DESIRED, MAX_REPLICAS];
  return Object.fromEntries(
    Object.entries(metadata.annotations ?? {}).filter(([name]) => !skipped.includes(name)),
  );
}

/**
 * Makes the set of the present template, or gives the one that is there its revision. Answers whether the pass
 * has to wait for it.
 *
 * Source: `sync.go` getNewReplicaSet.
 */
function ensureNewSet(pass: Pass): boolean {
  const { deployment, oldSets, rollout, newSet: found } = pass;
  const revision = String(Math.max(0, ...oldSets.map(revisionOf)) + 1);
  if (found !== undefined) {
    const own = revisionOf(found);
    const isNewer = own < Number(revision);
    const next = isNewer ? revision : String(own);
    const history = annotation(found, REVISION_HISTORY);
    const annotations = {
      ...found.metadata.annotations,
      ...copiedAnnotations(deployment),
      [REVISION]: next,
      ...(isNewer && own > 0
        ? { [REVISION_HISTORY]: history === undefined ? String(own) : `${history},${own}` }
        : {}),
    };
    const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
    const isOther =
      !isSame(annotations, found.metadata.annotations) ||
      (found.spec.minReadySeconds ?? 0) !== minReadySeconds;
    if (isOther) {
      const spec = minReadySeconds === 0 ? found.spec : { ...found.spec, minReadySeconds };
      pass.writes.push({
        do: "update",
        object: asObject({ ...found, metadata: { ...found.metadata, annotations }, spec }),
      });
      return true;
    }
    setRevision(pass, next);
    if (conditionOf(deployment, "Progressing") === undefined && hasDeadline(deployment)) {
      pass.conditions.push({
        type: "Progressing",
        status: "True",
        reason: "FoundNewReplicaSet",
        message: `Found new replica set "${found.metadata.name}"`,
      });
    }
    return false;
  }
  const hash = templateHash(deployment.spec.template);
  const template = withAt(deployment.spec.template, ["metadata", "labels", HASH], hash);
  const replicas = newRSNewReplicas({ ...rollout, newReplicas: 0, totalReplicas: sum(oldSets, sizeOf) });
  const size = isModelError(replicas) ? 0 : replicas;
  const name = `${deployment.metadata.name}-${hash}`;
  const { minReadySeconds = 0, selector } = deployment.spec;
  const set: ReplicaSet = {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name,
      namespace: deployment.metadata.namespace ?? "default",
      labels: { ...templateLabels(deployment.spec.template), [HASH]: hash },
      annotations: {
        ...copiedAnnotations(deployment),
        [DESIRED]: String(rollout.replicas),
        [MAX_REPLICAS]: String(rollout.replicas + maxSurge(rollout)),
        [REVISION]: revision,
      },
      ownerReferences: [controllerRef(asObject(deployment))],
    },
    spec: {
      replicas: size,
      ...(minReadySeconds === 0 ? {} : { minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH]: hash } },
      template,
    },
  };
  pass.writes.push({
    do: "create",
    object: asObject(set),
    failed: ({ message }) => [
      event(
        asObject(deployment),
        "Warning",
        "ReplicaSetCreateError",
        `Failed to create new replica set "${name}": ${message}`,
      ),
    ],
  });
  if (size > 0) pass.event("ScalingReplicaSet", `Scaled up replica set ${name} from 0 to ${size}`);
  if (hasDeadline(deployment)) {
    pass.conditions.push({
      type: "Progressing",
      status: "True",
      reason: "NewReplicaSetCreated",
      message: `Created new replica set "${name}"`,
    });
  }
  setRevision(pass, revision);
  syncStatus(pass);
  return true;
}

function setRevision({ deployment, writes }: Pass, revision: string): void {
  if (annotation(deployment, REVISION) === revision) return;
  const object = withAt(
    asObject(withoutVersion(deployment)),
    ["metadata", "annotations", REVISION],
    revision,
  );
  writes.push({ do: "update", object });
}

/** Source: `rolling.go` rolloutRolling. */
function roll(pass: Pass): void {
  if (ensureNewSet(pass)) return;
  const { newSet, oldSets, rollout } = pass;
  if (newSet === undefined) return;
  const grown = reconcileNewReplicaSet({
    ...rollout,
    newReplicas: sizeOf(newSet),
    oldReplicas: sum(oldSets, sizeOf),
  });
  if (!isModelError(grown) && grown.scaled && pass.scale(newSet, grown.newReplicas)) {
    syncStatus(pass);
    return;
  }
  const { oldReplicaSets } = reconcileOldReplicaSets(
    rollout,
    { replicas: sizeOf(newSet), available: availableOf(newSet) },
    oldSets
      .filter((set) => sizeOf(set) > 0)
      .map((set) => ({
        set,
        replicas: sizeOf(set),
        available: availableOf(set),
        createdSec: createdSec(set),
      })),
  );
  let isScaled = false;
  for (const { set, replicas } of oldReplicaSets) {
    if (replicas !== sizeOf(set)) isScaled = pass.scale(set, replicas) || isScaled;
  }
  if (!isScaled && isComplete(pass)) cleanUp(pass);
  syncStatus(pass);
}

/** Source: `recreate.go` rolloutRecreate. */
function recreate(pass: Pass): void {
  const { oldSets, deployment, view } = pass;
  const active = oldSets.filter((set) => sizeOf(set) > 0);
  let isScaled = false;
  for (const set of active) isScaled = pass.scale(set, 0) || isScaled;
  if (isScaled) {
    syncStatus(pass);
    return;
  }
  const olds = new Set(oldSets.map(({ metadata }) => metadata.uid));
  const hasOldPods = view
    .list("Pod", deployment.metadata.namespace)
    .some(
      (pod) =>
        pod.metadata.ownerReferences?.some(({ controller, uid }) => controller && olds.has(uid)) &&
        (isPodActive(pod) || pod.metadata.deletionTimestamp !== undefined),
    );
  if (hasOldPods) {
    syncStatus(pass);
    return;
  }
  if (ensureNewSet(pass)) return;
  if (pass.newSet !== undefined) pass.scale(pass.newSet, pass.rollout.replicas);
  if (isComplete(pass)) cleanUp(pass);
  syncStatus(pass);
}

function countsOf({ newSet, allSets }: Pass) {
  return {
    current: sum(allSets, statusSize),
    updated: newSet === undefined ? 0 : statusSize(newSet),
    ready: sum(allSets, (set) => set.status?.readyReplicas ?? 0),
    available: sum(allSets, availableOf),
  };
}

function isComplete(pass: Pass): boolean {
  const { deployment, rollout } = pass;
  const isObserved = (deployment.status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0);
  return isObserved && deploymentComplete({ desired: rollout.replicas, ...countsOf(pass) });
}

/** Source: `sync.go` cleanupDeployment. */
function cleanUp({ deployment, oldSets, writes }: Pass): void {
  const old = oldSets.map((set) => ({
    set,
    specReplicas: sizeOf(set),
    statusReplicas: statusSize(set),
    createdSec: createdSec(set),
    revision: revisionOf(set),
    deleting: set.metadata.deletionTimestamp !== undefined,
  }));
  for (const { set } of cleanedUpHistory(old, deployment.spec.revisionHistoryLimit)) {
    writes.push({ do: "delete", object: asObject(set) });
  }
}

const NO_DEADLINE = 2_147_483_647;

function hasDeadline({ spec }: Deployment): boolean {
  return spec.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_DEADLINE;
}

/** Source: `sync.go` calculateStatus, `progress.go` syncRolloutStatus. */
function syncStatus(pass: Pass): void {
  const { deployment, view, rollout, newSet, oldSets } = pass;
  const counts = countsOf(pass);
  const before = deployment.status ?? {};
  let conditions = before.conditions ?? [];
  const set = (condition: Condition) => {
    conditions = withDeploymentCondition(conditions, condition, view.time);
  };
  for (const condition of pass.conditions) set(condition);
  const enough = counts.available >= rollout.replicas - maxUnavailable(rollout);
  set(
    enough
      ? {
          type: "Available",
          status: "True",
          reason: "MinimumReplicasAvailable",
          message: "Deployment has minimum availability.",
        }
      : {
          type: "Available",
          status: "False",
          reason: "MinimumReplicasUnavailable",
          message: "Deployment does not have minimum availability.",
        },
  );
  const progressing = conditions.find(({ type }) => type === "Progressing");
  const wasComplete = counts.current === counts.updated && progressing?.reason === "NewReplicaSetAvailable";
  const subject =
    newSet === undefined
      ? `Deployment "${deployment.metadata.name}"`
      : `ReplicaSet "${newSet.metadata.name}"`;
  if (!hasDeadline(deployment)) conditions = conditions.filter(({ type }) => type !== "Progressing");
  else if (
    !wasComplete &&
    deployment.spec.paused !== true &&
    deployment.metadata.deletionTimestamp === undefined
  ) {
    const old = {
      current: before.replicas ?? 0,
      updated: before.updatedReplicas ?? 0,
      ready: before.readyReplicas ?? 0,
      available: before.availableReplicas ?? 0,
    };
    const isObserved = (before.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0);
    if (isObserved && deploymentComplete({ desired: rollout.replicas, ...counts })) {
      set({
        type: "Progressing",
        status: "True",
        reason: "NewReplicaSetAvailable",
        message: `${subject} has successfully progressed.`,
      });
    } else if (deploymentProgressing({ before: old, after: counts })) {
      const condition = {
        type: "Progressing",
        status: "True",
        reason: "ReplicaSetUpdated",
        message: `${subject} is progressing.`,
      };
      // Progress starts the deadline anew even if the condition says the same as before.
      conditions = conditions.filter(({ type }) => type !== "Progressing");
      const since = progressing?.status === "True" ? progressing.lastTransitionTime : view.time;
      conditions = [...conditions, { ...condition, lastUpdateTime: view.time, lastTransitionTime: since }];
    } else if (
      deploymentTimedOut({
        progressDeadlineSec: deployment.spec.progressDeadlineSeconds ?? null,
        progressingReason: progressing?.reason ?? null,
        lastUpdateSecAgo: secondsSince(view, progressing?.lastUpdateTime),
      })
    ) {
      set({
        type: "Progressing",
        status: "False",
        reason: "ProgressDeadlineExceeded",
        message: `${subject} has timed out progressing.`,
      });
    } else if (progressing !== undefined && progressing.reason !== "ProgressDeadlineExceeded") {
      const left = deployment.spec.progressDeadlineSeconds! - secondsSince(view, progressing.lastUpdateTime);
      pass.writes.push({ do: "again", after: (Math.max(0, left) + 1) * 1_000_000 });
    }
  }
  const failing = [newSet, ...oldSets].flatMap((one) =>
    one === undefined ? [] : [conditionOf(one, "ReplicaFailure")],
  );
  const failure = failing.find((condition) => condition !== undefined);
  if (failure !== undefined) set({ ...failure });
  else conditions = conditions.filter(({ type }) => type !== "ReplicaFailure");
  const unavailable = Math.max(0, sum(pass.allSets, sizeOf) - counts.available);
  const status: DeploymentStatus = {
    ...(counts.available > 0 ? { availableReplicas: counts.available } : {}),
    conditions,
    observedGeneration: deployment.metadata.generation ?? 0,
    ...(counts.ready > 0 ? { readyReplicas: counts.ready } : {}),
    ...(counts.current > 0 ? { replicas: counts.current } : {}),
    ...(unavailable > 0 ? { unavailableReplicas: unavailable } : {}),
    ...(counts.updated > 0 ? { updatedReplicas: counts.updated } : {}),
  };
  if (!isSame(status, deployment.status)) {
    pass.writes.push({ do: "status", object: asObject({ ...withoutVersion(deployment), status }) });
  }
}

/**
 * Only what changes status or reason is written; the time of transition is that of the status.
 *
 * Source: `deployment_util.go` SetDeploymentCondition.
 */
function withDeploymentCondition(
  conditions: readonly Condition[],
  condition: Condition,
  time: string,
): readonly Condition[] {
  const old = conditions.find(({ type }) => type === condition.type);
  const hasStatus = old !== undefined && old.status === condition.status;
  if (hasStatus && old.reason === condition.reason) return conditions;
  const lastTransitionTime = hasStatus ? (old.lastTransitionTime ?? time) : time;
  const { type, status, reason, message } = condition;
  const updated = { type, status, reason, message, lastUpdateTime: time, lastTransitionTime };
  return [...conditions.filter((one) => one !== old), updated];
}
