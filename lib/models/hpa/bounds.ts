/** The reason of the condition ScalingLimited. */
export type BoundReason =
  | "DesiredWithinRange"
  | "TooFewReplicas"
  | "TooManyReplicas"
  | "ScaleUpLimit"
  | "ScaleDownLimit";

export type Bounded = { readonly replicas: number; readonly reason: BoundReason };

const SCALE_UP_LIMIT_FACTOR = 2;
const SCALE_UP_LIMIT_MINIMUM = 4;

/**
 * The most pods that one pass may reach from `current` when the autoscaler has no behavior.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` calculateScaleUpLimit.
 */
export function scaleUpLimit(current: number, factor: number = SCALE_UP_LIMIT_FACTOR): number {
  return Math.trunc(Math.max(factor * current, SCALE_UP_LIMIT_MINIMUM));
}

/**
 * Brings the desired size between `min` and `max`, and under the limit of one pass.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` convertDesiredReplicasWithRules.
 */
export function boundWithoutBehavior({
  current,
  desired,
  min,
  max,
  scaleUpLimitFactor,
}: {
  readonly current: number;
  readonly desired: number;
  readonly min: number;
  readonly max: number;
  readonly scaleUpLimitFactor?: number;
}): Bounded {
  const limit = scaleUpLimit(current, scaleUpLimitFactor);
  if (desired < min) return { replicas: min, reason: "TooFewReplicas" };
  if (desired <= Math.min(max, limit)) return { replicas: desired, reason: "DesiredWithinRange" };
  return max > limit
    ? { replicas: limit, reason: "ScaleUpLimit" }
    : { replicas: max, reason: "TooManyReplicas" };
}
