import { clusterMtbf, youngInterval } from "../../models/autoscaling/checkpoint-interval.ts";
import { type CheckpointedRun, checkpointedRun, expectedTime } from "../../models/hpc/checkpointed-run.ts";
import { openSource, stream } from "../../sim/random.ts";
import { remembered } from "../../sim/remember.ts";
import { type Interval, intervalOf } from "../../sim/statistics.ts";

/** A batch job on cheap machines that are taken away, over many runs. Times in minutes. */

export const AT_RANDOM = 0;
export const ONCE = 1;
export const EVERY_HOUR = 2;
/** How many runs a mean is made of, and how many of them are drawn. */
export const RUNS = 60;
export const DRAWN = 5;
/** After so many times its work a job is given up. */
const PATIENCE = 20;

export type Batch = {
  readonly seed: number;
  readonly work: number;
  /** Between two checkpoints; 0 without any. */
  readonly interval: number;
  readonly save: number;
  readonly restart: number;
  /** How it is interrupted: at random, once after 50 minutes, every hour. */
  readonly by: number;
  /** Mean time between interruptions of one node. */
  readonly mtbf: number;
  /** All are needed: when one goes, the job stops. */
  readonly nodes: number;
  /** Price of a preemptible machine, percent of the full one. */
  readonly price: number;
};

export type Ledger = {
  readonly runs: readonly CheckpointedRun[];
  /** When the job ends; of those that were given up, when that was. */
  readonly end: Interval;
  /** Share of the time that was not the job's work. */
  readonly lost: number;
  readonly finished: number;
  readonly interruptions: number;
  /** Cost, in percent of the same work on machines that stay. */
  readonly cost: number;
  readonly young: number;
};

function* interruptionsOf({ by, mtbf, nodes }: Batch, seed: number): Generator<number> {
  if (by === ONCE) {
    yield 50;
    yield Number.POSITIVE_INFINITY;
    return;
  }
  if (by === EVERY_HOUR) for (let at = 60; ; at += 60) yield at;
  const source = openSource(stream(seed, "interruptions"));
  const mean = clusterMtbf({ nodes, nodeMtbf: mtbf });
  for (let at = source.drawExponential(mean); ; at += source.drawExponential(mean)) yield at;
}

/**
 * What comes of a job; the ones asked for last are remembered. Jobs whose nodes go as often as each other's are
 * interrupted at the same moments.
 */
export const ledgerOf = remembered(compute, 40);

function compute(batch: Batch): Ledger {
  const { work, interval, save, restart, price, nodes, mtbf, seed } = batch;
  const job = { work, interval: interval === 0 ? Number.POSITIVE_INFINITY : interval, save, restart };
  const runs = Array.from({ length: batch.by === AT_RANDOM ? RUNS : 1 }, (_, run) =>
    checkpointedRun(job, interruptionsOf(batch, seed * 1000 + run), PATIENCE * work),
  );
  const end = intervalOf(runs.map((run) => run.end));
  return {
    runs,
    end,
    lost: 1 - work / end.mean,
    finished: runs.filter((run) => run.finished).length / runs.length,
    interruptions: runs.reduce((sum, run) => sum + run.interruptions, 0) / runs.length,
    cost: (price * end.mean) / work,
    young: youngInterval({ checkpointMin: save, mtbfMin: clusterMtbf({ nodes, nodeMtbf: mtbf }) }),
  };
}

/** What is expected by Daly's formula, for a curve beside the runs. */
export function expectedOf({ work, save, restart, mtbf, nodes }: Batch, interval: number): number {
  return expectedTime({ work, interval, save, restart }, clusterMtbf({ nodes, nodeMtbf: mtbf }));
}
