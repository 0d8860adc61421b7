export type BurstJob = { readonly id: string; readonly arrive: number; readonly duration: number };

/** Where and when a job runs; times in minutes. */
export type BurstRun = {
  readonly job: string;
  readonly where: "local" | "cloud";
  readonly start: number;
  readonly end: number;
};

/**
 * A queue on premises, first come first served in the order given: a job that would wait longer than
 * `maxWaitMin` for the slot that is free first goes to the cloud instead, where it starts once an
 * instance has booted. A model; every job takes one slot.
 */
export function burst({
  localSlots,
  cloudBootMin,
  maxWaitMin,
  jobs,
}: {
  readonly localSlots: number;
  readonly cloudBootMin: number;
  readonly maxWaitMin: number;
  readonly jobs: readonly BurstJob[];
}): readonly BurstRun[] {
  const freeAt = Array.from({ length: localSlots }, () => Number.NEGATIVE_INFINITY);
  return jobs.map(({ id, arrive, duration }) => {
    const slot = freeAt.indexOf(Math.min(...freeAt));
    const start = Math.max(arrive, freeAt[slot] ?? Number.POSITIVE_INFINITY);
    if (start - arrive > maxWaitMin) {
      const booted = arrive + cloudBootMin;
      return { job: id, where: "cloud", start: booted, end: booted + duration };
    }
    freeAt[slot] = start + duration;
    return { job: id, where: "local", start, end: start + duration };
  });
}
