import { cronNext } from "../../apimachinery/cron-next.ts";
import { isSame, type KubeObject } from "../../kubectl/cluster.ts";
import { isTrue } from "../../kubectl/objects.ts";
import { event, type Write } from "../controller.ts";
import { type CronJob, controllerRef, type Job } from "../kinds.ts";
import type { View } from "../view.ts";
import { cronSync } from "./cron-job.ts";
import { hasJobEnded } from "./job.ts";
import { withoutVersion } from "./replica-set.ts";

const asObject = (value: unknown) => value as KubeObject;
/** More missed times than this are reported. */
const MANY_MISSED = 100;

/**
 * Makes a Job when its schedule is due and keeps a few that have ended.
 *
 * Source: `pkg/controller/cronjob/{cronjob_controllerv2,utils}.go`; when it is due is `cronNext` of
 * `lib/models/apimachinery`.
 */
function sync(view: View, cron: CronJob, jobs: readonly Job[]): readonly Write[] {
  const owner = asObject(cron);
  const writes: Write[] = [...cleanUp(cron, jobs)];
  let { active = [], lastScheduleTime, lastSuccessfulTime } = cron.status ?? {};
  for (const job of jobs.filter(hasJobEnded)) {
    const isComplete = isTrue(job.status?.conditions, "Complete");
    if (active.some(({ uid }) => uid === job.metadata.uid)) {
      active = active.filter(({ uid }) => uid !== job.metadata.uid);
      const condition = isComplete ? "Complete" : "Failed";
      writes.push(
        event(
          owner,
          "Normal",
          "SawCompletedJob",
          `Saw completed job: ${job.metadata.name}, condition: ${condition}`,
        ),
      );
    }
    const ended = job.status?.completionTime;
    if (isComplete && ended !== undefined && (lastSuccessfulTime ?? "") < ended) lastSuccessfulTime = ended;
  }
  active = active.filter(({ uid }) => jobs.some(({ metadata }) => metadata.uid === uid));
  const { schedule, suspend, concurrencyPolicy = "Allow", startingDeadlineSeconds, timeZone } = cron.spec;
  const next = (after: string) => cronNext({ schedule, after, timeZone: timeZone ?? null });
  const due = suspend ? undefined : latestDue(view, cron, lastScheduleTime, next);
  const later = suspend ? null : next(view.time);
  if (typeof later === "string") {
    writes.push({ do: "again", after: (Date.parse(later) - Date.parse(view.time)) * 1000 + 100_000 });
  }
  if (due !== undefined) {
    const isLate =
      startingDeadlineSeconds !== undefined &&
      Date.parse(due) + startingDeadlineSeconds * 1000 < Date.parse(view.time);
    const blocked = concurrencyPolicy === "Forbid" && active.length > 0;
    const jobName = `${cron.metadata.name}-${Math.floor(Date.parse(due) / 60_000)}`;
    const exists = jobs.some(({ metadata }) => metadata.name === jobName);
    if (blocked) {
      writes.push(
        event(
          owner,
          "Normal",
          "JobAlreadyActive",
          "Not starting job because prior execution is running and concurrency policy is Forbid",
        ),
      );
    } else if (isLate) {
      writes.push(event(owner, "Warning", "MissSchedule", `Missed scheduled time to start a job: ${due}`));
    } else if (!exists) {
      if (concurrencyPolicy === "Replace") {
        for (const { uid, name } of active) {
          const job = jobs.find(({ metadata }) => metadata.uid === uid);
          if (job === undefined) continue;
          writes.push({ do: "delete", object: asObject(job), propagation: "Background" });
          writes.push(event(owner, "Normal", "SuccessfulDelete", `Deleted job ${name}`));
        }
        active = [];
      }
      const job = jobOf(cron, jobName, due);
      writes.push({
        do: "create",
        object: job,
        made: (made) => [
          event(owner, "Normal", "SuccessfulCreate", `Created job ${jobName}`),
          statusWrite(cron, [...active, reference(made)], due, lastSuccessfulTime),
        ],
        failed: ({ message }) => [event(owner, "Warning", "FailedCreate", `Error creating job: ${message}`)],
      });
      return writes;
    }
  }
  const status = statusOf(active, lastScheduleTime, lastSuccessfulTime);
  if (!isSame(status, cron.status))
    writes.push(statusWrite(cron, active, lastScheduleTime, lastSuccessfulTime));
  return writes;
}

function reference({ apiVersion, kind, metadata }: KubeObject) {
  const { name, namespace, uid } = metadata;
  return {
    apiVersion,
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(uid === undefined ? {} : { uid }),
  };
}

function statusOf(
  active: NonNullable<NonNullable<CronJob["status"]>["active"]>,
  lastScheduleTime: string | undefined,
  lastSuccessfulTime: string | undefined,
): NonNullable<CronJob["status"]> {
  return {
    ...(active.length > 0 ? { active } : {}),
    ...(lastScheduleTime === undefined ? {} : { lastScheduleTime }),
    ...(lastSuccessfulTime === undefined ? {} : { lastSuccessfulTime }),
  };
}

function statusWrite(cron: CronJob, ...parts: Parameters<typeof statusOf>): Write {
  return { do: "status", object: asObject({ ...withoutVersion(cron), status: statusOf(...parts) }) };
}

/** The latest time that is due and not done. Source: `utils.go` mostRecentScheduleTime. */
function latestDue(
  view: View,
  cron: CronJob,
  last: string | undefined,
  next: (after: string) => ReturnType<typeof cronNext>,
): string | undefined {
  let from = last ?? cron.metadata.creationTimestamp ?? view.time;
  let due: string | undefined;
  for (let missed = 0; missed < MANY_MISSED; missed++) {
    const time = next(from);
    if (typeof time !== "string" || Date.parse(time) > Date.parse(view.time)) break;
    due = time;
    from = time;
  }
  return due;
}

function jobOf(cron: CronJob, name: string, due: string): KubeObject {
  const { metadata = {}, spec } = cron.spec.jobTemplate;
  const annotations = { ...metadata.annotations, "batch.kubernetes.io/cronjob-scheduled-timestamp": due };
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      name,
      namespace: cron.metadata.namespace ?? "default",
      ...(metadata.labels === undefined ? {} : { labels: metadata.labels }),
      annotations,
      ownerReferences: [controllerRef(asObject(cron))],
    },
    spec,
  };
}

/** Source: `cronjob_controllerv2.go` cleanupFinishedJobs. */
function cleanUp(cron: CronJob, jobs: readonly Job[]): readonly Write[] {
  const { successfulJobsHistoryLimit: successes = 3, failedJobsHistoryLimit: failures = 1 } = cron.spec;
  const startOf = (job: Job) => job.status?.startTime ?? "";
  const surplus = (type: string, limit: number) => {
    const ended = jobs.filter((job) => isTrue(job.status?.conditions, type));
    return ended
      .toSorted((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
      .slice(0, Math.max(0, ended.length - limit));
  };
  return [...surplus("Complete", successes), ...surplus("Failed", failures)]
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .flatMap((job): Write[] => [
      { do: "delete", object: asObject(job), propagation: "Background" },
      event(asObject(cron), "Normal", "SuccessfulDelete", `Deleted job ${job.metadata.name}`),
    ]);
}

cronSync.fill(sync);
