/** What the autoscaler knows of a pod; times in seconds before now. */
export type HpaPod = {
  readonly name: string;
  readonly phase: string;
  /** The status of the Ready condition; null = the pod has no such condition. */
  readonly ready: boolean | null;
  readonly deleting?: boolean;
  /** Null = not started. */
  readonly startedSecAgo?: number | null;
  readonly readyTransitionSecAgo?: number | null;
  /** Sum over the containers in thousandths; null = a container has no request. */
  readonly requestMilli?: number | null;
};

/** One sample of one pod, taken `ageSec` ago over the last `windowSec` seconds. */
export type PodMetric = {
  readonly pod: string;
  readonly valueMilli: number;
  readonly ageSec?: number;
  readonly windowSec?: number;
};

/** When a CPU sample of a young pod is not to be believed; the controller's flags have these defaults. */
export type CpuReadiness = {
  readonly cpuInitializationPeriodSec?: number;
  readonly delayOfInitialReadinessSec?: number;
};

export type PodGroups = {
  readonly ready: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
};

const CPU_INITIALIZATION_PERIOD_SEC = 300;
const DELAY_OF_INITIAL_READINESS_SEC = 30;

/**
 * Sorts the pods into those whose sample counts, those not ready and those without a sample. Deleted
 * and failed pods belong to none. Only for the resource `cpu` does readiness matter: a container
 * that starts burns CPU which says nothing about load.
 *
 * Source: `pkg/controller/podautoscaler/replica_calculator.go` groupPods.
 */
export function groupPods({
  pods,
  metrics,
  resource,
  ...readiness
}: CpuReadiness & {
  readonly pods: readonly HpaPod[];
  readonly metrics: readonly PodMetric[];
  readonly resource?: string;
}): PodGroups {
  const metricOf = new Map(metrics.map((metric) => [metric.pod, metric]));
  const unready: string[] = [];
  const missing: string[] = [];
  let ready = 0;
  for (const pod of pods) {
    if (isIgnored(pod)) continue;
    const metric = metricOf.get(pod.name);
    if (pod.phase === "Pending") unready.push(pod.name);
    else if (metric === undefined) missing.push(pod.name);
    else if (resource === "cpu" && !isCpuReady(pod, metric, readiness)) unready.push(pod.name);
    else ready += 1;
  }
  return { ready, unready, missing };
}

/** Whether a pod counts for nothing at all: it is going, or it has failed. */
export function isIgnored({ deleting = false, phase }: HpaPod): boolean {
  return deleting || phase === "Failed";
}

function isCpuReady(pod: HpaPod, metric: PodMetric, readiness: CpuReadiness): boolean {
  const {
    cpuInitializationPeriodSec = CPU_INITIALIZATION_PERIOD_SEC,
    delayOfInitialReadinessSec = DELAY_OF_INITIAL_READINESS_SEC,
  } = readiness;
  const startedSecAgo = pod.startedSecAgo ?? null;
  if ((pod.ready ?? null) === null || startedSecAgo === null) return false;
  // A condition without a time is as old as Go's zero time.
  const transition = -(pod.readyTransitionSecAgo ?? Number.POSITIVE_INFINITY);
  if (startedSecAgo < cpuInitializationPeriodSec) {
    const { ageSec = 0, windowSec = 0 } = metric;
    return pod.ready === true && -ageSec >= transition + windowSec;
  }
  return pod.ready === true || -startedSecAgo + delayOfInitialReadinessSec <= transition;
}
