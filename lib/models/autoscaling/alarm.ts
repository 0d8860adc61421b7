/** How a sample breaches the threshold, as OpenStack Aodh names its `comparison_operator`. */
export type Comparison = "gt" | "ge" | "lt" | "le" | "eq" | "ne";

const BREACHES: Readonly<Record<Comparison, (sample: number, threshold: number) => boolean>> = {
  gt: (sample, threshold) => sample > threshold,
  ge: (sample, threshold) => sample >= threshold,
  lt: (sample, threshold) => sample < threshold,
  le: (sample, threshold) => sample <= threshold,
  eq: (sample, threshold) => sample === threshold,
  ne: (sample, threshold) => sample !== threshold,
};

/**
 * Whether the alarm is on after each sample: from the `periods`-th breach in a row on.
 *
 * Source: Amazon CloudWatch User Guide, "Evaluating an alarm"; OpenStack Aodh `evaluation_periods`.
 */
export function alarm({
  threshold,
  comparison = "gt",
  periods = 1,
  samples,
}: {
  readonly threshold: number;
  readonly comparison?: Comparison;
  readonly periods?: number;
  readonly samples: readonly number[];
}): readonly boolean[] {
  let inARow = 0;
  return samples.map((sample) => {
    inARow = BREACHES[comparison](sample, threshold) ? inARow + 1 : 0;
    return inARow >= periods;
  });
}

/**
 * Whether each event, in seconds and in order, is carried out: not within the cooldown of the last one
 * that was.
 *
 * Source: Amazon EC2 Auto Scaling User Guide, "Scaling cooldowns"; `openstack/heat`
 * `heat/scaling/cooldown.py`.
 */
export function cooldown({
  cooldownSec,
  events,
}: {
  readonly cooldownSec: number;
  readonly events: readonly number[];
}): readonly boolean[] {
  let last = Number.NEGATIVE_INFINITY;
  return events.map((event) => {
    const runs = event - last >= cooldownSec;
    if (runs) last = event;
    return runs;
  });
}
