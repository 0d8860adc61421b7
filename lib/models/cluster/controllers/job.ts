import { jobNext } from "../../apimachinery/job.ts";
import { isSame, type KubeObject } from "../../kubectl/cluster.ts";
import { type Condition, isTrue } from "../../kubectl/objects.ts";
import { type Controller, event, type Write } from "../controller.ts";
import { type Job, type JobStatus, type Pod, splitKey } from "../kinds.ts";
import { isPodActive, isPodReady } from "../pod-facts.ts";
import { secondsSince, type View } from "../view.ts";
import { createFailed, podFromTemplate } from "./pod-template.ts";
import { claimPods, keysOfOwner, slowStartBatch, withoutVersion } from "./replica-set.ts";

const asObject = (value: unknown) => value as KubeObject;

/** Source: `pkg/controller/job/backoff_utils.go`: 10 s, doubled for each failure, at most 10 minutes. */
const FIRST_BACKOFF_SEC = 10;
const MAX_BACKOFF_SEC = 600;
/** The finalizer of upstream's pod tracking is not modelled: ended pods are counted as long as they exist. */

/** Whether a job has come to an end. Source: `pkg/controller/job/utils.go` IsJobFinished. */
export function hasJobEnded(job: Job): boolean {
  return isTrue(job.status?.conditions, "Complete") || isTrue(job.status?.conditions, "Failed");
}

/**
 * Runs pods until enough have succeeded or too many have failed.
 *
 * Source: `pkg/controller/job/job_controller.go` syncJob, manageJob; `pkg/controller/ttlafterfinished`. What a
 * pass does is `jobNext` of `lib/models/apimachinery`.
 */
export const jobController: Controller = {
  name: "job-controller",
  // Source: `pkg/controller/job/job_controller.go` DefaultJobApiBackOff, MaxJobApiBackOff.
  backoff: { base: 1_000_000, max: 600_000_000 },
  keysOf: ({ object }, view) => keysOfOwner(object, view, "Job"),
  reconcile(view, key) {
    const [namespace, name] = splitKey(key);
    const job = view.get("Job", namespace, name);
    if (job === undefined) return [];
    if (hasJobEnded(job)) return afterEnd(view, job);
    const { owned, adopt } = claimPods(view, asObject(job), job.spec.selector);
    return [...adopt, ...sync(view, job, owned)];
  },
};

function afterEnd(view: View, job: Job): readonly Write[] {
  const { ttlSecondsAfterFinished: ttl } = job.spec;
  if (ttl === undefined || job.metadata.deletionTimestamp !== undefined) return [];
  const ended = job.status?.conditions?.findLast(({ type }) => type === "Complete" || type === "Failed");
  const left = ttl - secondsSince(view, ended?.lastTransitionTime);
  return left <= 0
    ? [{ do: "delete", object: asObject(job), propagation: "Foreground" }]
    : [{ do: "again", after: left * 1_000_000 }];
}

function sync(view: View, job: Job, owned: readonly Pod[]): readonly Write[] {
  const writes: Write[] = [];
  const owner = asObject(job);
  const active = owned.filter(isPodActive);
  const succeeded = owned.filter(({ status }) => status?.phase === "Succeeded").length;
  const failures = owned.filter(({ status }) => status?.phase === "Failed");
  const { parallelism = 1, completions, backoffLimit = 6, suspend = false, activeDeadlineSeconds } = job.spec;
  const startTime = job.status?.startTime ?? (suspend ? undefined : view.time);
  const isLate =
    activeDeadlineSeconds !== undefined && secondsSince(view, startTime) >= activeDeadlineSeconds;
  const latest = Math.max(
    ...failures.map(
      (pod) => Date.parse(pod.status?.containerStatuses?.[0]?.state.terminated?.finishedAt ?? "") || 0,
    ),
  );
  const pauseSec =
    failures.length === 0 ? 0 : Math.min(MAX_BACKOFF_SEC, FIRST_BACKOFF_SEC * 2 ** (failures.length - 1));
  const leftSec = failures.length === 0 ? 0 : pauseSec - (Date.parse(view.time) - latest) / 1000;
  const restarts = active.reduce(
    (sum, pod) =>
      sum +
      (pod.status?.containerStatuses ?? []).reduce((total, { restartCount }) => total + restartCount, 0),
    0,
  );
  const isOverRestarts =
    job.spec.template.spec.restartPolicy === "OnFailure" && restarts > 0 && restarts >= backoffLimit;
  const pass = jobNext({
    parallelism,
    completions: completions ?? null,
    backoffLimit: isOverRestarts ? -1 : backoffLimit,
    active: active.length,
    succeeded,
    failed: failures.length,
    suspend,
    deleting: job.metadata.deletionTimestamp !== undefined,
    inBackoff: leftSec > 0,
  });
  const stopped = isLate ? active : active.slice(0, pass.delete);
  for (const pod of stopped) {
    writes.push({ do: "delete", object: asObject(pod) });
    writes.push(event(owner, "Normal", "SuccessfulDelete", `Deleted pod: ${pod.metadata.name}`));
  }
  for (let made = 0; made < (isLate ? 0 : pass.create); made++) {
    writes.push({
      do: "create",
      object: podFromTemplate(job.spec.template, owner),
      made: ({ metadata }) => [event(owner, "Normal", "SuccessfulCreate", `Created pod: ${metadata.name}`)],
      batch: slowStartBatch(made),
      failed: ({ message }) => [event(owner, "Warning", "FailedCreate", createFailed(message))],
    });
  }
  if (leftSec > 0) writes.push({ do: "again", after: Math.ceil(leftSec) * 1_000_000 });
  if (activeDeadlineSeconds !== undefined && !isLate && startTime !== undefined) {
    writes.push({
      do: "again",
      after: Math.max(1, activeDeadlineSeconds - secondsSince(view, startTime)) * 1_000_000,
    });
  }
  const conditions = conditionsOf(view, job, isLate ? "late" : pass.condition);
  const failed = isLate ? failures.length + active.length : pass.failed;
  if (conditions.some(({ type }) => type === "Complete")) {
    writes.push(event(owner, "Normal", "Completed", "Job completed"));
  } else if (isLate) {
    writes.push(event(owner, "Warning", "DeadlineExceeded", "Job was active longer than specified deadline"));
  } else if (pass.condition === "Failed") {
    writes.push(
      event(owner, "Warning", "BackoffLimitExceeded", "Job has reached the specified backoff limit"),
    );
  }
  const isOver = conditions.some(
    ({ type, status }) => (type === "Complete" || type === "Failed") && status === "True",
  );
  const running = isOver ? 0 : pass.active;
  const status: JobStatus = {
    ...(running > 0 ? { active: running } : {}),
    ...(conditions.some(({ type }) => type === "Complete") ? { completionTime: view.time } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(failed > 0 ? { failed } : {}),
    ready: isOver ? 0 : active.filter(isPodReady).length,
    ...(startTime === undefined ? {} : { startTime }),
    ...(succeeded > 0 ? { succeeded } : {}),
  };
  if (!isSame(status, job.status))
    writes.push({ do: "status", object: asObject({ ...withoutVersion(job), status }) });
  return writes;
}

function conditionsOf(
  view: View,
  job: Job,
  end: "Complete" | "Failed" | "Suspended" | "late" | null,
): readonly Condition[] {
  const old = job.status?.conditions ?? [];
  const made = (type: string, reason: string, message: string, status = "True"): Condition => ({
    type,
    status,
    reason,
    message,
    lastTransitionTime: view.time,
  });
  const others = old.filter(({ type }) => type !== "Suspended");
  const suspended = old.find(({ type }) => type === "Suspended");
  switch (end) {
    case "Complete":
      return [
        ...others,
        made("SuccessCriteriaMet", "CompletionsReached", "Reached expected number of succeeded pods"),
        made("Complete", "CompletionsReached", "Reached expected number of succeeded pods"),
      ];
    case "Failed":
      return [
        ...others,
        made("FailureTarget", "BackoffLimitExceeded", "Job has reached the specified backoff limit"),
        made("Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit"),
      ];
    case "late":
      return [
        ...others,
        made("FailureTarget", "DeadlineExceeded", "Job was active longer than specified deadline"),
        made("Failed", "DeadlineExceeded", "Job was active longer than specified deadline"),
      ];
    case "Suspended":
      return suspended?.status === "True"
        ? old
        : [...others, made("Suspended", "JobSuspended", "Job suspended")];
    default:
      return suspended?.status === "True"
        ? [...others, made("Suspended", "JobResumed", "Job resumed", "False")]
        : old;
  }
}
