/** A batch job on machines that may be taken away, saved every so often. All times in minutes. */
export type CheckpointedJob = {
  readonly work: number;
  /** Work between two checkpoints; infinite without any. */
  readonly interval: number;
  /** What a checkpoint takes. */
  readonly save: number;
  /** From an interruption until the work goes on. An interruption may come in it, and it begins anew. */
  readonly restart: number;
};

export type Stretch = {
  readonly from: number;
  readonly to: number;
  /** Kept: work with its checkpoints that was not lost. Lost: work to be done again, and the restart. */
  readonly kept: boolean;
};

export type CheckpointedRun = {
  readonly finished: boolean;
  readonly end: number;
  readonly interruptions: number;
  /** Checkpoints that were finished and counted. */
  readonly saves: number;
  readonly stretches: readonly Stretch[];
};

/**
 * Runs a job. After the last piece of work nothing is saved. A checkpoint that ends at the very moment of an
 * interruption is there.
 * @param interruptions when the machine is taken away, in minutes since the start, ascending; may go on for ever
 * @param most gives up then
 */
export function checkpointedRun(
  { work, interval, save, restart }: CheckpointedJob,
  interruptions: Iterable<number>,
  most: number,
): CheckpointedRun {
  const stretches: Stretch[] = [];
  let [now, safe, saves, count] = [0, 0, 0, 0];
  const add = (to: number, kept: boolean) => {
    const last = stretches.at(-1);
    if (to <= now) return;
    if (last?.kept === kept) stretches[stretches.length - 1] = { ...last, to };
    else stretches.push({ from: now, to, kept });
    now = to;
  };
  const run = (finished: boolean): CheckpointedRun => ({
    finished,
    end: now,
    interruptions: count,
    saves,
    stretches,
  });
  for (const at of interruptions) {
    // All pieces that are saved, or the last one done, before the machine goes.
    for (;;) {
      const piece = Math.min(interval, work - safe);
      const isLast = safe + piece >= work;
      const end = now + piece + (isLast ? 0 : save);
      if (end > Math.min(at, most)) break;
      add(end, true);
      safe += piece;
      if (isLast) return run(true);
      saves++;
    }
    if (at >= most) break;
    count++;
    add(Math.max(now, at + restart), false);
    if (now >= most) break;
  }
  if (now < most) add(most, false);
  return run(false);
}

/**
 * The mean time that a job takes where interruptions come at random, `mtbf` apart on average, and may come in a
 * restart too; exact where the work is a whole number of intervals, each saved.
 * Source: J. T. Daly (2006), equation 20.
 */
export function expectedTime({ work, interval, save, restart }: CheckpointedJob, mtbf: number): number {
  return (mtbf * Math.exp(restart / mtbf) * Math.expm1((interval + save) / mtbf) * work) / interval;
}
