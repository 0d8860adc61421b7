import { type BatchCluster, type BatchJob, type BatchRun, runBatch } from "../../models/hpc/job-queue.ts";
import { openSource, stream } from "../../sim/random.ts";
import { remembered } from "../../sim/remember.ts";
import { percentile } from "../../sim/statistics.ts";

/** A day of a cluster: jobs come for ten hours, and are looked after for as long as it takes them to end. */

const MINUTE = 60;
const HOUR = 3600;
/** Nodes of one's own. */
export const OWN = 32;
/** Hours in which jobs come, and for how many one looks. */
export const COMING = 10;
export const LENGTH = 24;
/** What a job may ask for: nodes and minutes, each as likely as the others. */
const NODES = [1, 2, 4, 8, 16] as const;
const MINUTES = [10, 20, 40, 80, 160] as const;
/** Gigabytes of a job, on average. */
const DATA = 200;
/** For a node of the cloud, an hour. */
export const PRICE = 1000;
/** Stands for a patience without end. */
export const NEVER = 9999;

export type Day = {
  readonly seed: number;
  /** Work that comes in the ten hours, percent of what the own nodes can do in them. */
  readonly load: number;
  readonly backfill: number;
  readonly cloud: number;
  /** Minutes, all four. */
  readonly patience: number;
  readonly boot: number;
  readonly resume: number;
  readonly suspend: number;
  /** Gigabits a second to the cloud. */
  readonly line: number;
};

export type Result = {
  readonly run: BatchRun;
  readonly jobs: readonly BatchJob[];
  /** From submission to start, and to the end, minutes; of those that came to it. */
  readonly wait: number;
  readonly waitP95: number;
  readonly turnaround: number;
  readonly unfinished: number;
  readonly burst: number;
  /** Share of the own nodes that worked while jobs came. */
  readonly use: number;
  /** Hours of nodes that were paid for, and that worked, in the cloud. */
  readonly paid: number;
  readonly worked: number;
  readonly cost: number;
};

/** How long a job's data takes over the line, seconds. */
export const stagingOf = (gigabytes: number, line: number) => Math.round((gigabytes * 8) / line);

function jobsOf({ seed, load, line }: Day): readonly BatchJob[] {
  const [arrivals, nodes, minutes, data] = ["arrivals", "nodes", "minutes", "data"].map((name) =>
    openSource(stream(seed, name)),
  ) as [
    ReturnType<typeof openSource>,
    ReturnType<typeof openSource>,
    ReturnType<typeof openSource>,
    ReturnType<typeof openSource>,
  ];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const gap = (mean(NODES) * mean(MINUTES) * MINUTE) / ((OWN * load) / 100);
  const one = (values: readonly number[], source: ReturnType<typeof openSource>) =>
    values[Math.floor(source.draw() * values.length)]!;
  const jobs: BatchJob[] = [];
  for (let at = arrivals.drawExponential(gap); at < COMING * HOUR; at += arrivals.drawExponential(gap))
    jobs.push({
      at: Math.round(at),
      nodes: one(NODES, nodes),
      seconds: one(MINUTES, minutes) * MINUTE,
      staging: stagingOf(data.drawExponential(DATA), line),
    });
  return jobs;
}

export function clusterOf({ backfill, cloud, patience, boot, resume, suspend }: Day): BatchCluster {
  return {
    own: OWN,
    cloud,
    backfill: backfill === 1,
    patience: patience === NEVER || cloud === 0 ? Number.POSITIVE_INFINITY : patience * MINUTE,
    boot: boot * MINUTE,
    resumeTimeout: resume * MINUTE,
    suspendTime: suspend * MINUTE,
  };
}

/** What comes of a day; the ones asked for last are remembered. */
export const resultOf = remembered(compute, 40);

function compute(day: Day): Result {
  const jobs = jobsOf(day);
  const run = runBatch(clusterOf(day), jobs, LENGTH * HOUR);
  // Whoever has not begun has waited until the end.
  const waits = run.jobs.map(({ start }, job) => (Math.min(start, LENGTH * HOUR) - jobs[job]!.at) / MINUTE);
  const ends = run.jobs.map(({ end }, job) => (Math.min(end, LENGTH * HOUR) - jobs[job]!.at) / MINUTE);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    run,
    jobs,
    wait: mean(waits),
    waitP95: percentile(waits, 0.95),
    turnaround: mean(ends),
    unfinished: run.jobs.filter(({ end }) => end > LENGTH * HOUR).length,
    burst: run.jobs.filter(({ where }) => where === "cloud").length,
    use: ownUseOf(run),
    paid: run.paid / HOUR,
    worked: run.cloudBusy / HOUR,
    cost: (run.paid / HOUR) * PRICE,
  };
}

function ownUseOf({ curve }: BatchRun): number {
  const end = COMING * HOUR;
  const busy = curve.reduce((sum, { at, own }, index) => {
    const next = Math.min(end, curve[index + 1]?.at ?? end);
    return sum + Math.max(0, next - at) * own;
  }, 0);
  return busy / (OWN * end);
}
