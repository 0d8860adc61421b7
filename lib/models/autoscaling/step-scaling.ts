/** A change of the capacity: by a number, to a number, or by percent of it. */
export type AdjustmentType = "ChangeInCapacity" | "ExactCapacity" | "PercentChangeInCapacity";

/** The names that OpenStack Heat's own resources use. */
export type HeatAdjustmentType =
  | "change_in_capacity"
  | "exact_capacity"
  | "percent_change_in_capacity"
  | AdjustmentType;

/** Bounds are distances from the threshold; null = infinitely far. */
export type StepAdjustment = {
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly adjustment: number;
};

/**
 * A change in percent as a number of instances: toward zero, but a part of one instance is one.
 *
 * Source: Amazon EC2 Auto Scaling User Guide, "Scaling adjustment types".
 */
export function roundPercent(change: number): number {
  if (change === 0) return 0;
  return Math.abs(change) < 1 ? Math.sign(change) : Math.trunc(change);
}

/**
 * The capacity that a step scaling policy sets while the metric breaches its threshold; without a
 * step for the metric the capacity stays. Toward the threshold the bound of a step belongs to it, away
 * from it the bound belongs to the next.
 *
 * Source: Amazon EC2 Auto Scaling User Guide, "Step and simple scaling policies"; API reference,
 * StepAdjustment.
 */
export function stepScaling({
  adjustmentType,
  threshold,
  steps,
  metric,
  capacity,
  min,
  max,
  minAdjustmentMagnitude,
}: {
  readonly adjustmentType: AdjustmentType;
  readonly threshold: number;
  readonly steps: readonly StepAdjustment[];
  readonly metric: number;
  readonly capacity: number;
  readonly min: number;
  readonly max: number;
  /** The least change in instances; for percentages only. */
  readonly minAdjustmentMagnitude?: number | null;
}): number {
  const distance = metric - threshold;
  const step = steps.find((one) => isIn(one, distance));
  if (step === undefined) return capacity;
  return clamp(
    adjusted(adjustmentType, capacity, step.adjustment, (change) =>
      change === 0 ? 0 : Math.sign(change) * Math.max(Math.abs(change), minAdjustmentMagnitude ?? 0),
    ),
    min,
    max,
  );
}

function isIn({ lower, upper }: StepAdjustment, distance: number): boolean {
  const from = lower ?? Number.NEGATIVE_INFINITY;
  const to = upper ?? Number.POSITIVE_INFINITY;
  return distance >= 0 ? from <= distance && distance < to : from < distance && distance <= to;
}

/**
 * The capacity that a scaling policy of OpenStack Heat sets. Where a percentage comes to no instance at
 * all, the least step is one *down*, as in Heat.
 *
 * Source: `openstack/heat` `heat/scaling/scalingutil.py` calculate_new_capacity.
 */
export function heatNewCapacity({
  adjustmentType,
  current,
  adjustment,
  minimum,
  maximum,
  minAdjustmentStep,
}: {
  readonly adjustmentType: HeatAdjustmentType;
  readonly current: number;
  readonly adjustment: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly minAdjustmentStep?: number | null;
}): number {
  const least = minAdjustmentStep ?? 0;
  return clamp(
    adjusted(HEAT_TYPES[adjustmentType], current, adjustment, (change) =>
      least <= Math.abs(change) ? change : change > 0 ? least : -least,
    ),
    minimum,
    maximum,
  );
}

const HEAT_TYPES: Readonly<Record<HeatAdjustmentType, AdjustmentType>> = {
  change_in_capacity: "ChangeInCapacity",
  exact_capacity: "ExactCapacity",
  percent_change_in_capacity: "PercentChangeInCapacity",
  ChangeInCapacity: "ChangeInCapacity",
  ExactCapacity: "ExactCapacity",
  PercentChangeInCapacity: "PercentChangeInCapacity",
};

function adjusted(
  type: AdjustmentType,
  capacity: number,
  adjustment: number,
  /** The change in instances that a rounded percentage makes. */
  atLeast: (change: number) => number,
): number {
  if (type === "ExactCapacity") return adjustment;
  if (type === "ChangeInCapacity") return capacity + adjustment;
  return capacity + atLeast(roundPercent((capacity * adjustment) / 100));
}

/**
 * The capacity at which the metric, shared by all instances, would meet its target. A model: how AWS
 * tracks a target is not published.
 */
export function targetTracking({
  capacity,
  metric,
  target,
  min,
  max,
}: {
  readonly capacity: number;
  readonly metric: number;
  readonly target: number;
  readonly min: number;
  readonly max: number;
}): number {
  return clamp(Math.ceil((capacity * metric) / target), min, max);
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
