import { boundWithoutBehavior, scaleUpLimit } from "./bounds.ts";
import { groupPods } from "./group-pods.ts";
import { perPodMetricReplicas, podsMetricReplicas, valueMetricReplicas } from "./metric-replicas.ts";
import { reconcileCpu } from "./reconcile-cpu.ts";
import { resourceReplicas } from "./resource-replicas.ts";
import {
  boundWithBehavior,
  eventsInPeriod,
  type ScaleEvent,
  type ScaleEvents,
  type ScalingRules,
  scaleDownLimitWithRules,
  scaleUpLimitWithRules,
  storeScaleEvent,
} from "./scaling-rules.ts";
import { stabilize, stabilizeWithBehavior } from "./stabilize.ts";
import { DEFAULT_TOLERANCE, withinTolerance, withinToleranceLegacy } from "./tolerance.ts";

type LimitInput = ScaleEvents & { readonly current: number; readonly rules?: ScalingRules | null };

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const hpaFunctions = {
  groupPods,
  withinTolerance: ({
    ratio,
    scaleUp = DEFAULT_TOLERANCE,
    scaleDown = DEFAULT_TOLERANCE,
  }: {
    readonly ratio: number;
    readonly scaleUp?: number;
    readonly scaleDown?: number;
  }) => withinTolerance(ratio, { scaleUp, scaleDown }),
  withinToleranceLegacy: ({
    ratio,
    tolerance = DEFAULT_TOLERANCE,
  }: {
    readonly ratio: number;
    readonly tolerance?: number;
  }) => withinToleranceLegacy(ratio, tolerance),
  resourceReplicas,
  podsMetricReplicas,
  valueMetricReplicas,
  perPodMetricReplicas,
  scaleUpLimit: (current: number) => scaleUpLimit(current),
  boundWithoutBehavior,
  eventsInPeriod: ({
    events,
    periodSec,
  }: {
    readonly events: readonly ScaleEvent[];
    readonly periodSec: number;
  }) => eventsInPeriod(events, periodSec),
  scaleUpLimitWithRules: ({ current, rules, ...events }: LimitInput) =>
    scaleUpLimitWithRules(current, rules, events),
  scaleDownLimitWithRules: ({ current, rules, ...events }: LimitInput) =>
    scaleDownLimitWithRules(current, rules, events),
  boundWithBehavior,
  stabilize: (input: Parameters<typeof stabilize>[0]) => {
    const { replicas, log } = stabilize(input);
    return { replicas, logLength: log.length };
  },
  stabilizeWithBehavior: (
    input: Parameters<typeof stabilizeWithBehavior>[0] & { readonly withLog?: boolean },
  ) => {
    const { replicas, log } = stabilizeWithBehavior(input);
    return input.withLog === true ? { replicas, log: log.map((one) => one.replicas) } : { replicas };
  },
  storeScaleEvent,
  reconcileCpu,
};
