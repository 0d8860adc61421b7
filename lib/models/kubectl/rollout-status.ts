import type { ModelError } from "../model-error.ts";
import type { Condition, ObjectMeta } from "./objects.ts";

/** An object whose rollout is watched. Absent numbers are 0. */
export type RolloutObject = {
  readonly metadata: ObjectMeta;
  readonly spec?: {
    readonly replicas?: number;
    readonly updateStrategy?: {
      readonly type?: string;
      readonly rollingUpdate?: { readonly partition?: number };
    };
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly currentReplicas?: number;
    readonly updatedNumberScheduled?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberAvailable?: number;
    readonly currentRevision?: string;
    readonly updateRevision?: string;
    readonly conditions?: readonly Condition[];
  };
};

/** A line of `kubectl rollout status` with its line break, and whether it was the last one. */
export type RolloutStatus = { readonly message: string; readonly done: boolean };

const waiting = (message: string): RolloutStatus => ({ message, done: false });
const done = (message: string): RolloutStatus => ({ message, done: true });
const WRONG_STRATEGY = "rollout status is only available for RollingUpdate strategy type";

/**
 * What `kubectl rollout status` says of an object, `{ error }` where it gives up. `revision` 0 means any.
 *
 * Source: `kubernetes/kubectl` `pkg/polymorphichelpers/rollout_status.go`.
 */
export function rolloutStatus({
  kind,
  object,
  revision = 0,
}: {
  readonly kind: string;
  readonly object: RolloutObject;
  readonly revision?: number;
}): RolloutStatus | ModelError {
  if (kind === "Deployment") return deploymentStatus(object, revision);
  if (kind === "DaemonSet") return daemonSetStatus(object);
  if (kind === "StatefulSet") return statefulSetStatus(object);
  return { error: `no status viewer has been implemented for ${kind}` };
}

function deploymentStatus({ metadata, spec, status = {} }: RolloutObject, revision: number) {
  const running = Number(metadata.annotations?.["deployment.kubernetes.io/revision"] ?? 0);
  if (revision > 0 && revision !== running) {
    return { error: `desired revision (${revision}) is different from the running revision (${running})` };
  }
  if (!isObserved(metadata, status)) {
    return waiting("Waiting for deployment spec update to be observed...\n");
  }
  const progressing = status.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason === "ProgressDeadlineExceeded") {
    return { error: `deployment "${metadata.name}" exceeded its progress deadline` };
  }
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status;
  const finish = (what: string) =>
    waiting(`Waiting for deployment "${metadata.name}" rollout to finish: ${what}...\n`);
  if (spec?.replicas !== undefined && updatedReplicas < spec.replicas) {
    return finish(`${updatedReplicas} out of ${spec.replicas} new replicas have been updated`);
  }
  if (replicas > updatedReplicas) {
    return finish(`${replicas - updatedReplicas} old replicas are pending termination`);
  }
  if (availableReplicas < updatedReplicas) {
    return finish(`${availableReplicas} of ${updatedReplicas} updated replicas are available`);
  }
  return done(`deployment "${metadata.name}" successfully rolled out\n`);
}

function daemonSetStatus({ metadata, spec, status = {} }: RolloutObject) {
  if (spec?.updateStrategy?.type !== "RollingUpdate") return { error: WRONG_STRATEGY };
  if (!isObserved(metadata, status)) {
    return waiting("Waiting for daemon set spec update to be observed...\n");
  }
  const { updatedNumberScheduled: updated = 0, desiredNumberScheduled: desired = 0 } = status;
  const { numberAvailable = 0 } = status;
  const finish = (what: string) =>
    waiting(`Waiting for daemon set "${metadata.name}" rollout to finish: ${what}...\n`);
  if (updated < desired) return finish(`${updated} out of ${desired} new pods have been updated`);
  if (numberAvailable < desired) return finish(`${numberAvailable} of ${desired} updated pods are available`);
  return done(`daemon set "${metadata.name}" successfully rolled out\n`);
}

function statefulSetStatus({ metadata, spec, status = {} }: RolloutObject) {
  const { replicas, updateStrategy } = spec ?? {};
  if (updateStrategy?.type !== "RollingUpdate") return { error: WRONG_STRATEGY };
  if (!status.observedGeneration || !isObserved(metadata, status)) {
    return waiting("Waiting for statefulset spec update to be observed...\n");
  }
  const { readyReplicas = 0, updatedReplicas = 0, updateRevision = "", currentRevision = "" } = status;
  if (replicas !== undefined && readyReplicas < replicas) {
    return waiting(`Waiting for ${replicas - readyReplicas} pods to be ready...\n`);
  }
  if (updateStrategy.rollingUpdate !== undefined) {
    const { partition } = updateStrategy.rollingUpdate;
    const needed = replicas === undefined || partition === undefined ? 0 : replicas - partition;
    return updatedReplicas < needed
      ? waiting(
          `Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${needed} new pods have been updated...\n`,
        )
      : done(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...\n`);
  }
  if (updateRevision !== currentRevision) {
    return waiting(
      `waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...\n`,
    );
  }
  const { currentReplicas = 0 } = status;
  return done(
    `statefulset rolling update complete ${currentReplicas} pods at revision ${currentRevision}...\n`,
  );
}

function isObserved(
  { generation = 0 }: ObjectMeta,
  { observedGeneration = 0 }: { observedGeneration?: number },
) {
  return generation <= observedGeneration;
}
