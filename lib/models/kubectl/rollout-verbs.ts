import { select } from "./builder.ts";
import { at, isSame, type KubeObject, withAt } from "./cluster.ts";
import { alignColumns } from "./columns.ts";
import { type CommandRun, patienceOf } from "./command-run.ts";
import { Description, podTemplate } from "./describe-parts.ts";
import { type Target, targetOf } from "./follow.ts";
import { forEachKeepingErrors, KubectlError, PlainError, ServerError } from "./kubectl-error.ts";
import { controllerOf } from "./node-verbs.ts";
import { printChanged, printResult } from "./print-object.ts";
import { findResourceType, pluralName, type ResourceType } from "./resource-types.ts";
import { type RolloutObject, rolloutStatus } from "./rollout-status.ts";

const SCALABLE = ["Deployment", "ReplicaSet", "StatefulSet", "ReplicationController"];

/** `kubectl scale`. Source: `kubernetes/kubectl` `pkg/cmd/scale/scale.go`, `pkg/scale/scale.go`. */
export function scaleCommand(run: CommandRun): void {
  const { flags } = run;
  const all = flags.isOn("all");
  if (all && flags.text("selector") !== "")
    throw new PlainError("cannot set --all and --selector at the same time");
  const replicas = flags.number("replicas", 0);
  if (replicas < 0) {
    throw new PlainError(
      "The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0",
    );
  }
  const current = flags.number("current-replicas", -1);
  if (current < -1) throw new PlainError("The --current-replicas must specify an integer of -1 or greater");
  const selection = select(run, run.args, { isLatest: true, all: "type" });
  if (selection.infos.length === 0) {
    const [first] = selection.errors;
    if (first !== undefined && flags.list("filename").length > 0) throw first;
    throw new PlainError(`no objects passed to scale${first === undefined ? "" : ` ${first.message}`}`);
  }
  if (selection.infos.length > 1 && flags.text("resource-version") !== "") {
    throw new PlainError("cannot use --resource-version with multiple resources");
  }
  forEachKeepingErrors(
    selection.infos,
    ({ type, object }) => {
      if (run.dryRun !== "client") {
        if (!SCALABLE.includes(type.kind)) {
          throw new ServerError("NotFound", "the server could not find the requested resource");
        }
        const was = Number(at(object, "spec", "replicas") ?? 1);
        if (current >= 0 && current !== was)
          throw new PlainError(`Expected replicas to be ${current}, was ${was}`);
      }
      const changed = withAt(object, ["spec", "replicas"], replicas);
      if (run.dryRun === "none") run.cluster.replace(object, changed);
      printChanged(run, type, changed, run.marked("scaled"));
    },
    selection.errors,
  );
}

/** The things of a `rollout` command; a type alone means all of them. */
function selectRollout(run: CommandRun) {
  const { flags, args } = run;
  if (args.length === 0 && flags.list("filename").length === 0) {
    throw new PlainError("required resource not specified");
  }
  return select(run, args, { isAllByDefault: true, isLatest: true });
}

function reportNothing(run: CommandRun): void {
  run.err(`No resources found in ${run.namespace} namespace.`);
}

class Refusal extends KubectlError {}

/** `kubectl rollout pause`. Source: `pkg/polymorphichelpers/objectpauser.go`. */
export const pauseCommand = refusing("paused", (object, type) => {
  if (type.kind !== "Deployment") throw new Refusal("pausing is not supported");
  if (at(object, "spec", "paused")) throw new Refusal("is already paused");
  return withAt(object, ["spec", "paused"], true);
});

/** `kubectl rollout resume`. Source: `pkg/polymorphichelpers/objectresumer.go`. */
export const resumeCommand = refusing("resumed", (object, type) => {
  if (type.kind !== "Deployment") throw new Refusal("resuming is not supported");
  if (!at(object, "spec", "paused")) throw new Refusal("is not paused");
  return withAt(object, ["spec", "paused"], undefined);
});

/** `kubectl rollout restart`. Source: `pkg/polymorphichelpers/objectrestarter.go`. */
export const restartCommand = refusing("restarted", (object, type, run) => {
  if (!["Deployment", "DaemonSet", "StatefulSet"].includes(type.kind)) {
    throw new Refusal("restarting is not supported");
  }
  if (type.kind === "Deployment" && at(object, "spec", "paused")) {
    throw new Refusal("can't restart paused deployment (run rollout resume first)");
  }
  const path = ["spec", "template", "metadata", "annotations", "kubectl.kubernetes.io/restartedAt"];
  return withAt(object, path, run.now);
});

function refusing(
  what: string,
  change: (object: KubeObject, type: ResourceType, run: CommandRun) => KubeObject,
) {
  return (run: CommandRun): void => {
    const { infos, errors } = selectRollout(run);
    if (infos.length === 0 && errors.length === 0) reportNothing(run);
    forEachKeepingErrors(
      infos,
      ({ type, name, object }) => {
        try {
          const changed = change(object, type, run);
          if (run.dryRun === "none") run.cluster.replace(object, changed);
          printResult(run, type, changed, run.marked(what));
        } catch (error) {
          if (error instanceof Refusal)
            throw new PlainError(`${pluralName(type)} "${name}" ${error.message}`);
          throw error;
        }
      },
      errors,
    );
  };
}

/** `kubectl rollout status`: what is so now; with `--watch`, which is the default, it goes on until the end. */
export function statusCommand(run: CommandRun): void {
  const revision = run.flags.number("revision", 0);
  if (run.args.length === 0 && run.flags.list("filename").length === 0) {
    throw new PlainError("required resource not specified");
  }
  if (revision < 0) throw new PlainError(`revision must be a positive integer: ${revision}`);
  const { infos, errors } = selectRollout(run);
  if (infos.length === 0 && errors.length === 0) reportNothing(run);
  const waiting: Target[] = [];
  forEachKeepingErrors(
    infos,
    ({ type, object }) => {
      const status = rolloutStatus({ kind: type.kind, object: object as RolloutObject, revision });
      if ("error" in status) throw new PlainError(status.error);
      run.stdout += status.message;
      if (!status.done) waiting.push(targetOf(object));
    },
    errors,
  );
  if (waiting.length > 0 && run.flags.isOn("watch", true))
    run.follow = { type: "rollout", revision, targets: waiting, ...patienceOf(run) };
}

type Revision = { readonly number: number; readonly template: unknown; readonly cause: string | undefined };

const CAUSE = "kubernetes.io/change-cause";

/**
 * The templates that a workload had, oldest first: in the ReplicaSets of a Deployment, in the revisions of others.
 *
 * Source: `pkg/util/deployment/deployment.go`; `pkg/polymorphichelpers/history.go`.
 */
function revisionsOf(run: CommandRun, workload: KubeObject): readonly Revision[] {
  const isDeployment = workload.kind === "Deployment";
  const type = findResourceType(isDeployment ? "replicasets" : "controllerrevisions");
  if (type === undefined) return [];
  return run.cluster
    .list(type, workload.metadata.namespace ?? "default")
    .filter(
      (one) =>
        controllerOf(one)?.kind === workload.kind && controllerOf(one)?.name === workload.metadata.name,
    )
    .map((one) => ({
      number: isDeployment
        ? Number(one.metadata.annotations?.["deployment.kubernetes.io/revision"] ?? 0)
        : Number(at(one, "revision") ?? 0),
      template: isDeployment ? at(one, "spec", "template") : at(one, "data", "spec", "template"),
      cause: one.metadata.annotations?.[CAUSE],
    }))
    .sort((a, b) => a.number - b.number);
}

/** A template without what tells replica sets apart. */
function bareTemplate(template: unknown): unknown {
  return withAt(template ?? {}, ["metadata", "labels", "pod-template-hash"], undefined);
}

/**
 * `kubectl rollout undo`.
 *
 * Source: `kubernetes/kubectl` `pkg/cmd/rollout/rollout_undo.go`, `pkg/polymorphichelpers/rollback.go`.
 */
export function undoCommand(run: CommandRun): void {
  const wanted = run.flags.number("to-revision", 0);
  const { infos, errors } = selectRollout(run);
  forEachKeepingErrors(
    infos,
    ({ type, name, object }) => {
      if (!["Deployment", "DaemonSet", "StatefulSet"].includes(type.kind)) {
        throw new PlainError(`no rollbacker has been implemented for ${JSON.stringify(kindGroup(type))}`);
      }
      const revisions = revisionsOf(run, object);
      const target = wanted === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === wanted);
      if (target === undefined) {
        throw new PlainError(
          wanted === 0
            ? `no rollout history found for ${type.kind === "Deployment" ? `deployment "${name}"` : `${kindGroup(type)} "${name}"`}`
            : `unable to find specified revision ${wanted} in history`,
        );
      }
      if (run.dryRun === "client") {
        return run.out(
          `${kindGroup(type).toLowerCase()}/${name} Pod Template:\n${describeTemplate(target.template)}(dry run)`,
        );
      }
      if (at(object, "spec", "paused")) {
        throw new PlainError(
          `you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again`,
        );
      }
      const template = bareTemplate(target.template);
      if (isSame(template, bareTemplate(at(object, "spec", "template")))) {
        return printResult(
          run,
          type,
          object,
          `skipped rollback (current template already matches revision ${target.number})`,
        );
      }
      const changed = withAt(object, ["spec", "template"], template);
      if (run.dryRun === "none") run.cluster.replace(object, changed);
      printChanged(run, type, changed, run.marked("rolled back"));
    },
    errors,
  );
}

function kindGroup({ kind, group }: ResourceType): string {
  return group === "" ? kind : `${kind}.${group}`;
}

/** `kubectl rollout history`. Source: `pkg/cmd/rollout/rollout_history.go`, `pkg/polymorphichelpers/history.go`. */
export function historyCommand(run: CommandRun): void {
  const wanted = run.flags.number("revision", 0);
  if (run.args.length === 0 && run.flags.list("filename").length === 0) {
    throw new PlainError("required resource not specified");
  }
  if (wanted < 0) throw new PlainError(`revision must be a positive integer: ${wanted}`);
  const { infos, errors } = selectRollout(run);
  forEachKeepingErrors(
    infos,
    ({ type, name, object }) => {
      if (!["Deployment", "DaemonSet", "StatefulSet"].includes(type.kind)) {
        throw new PlainError(`no history viewer has been implemented for ${JSON.stringify(kindGroup(type))}`);
      }
      const revisions = revisionsOf(run, object);
      const head = wanted === 0 ? "" : `with revision #${wanted}`;
      if (revisions.length === 0) return run.report(type, name, `${head}\nNo rollout history found.`);
      if (wanted === 0) {
        const rows = revisions.map(({ number, cause }) => [`${number}`, cause ?? "<none>"]);
        return run.report(type, name, `\n${alignColumns([["REVISION", "CHANGE-CAUSE"], ...rows], 0, 2)}`);
      }
      const revision = revisions.find(({ number }) => number === wanted);
      if (revision === undefined) throw new PlainError(`unable to find the specified revision`);
      run.report(type, name, `${head}\nPod Template:\n${describeTemplate(revision.template)}`);
    },
    errors,
  );
}

/** Without alignment, as kubectl writes it here. Source: `pkg/polymorphichelpers/history.go` printTemplate. */
function describeTemplate(template: unknown): string {
  const description = new Description("");
  podTemplate(description, template);
  return description.text.replace(/^Pod Template:\n/, "");
}
