import type { ModelError } from "../model-error.ts";

/** What the disruption controller writes into the status of a PodDisruptionBudget. */
export type DisruptionStatus = {
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
};

/** A number of pods or a percentage such as `"30%"`. */
export type IntOrPercent = number | string;

/**
 * How many pods may be disrupted now. `matching` pods match the selector, `healthy` of them are ready,
 * `scale` is the sum of the replicas of their controllers. Percentages are of `scale` and rounded up on
 * both sides, so a percentage of unavailable pods errs towards disruption.
 *
 * Source: `kubernetes/kubernetes` `pkg/controller/disruption/disruption.go` getExpectedPodCount,
 * updatePdbStatus; `kubernetes/apimachinery` `pkg/util/intstr/intstr.go`.
 */
export function evictionAllowed(budget: {
  readonly minAvailable?: IntOrPercent | null;
  readonly maxUnavailable?: IntOrPercent | null;
  readonly matching?: number;
  readonly healthy?: number;
  readonly scale?: number;
}): DisruptionStatus | ModelError {
  const { minAvailable, maxUnavailable, matching = 0, healthy = 0, scale = 0 } = budget;
  let expectedPods = 0;
  let desiredHealthy = 0;
  if (maxUnavailable != null) {
    const unavailable = scaled(maxUnavailable, scale);
    if (typeof unavailable !== "number") return unavailable;
    expectedPods = scale;
    desiredHealthy = Math.max(0, scale - unavailable);
  } else if (minAvailable != null) {
    const available = scaled(minAvailable, scale);
    if (typeof available !== "number") return available;
    expectedPods = typeof minAvailable === "number" ? matching : scale;
    desiredHealthy = available;
  }
  return {
    disruptionsAllowed: expectedPods > 0 ? Math.max(0, healthy - desiredHealthy) : 0,
    currentHealthy: healthy,
    desiredHealthy,
    expectedPods,
  };
}

function scaled(value: IntOrPercent, total: number): number | ModelError {
  if (typeof value === "number") return value;
  const [, percent] = /^([+-]?[0-9]+)%$/.exec(value) ?? [];
  if (percent === undefined) {
    const problem = value.endsWith("%")
      ? `invalid value ${JSON.stringify(value)}`
      : "invalid type: string is not a percentage";
    return { error: `invalid value for IntOrString: ${problem}` };
  }
  return Math.ceil((Number(percent) * total) / 100);
}
