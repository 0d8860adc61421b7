/** A Job and the counts of its pods; `completions` null = a work queue, where the pods know when they are done. */
export type JobState = {
  readonly parallelism: number;
  readonly completions?: number | null;
  readonly backoffLimit: number;
  readonly active?: number;
  readonly succeeded?: number;
  readonly failed?: number;
  readonly suspend?: boolean;
  readonly deleting?: boolean;
  /** A pod failed a short while ago: no new one yet. */
  readonly inBackoff?: boolean;
};

/** What one pass creates and deletes, and the status that it writes. */
export type JobPass = {
  readonly create: number;
  readonly delete: number;
  readonly active: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly condition: "Complete" | "Failed" | "Suspended" | null;
  readonly reason: "BackoffLimitExceeded" | "JobSuspended" | null;
};

/** MaxPodCreateDeletePerSync. */
const MOST_PODS_A_PASS = 500;

/**
 * One pass of the Job controller: pods are created or deleted so that as many run as are wanted, and the
 * job ends if it has succeeded or failed too often.
 *
 * Source: `kubernetes/kubernetes` `pkg/controller/job/job_controller.go` syncJob, manageJob. Not modelled:
 * indexed jobs, deadlines, pod failure and success policies, and that a failed job first waits for its
 * pods to end (FailureTarget). During the back-off upstream reports no active pods; here they keep counting.
 */
export function jobNext(job: JobState): JobPass {
  const {
    completions = null,
    active = 0,
    succeeded = 0,
    failed = 0,
    suspend = false,
    deleting = false,
  } = job;
  if (failed > job.backoffLimit) {
    return {
      create: 0,
      delete: active,
      active: 0,
      succeeded,
      failed: failed + active,
      condition: "Failed",
      reason: "BackoffLimitExceeded",
    };
  }
  const change = deleting ? 0 : suspend ? -active : changeOf(job, wantedPods(job) - active);
  const left = active + change;
  const isComplete = left === 0 && (completions === null ? succeeded > 0 : succeeded >= completions);
  const isSuspended = suspend && !deleting && !isComplete;
  return {
    create: Math.max(0, change),
    delete: Math.max(0, -change),
    active: left,
    succeeded,
    failed,
    condition: isComplete ? "Complete" : isSuspended ? "Suspended" : null,
    reason: isSuspended ? "JobSuspended" : null,
  };
}

function wantedPods({ parallelism, completions, active = 0, succeeded = 0 }: JobState): number {
  if (completions != null) return Math.max(0, Math.min(parallelism, completions - succeeded));
  // After the first success of a work queue the others finish and none is added.
  return succeeded > 0 ? active : parallelism;
}

function changeOf({ inBackoff = false }: JobState, missing: number): number {
  if (missing > 0 && inBackoff) return 0;
  return Math.min(MOST_PODS_A_PASS, Math.max(-MOST_PODS_A_PASS, missing));
}
