import { writeUtc } from "../../apimachinery/civil-time.ts";
import { type Bounded, boundWithoutBehavior } from "../../hpa/bounds.ts";
import type { HpaPod, PodMetric } from "../../hpa/group-pods.ts";
import { podsMetricReplicas } from "../../hpa/metric-replicas.ts";
import { resourceReplicas } from "../../hpa/resource-replicas.ts";
import {
  boundWithBehavior,
  type ScaleEvent,
  type ScalingRules,
  storeScaleEvent,
} from "../../hpa/scaling-rules.ts";
import { type Recommendation, stabilize, stabilizeWithBehavior } from "../../hpa/stabilize.ts";
import { isSame, type KubeObject } from "../../kubectl/cluster.ts";
import type { Condition, Json } from "../../kubectl/objects.ts";
import { isModelError, type ModelError } from "../../model-error.ts";
import { milliValue } from "../../resources/quantity-values.ts";
import { type LabelSelector, matchesSelector } from "../../scheduler/label-selector.ts";
import { event, type Write } from "../controller.ts";
import type { Hpa, HpaRules, Pod } from "../kinds.ts";
import { conditionOf, isPodReady, withCondition } from "../pod-facts.ts";
import { secondsSince, type View } from "../view.ts";
import { hpaSync } from "./hpa.ts";
import { withoutVersion } from "./replica-set.ts";

const asObject = (value: unknown) => value as KubeObject;

type Target = KubeObject & {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector };
};

/** What is remembered between passes; times as RFC 3339. */
type Log = {
  readonly recommendations: readonly { readonly replicas: number; readonly at: string }[];
  readonly up: readonly { readonly change: number; readonly at: string }[];
  readonly down: readonly { readonly change: number; readonly at: string }[];
};

/** One look at an autoscaler: what it wants, and what it says of that. */
export function syncHpa(view: View, hpa: Hpa, key: string): readonly Write[] {
  const { scaleTargetRef, minReplicas: min = 1, maxReplicas: max } = hpa.spec;
  const target = view.get(scaleTargetRef.kind, hpa.metadata.namespace ?? "", scaleTargetRef.name) as
    | Target
    | undefined;
  const about = asObject(hpa);
  if (target === undefined || !["Deployment", "ReplicaSet", "StatefulSet"].includes(scaleTargetRef.kind)) {
    const kind =
      scaleTargetRef.kind === "StatefulSet" ? "statefulsets" : `${scaleTargetRef.kind.toLowerCase()}s`;
    const message = `the HPA controller was unable to get the target's current scale: ${kind}.apps "${scaleTargetRef.name}" not found`;
    const text = message.replace("the HPA controller was unable to get the target's current scale: ", "");
    return [
      event(about, "Warning", "FailedGetScale", text),
      ...statusWrite(
        view,
        hpa,
        [{ type: "AbleToScale", status: "False", reason: "FailedGetScale", message }],
        {},
      ),
    ];
  }
  const current = target.spec.replicas ?? 1;
  const able: Condition = {
    type: "AbleToScale",
    status: "True",
    reason: "SucceededGetScale",
    message: "the HPA controller was able to get the target's current scale",
  };
  if (current === 0 && min !== 0) {
    const off = {
      type: "ScalingActive",
      status: "False",
      reason: "ScalingDisabled",
      message: "scaling is disabled since the replica count of the target is zero",
    };
    return statusWrite(view, hpa, [able, off], { current, desired: 0 });
  }
  if (current > max || current < min) {
    const wanted = current > max ? max : min;
    const why =
      current > max
        ? "Current number of replicas above Spec.MaxReplicas"
        : "Current number of replicas below Spec.MinReplicas";
    return [
      ...rescale(hpa, target, wanted, why),
      ...statusWrite(view, hpa, [rescaled(wanted)], { current, desired: wanted, scaled: true }),
    ];
  }
  const computed = compute(view, hpa, target, current);
  if (isModelError(computed)) {
    const active = {
      type: "ScalingActive",
      status: "False",
      reason: "FailedGetResourceMetric",
      message: `the HPA was unable to compute the replica count: ${computed.error}`,
    };
    const text = computed.error.replace(/^failed to get cpu utilization: /, "");
    return [
      event(about, "Warning", "FailedGetResourceMetric", computed.error),
      event(
        about,
        "Warning",
        "FailedComputeMetricsReplicas",
        `invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${text}`,
      ),
      ...statusWrite(view, hpa, [able, active], { current, desired: current }),
    ];
  }
  const log = readLog(view.remembered(key), current, view);
  const { bounded, stabilized, next } = decide(view, hpa, current, computed.replicas, min, max, log);
  const active = {
    type: "ScalingActive",
    status: "True",
    reason: "ValidMetricFound",
    message: `the HPA was able to successfully calculate a replica count from ${computed.name}`,
  };
  const limited = limitedCondition(bounded);
  const wanted = bounded.replicas;
  const isHeld = stabilized > computed.replicas && wanted === current;
  const ready = wanted !== current ? rescaled(wanted) : isHeld ? STABILIZED : READY;
  const remember: Write = { do: "remember", key, value: next(wanted - current) };
  const metrics = { currentMetrics: computed.current };
  const why = wanted > current ? `${computed.name} above target` : "All metrics below target";
  return [
    remember,
    ...(wanted === current ? [] : rescale(hpa, target, wanted, why)),
    ...statusWrite(view, hpa, [ready, active, limited], {
      current,
      desired: wanted,
      scaled: wanted !== current,
      ...metrics,
    }),
  ];
}

const READY: Condition = {
  type: "AbleToScale",
  status: "True",
  reason: "ReadyForNewScale",
  message: "recommended size matches current size",
};
const STABILIZED: Condition = {
  type: "AbleToScale",
  status: "True",
  reason: "ScaleDownStabilized",
  message: "recent recommendations were higher than current one, applying the highest recent recommendation",
};
const rescaled = (size: number): Condition => ({
  type: "AbleToScale",
  status: "True",
  reason: "SucceededRescale",
  message: `the HPA controller was able to update the target scale to ${size}`,
});

const LIMITS: Readonly<Record<Bounded["reason"], string>> = {
  DesiredWithinRange: "the desired count is within the acceptable range",
  TooFewReplicas: "the desired replica count is less than the minimum replica count",
  TooManyReplicas: "the desired replica count is more than the maximum replica count",
  ScaleUpLimit: "the desired replica count is increasing faster than the maximum scale rate",
  ScaleDownLimit: "the desired replica count is decreasing faster than the maximum scale rate",
};

function limitedCondition({ reason }: Bounded): Condition {
  return {
    type: "ScalingLimited",
    status: reason === "DesiredWithinRange" ? "False" : "True",
    reason,
    message: LIMITS[reason],
  };
}

function rescale(hpa: Hpa, target: Target, to: number, why: string): readonly Write[] {
  const object = { ...withoutVersion(target), spec: { ...target.spec, replicas: to } };
  return [
    { do: "update", object: asObject(object) },
    event(asObject(hpa), "Normal", "SuccessfulRescale", `New size: ${to}; reason: ${why}`),
  ];
}

type Computed = { readonly replicas: number; readonly name: string; readonly current: readonly object[] };

/** The largest size that any metric asks for. Source: `horizontal.go` computeReplicasForMetrics. */
function compute(view: View, hpa: Hpa, target: Target, current: number): Computed | ModelError {
  const pods = view
    .list("Pod", hpa.metadata.namespace)
    .filter(({ metadata }) => matchesSelector(metadata.labels ?? {}, target.spec.selector));
  let best: { readonly replicas: number; readonly name: string } | undefined;
  const shown: object[] = [];
  for (const metric of hpa.spec.metrics ?? []) {
    if (metric.type !== "Resource" || metric.resource === undefined) continue;
    const { name: resource, target: goal } = metric.resource;
    const described = pods.map((pod) => describe(view, pod, resource));
    const samples = pods.flatMap((pod) => sample(view, pod, resource));
    if (goal.averageUtilization !== undefined) {
      const result = resourceReplicas({
        currentReplicas: current,
        resource,
        targetUtilization: goal.averageUtilization,
        pods: described,
        metrics: samples,
      });
      if (isModelError(result)) return { error: `failed to get ${resource} utilization: ${result.error}` };
      shown.push({
        type: "Resource",
        resource: {
          name: resource,
          current: {
            averageUtilization: result.utilization,
            averageValue: amount(resource, result.rawAverageMilli),
          },
        },
      });
      if (best === undefined || result.replicas > best.replicas) {
        best = {
          replicas: result.replicas,
          name: `${resource} resource utilization (percentage of request)`,
        };
      }
    } else {
      const wanted = milliValue(goal.averageValue ?? "0");
      const result = podsMetricReplicas({
        currentReplicas: current,
        targetMilli: isModelError(wanted) ? 0 : wanted,
        pods: described,
        metrics: samples,
      });
      if (isModelError(result)) return { error: `failed to get ${resource} usage: ${result.error}` };
      shown.push({
        type: "Resource",
        resource: { name: resource, current: { averageValue: amount(resource, result.averageMilli) } },
      });
      if (best === undefined || result.replicas > best.replicas)
        best = { replicas: result.replicas, name: `${resource} resource` };
    }
  }
  return best === undefined ? { error: "invalid metrics" } : { ...best, current: shown };
}

function amount(resource: string, milli: number): string {
  return resource === "cpu" ? `${milli}m` : String(Math.round(milli / 1000));
}

function describe(view: View, pod: Pod, resource: string): HpaPod {
  const ready = conditionOf(pod, "Ready");
  const requests = pod.spec.containers.map(({ resources }) => {
    const value = milliValue(String(resources?.requests?.[resource] ?? ""));
    return isModelError(value) || resources?.requests?.[resource] === undefined ? null : value;
  });
  return {
    name: pod.metadata.name,
    phase: pod.status?.phase ?? "Pending",
    ready: ready === undefined ? null : isPodReady(pod),
    deleting: pod.metadata.deletionTimestamp !== undefined,
    startedSecAgo: pod.status?.startTime === undefined ? null : secondsSince(view, pod.status.startTime),
    readyTransitionSecAgo: ready === undefined ? null : secondsSince(view, ready.lastTransitionTime),
    requestMilli: requests.some((one) => one === null)
      ? null
      : requests.reduce<number>((sum, one) => sum + (one ?? 0), 0),
  };
}

function sample(view: View, pod: Pod, resource: string): readonly PodMetric[] {
  const usage = view.usage(pod.metadata.uid ?? "");
  if (usage === undefined) return [];
  const valueMilli = resource === "cpu" ? usage.cpuMilli : usage.memoryMi * 2 ** 20 * 1000;
  return [
    { pod: pod.metadata.name, valueMilli, ageSec: (view.now - usage.at) / 1e6, windowSec: usage.windowSec },
  ];
}

function readLog(value: Json | undefined, current: number, view: View): Log {
  if (value !== undefined) return value as unknown as Log;
  // The first pass never shrinks.
  return { recommendations: [{ replicas: current, at: view.time }], up: [], down: [] };
}

function rulesOf(rules: HpaRules | undefined): ScalingRules | null {
  if (rules === undefined) return null;
  return {
    stabilizationWindowSec: rules.stabilizationWindowSeconds ?? null,
    selectPolicy: rules.selectPolicy ?? null,
    policies:
      rules.policies?.map(({ type, value, periodSeconds }) => ({ type, value, periodSec: periodSeconds })) ??
      null,
  };
}

function decide(view: View, hpa: Hpa, current: number, desired: number, min: number, max: number, log: Log) {
  const ago = <T extends { readonly at: string }>(entries: readonly T[]) =>
    entries.map((entry) => ({ ...entry, secAgo: secondsSince(view, entry.at) }));
  const recommendations: readonly Recommendation[] = ago(log.recommendations);
  const { behavior } = hpa.spec;
  const [scaleUp, scaleDown] = [rulesOf(behavior?.scaleUp), rulesOf(behavior?.scaleDown)];
  const upEvents: readonly ScaleEvent[] = ago(log.up);
  const downEvents: readonly ScaleEvent[] = ago(log.down);
  const stable =
    behavior === undefined
      ? stabilize({ desired, recommendations })
      : stabilizeWithBehavior({
          current,
          desired,
          recommendations,
          scaleUpWindowSec: scaleUp?.stabilizationWindowSec ?? null,
          scaleDownWindowSec: scaleDown?.stabilizationWindowSec ?? null,
        });
  const bounded =
    behavior === undefined
      ? boundWithoutBehavior({ current, desired: stable.replicas, min, max })
      : boundWithBehavior({
          current,
          desired: stable.replicas,
          min,
          max,
          scaleUp,
          scaleDown,
          upEvents,
          downEvents,
        });
  const timed = (secAgo: number) => writeUtc(Date.parse(view.time) - secAgo * 1000);
  const next = (change: number): Json => {
    const store = (
      entries: Log["up"],
      events: readonly ScaleEvent[],
      size: number,
      rules: ScalingRules | null,
    ) => {
      if (size <= 0 || behavior === undefined) return entries;
      const stored = storeScaleEvent({ events, change: size, rules: rules ?? {} });
      const fresh = stored.findIndex(
        (one, index) => entries[index]?.change !== one.change || index === entries.length,
      );
      const place = fresh < 0 ? stored.length - 1 : fresh;
      return stored.map((one, index) => ({
        change: one.change,
        at: index === place ? view.time : (entries[index]?.at ?? view.time),
      }));
    };
    return {
      recommendations: stable.log.map(({ replicas, secAgo }) => ({ replicas, at: timed(secAgo) })),
      up: store(log.up, upEvents, change, scaleUp),
      down: store(log.down, downEvents, -change, scaleDown),
    };
  };
  return { bounded, stabilized: stable.replicas, next };
}

function statusWrite(
  view: View,
  hpa: Hpa,
  conditions: readonly Condition[],
  {
    current,
    desired,
    scaled = false,
    currentMetrics,
  }: {
    readonly current?: number;
    readonly desired?: number;
    readonly scaled?: boolean;
    readonly currentMetrics?: readonly object[];
  },
): readonly Write[] {
  let all = hpa.status?.conditions ?? [];
  for (const condition of conditions) all = withCondition(all, condition, view.time);
  const status = {
    ...hpa.status,
    conditions: all,
    currentMetrics: currentMetrics ?? hpa.status?.currentMetrics ?? null,
    ...(current === undefined ? {} : { currentReplicas: current }),
    desiredReplicas: desired ?? hpa.status?.desiredReplicas ?? 0,
    ...(scaled ? { lastScaleTime: view.time } : {}),
  };
  if (isSame(status, hpa.status)) return [];
  return [{ do: "status", object: asObject({ ...withoutVersion(hpa), status }) }];
}

hpaSync.fill(syncHpa);
