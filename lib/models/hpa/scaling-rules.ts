import type { Bounded } from "./bounds.ts";

/** At most `value` pods, or percent, of change in each period. */
export type ScalingPolicy = {
  readonly type: "Pods" | "Percent";
  readonly value: number;
  readonly periodSec: number;
};

/** `spec.behavior.scaleUp` or `.scaleDown`; what is missing takes the default of its direction. */
export type ScalingRules = {
  readonly stabilizationWindowSec?: number | null;
  readonly selectPolicy?: "Max" | "Min" | "Disabled" | null;
  readonly policies?: readonly ScalingPolicy[] | null;
};

/** A change made earlier; `change` is a number of pods and never negative. */
export type ScaleEvent = { readonly change: number; readonly secAgo: number };

/** Changes made upward and downward. */
export type ScaleEvents = {
  readonly upEvents?: readonly ScaleEvent[];
  readonly downEvents?: readonly ScaleEvent[];
};

const MAX_INT32 = 2_147_483_647;
const MIN_INT32 = -2_147_483_648;

/** Source: `pkg/apis/autoscaling/v2/defaults.go` scaleUpRules. */
export const DEFAULT_SCALE_UP_POLICIES: readonly ScalingPolicy[] = [
  { type: "Pods", value: 4, periodSec: 15 },
  { type: "Percent", value: 100, periodSec: 15 },
];

/** Source: `pkg/apis/autoscaling/v2/defaults.go` scaleDownRules. */
export const DEFAULT_SCALE_DOWN_POLICIES: readonly ScalingPolicy[] = [
  { type: "Percent", value: 100, periodSec: 15 },
];

/**
 * How many pods the events of the last `periodSec` seconds changed together.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` getReplicasChangePerPeriod.
 */
export function eventsInPeriod(events: readonly ScaleEvent[], periodSec: number): number {
  return events.reduce((sum, { change, secAgo }) => (secAgo < periodSec ? sum + change : sum), 0);
}

/**
 * The most pods that the rules let the size grow to: each policy counts from the size at the start of
 * its period. A percentage is rounded up, or a single pod could never become two.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` calculateScaleUpLimitWithScalingRules.
 */
export function scaleUpLimitWithRules(
  current: number,
  rules: ScalingRules | null | undefined,
  events: ScaleEvents = {},
): number {
  const selectPolicy = rules?.selectPolicy ?? "Max";
  if (selectPolicy === "Disabled") return current;
  const proposals = (rules?.policies ?? DEFAULT_SCALE_UP_POLICIES).map(({ type, value, periodSec }) => {
    const start = periodStart(current, periodSec, events);
    return type === "Pods" ? start + value : Math.ceil(start * (1 + value / 100));
  });
  return selectPolicy === "Min" ? Math.min(MAX_INT32, ...proposals) : Math.max(MIN_INT32, ...proposals);
}

/**
 * The fewest pods that the rules let the size shrink to; `Max` is the most change, so the smallest
 * number. A percentage is rounded toward zero.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` calculateScaleDownLimitWithBehaviors.
 */
export function scaleDownLimitWithRules(
  current: number,
  rules: ScalingRules | null | undefined,
  events: ScaleEvents = {},
): number {
  const selectPolicy = rules?.selectPolicy ?? "Max";
  if (selectPolicy === "Disabled") return current;
  const proposals = (rules?.policies ?? DEFAULT_SCALE_DOWN_POLICIES).map(({ type, value, periodSec }) => {
    const start = periodStart(current, periodSec, events);
    return type === "Pods" ? start - value : Math.trunc(start * (1 - value / 100));
  });
  return selectPolicy === "Min" ? Math.max(MIN_INT32, ...proposals) : Math.min(MAX_INT32, ...proposals);
}

function periodStart(
  current: number,
  periodSec: number,
  { upEvents = [], downEvents = [] }: ScaleEvents,
): number {
  return current - eventsInPeriod(upEvents, periodSec) + eventsInPeriod(downEvents, periodSec);
}

/**
 * Brings the desired size between `min` and `max` and within what the behavior allows in a period.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` convertDesiredReplicasWithBehaviorRate.
 */
export function boundWithBehavior({
  current,
  desired,
  min,
  max,
  scaleUp,
  scaleDown,
  ...events
}: ScaleEvents & {
  readonly current: number;
  readonly desired: number;
  readonly min: number;
  readonly max: number;
  readonly scaleUp?: ScalingRules | null;
  readonly scaleDown?: ScalingRules | null;
}): Bounded {
  if (desired > current) {
    const limit = Math.max(scaleUpLimitWithRules(current, scaleUp, events), current);
    if (desired > Math.min(max, limit)) {
      return limit < max
        ? { replicas: limit, reason: "ScaleUpLimit" }
        : { replicas: max, reason: "TooManyReplicas" };
    }
  } else if (desired < current) {
    const limit = Math.min(scaleDownLimitWithRules(current, scaleDown, events), current);
    if (desired < Math.max(min, limit)) {
      return limit > min
        ? { replicas: limit, reason: "ScaleDownLimit" }
        : { replicas: min, reason: "TooFewReplicas" };
    }
  }
  return { replicas: desired, reason: "DesiredWithinRange" };
}

export type StoredScaleEvent = { readonly change: number; readonly outdated: boolean };

/**
 * The log of changes of one direction after a change of `change` pods: the new entry takes the place
 * of the last one older than every period, else it is appended. Without a behavior nothing is kept.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` storeScaleEvent and markScaleEventsOutdated.
 */
export function storeScaleEvent({
  events,
  change,
  rules,
}: {
  readonly events: readonly (ScaleEvent & { readonly outdated?: boolean })[];
  readonly change: number;
  readonly rules: ScalingRules | null;
}): readonly StoredScaleEvent[] {
  const entry = (event: { readonly change: number; readonly outdated?: boolean }) => ({
    change: event.change,
    outdated: event.outdated ?? false,
  });
  if ((rules ?? null) === null) return events.map(entry);
  // Both directions have the same period by default.
  const longest = Math.max(0, ...(rules?.policies ?? DEFAULT_SCALE_UP_POLICIES).map((one) => one.periodSec));
  const log = events.map((event) => entry(event.secAgo > longest ? { ...event, outdated: true } : event));
  const reused = log.findLastIndex(({ outdated }) => outdated);
  const added = entry({ change });
  return reused === -1 ? [...log, added] : log.with(reused, added);
}
