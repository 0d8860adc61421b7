import type { RestartPolicy } from "./pod-phase.ts";

export type ProbeType = "liveness" | "readiness" | "startup";

export type ProbeResult = "success" | "failure" | "unknown";

export type ProbeThresholds = {
  /** 1 by default. */
  readonly successThreshold?: number | null;
  /** 3 by default. */
  readonly failureThreshold?: number | null;
};

/** A probe's worker: the state that it reports, and how often the last result came in a row. */
export type ProbeState = {
  readonly state: ProbeResult;
  readonly lastResult: ProbeResult | null;
  readonly run: number;
};

/** What a probe reports before its first result: alive, but not ready and not started. */
export const INITIAL_RESULTS: Readonly<Record<ProbeType, ProbeResult>> = {
  liveness: "success",
  readiness: "failure",
  startup: "unknown",
};

/**
 * The worker after one more result: the state changes once the result came as often in a row as its
 * threshold asks.
 *
 * Source: `pkg/kubelet/prober/worker.go` doProbe; the defaults are those of
 * `pkg/apis/core/v1/defaults.go` SetDefaults_Probe.
 */
export function nextProbeState(
  before: ProbeState,
  result: ProbeResult,
  { successThreshold, failureThreshold }: ProbeThresholds = {},
): ProbeState {
  const run = before.lastResult === result ? before.run + 1 : 1;
  const threshold = result === "failure" ? (failureThreshold ?? 3) : (successThreshold ?? 1);
  return { state: run < threshold ? before.state : result, lastResult: result, run };
}

/**
 * The state after each result. (The kubelet restarts a container whose liveness or startup state
 * becomes failure; the sequence goes on as if it had not.)
 */
export function probeSequence({
  type,
  initial,
  results,
  ...thresholds
}: ProbeThresholds & {
  readonly type: ProbeType;
  readonly initial?: ProbeResult | null;
  readonly results: readonly ProbeResult[];
}): readonly ProbeResult[] {
  let probe: ProbeState = { state: initial ?? INITIAL_RESULTS[type], lastResult: null, run: 0 };
  return results.map((result) => {
    probe = nextProbeState(probe, result, thresholds);
    return probe.state;
  });
}

export type ProbeOutcome = {
  readonly keepProbing: boolean;
  /** What is recorded; null = nothing. */
  readonly result: ProbeResult | null;
};

/**
 * What one turn of a probe's worker records, thresholds left aside, and whether there is another turn.
 * `podStatus` is the phase, `none` before the first status; `container` is the container's state.
 *
 * Source: `pkg/kubelet/prober/worker.go` doProbe.
 */
export function doProbe({
  type,
  podStatus,
  container,
  restartPolicy = "Always",
  initialDelaySec,
  runningForSec,
  probeResult,
}: {
  readonly type: ProbeType;
  readonly podStatus: "none" | "Pending" | "Running" | "Succeeded" | "Failed" | "Unknown" | null;
  readonly container: "missing" | "waiting" | "running" | "terminated" | null;
  readonly restartPolicy?: RestartPolicy;
  readonly initialDelaySec?: number | null;
  readonly runningForSec?: number | null;
  readonly probeResult?: ProbeResult | null;
}): ProbeOutcome {
  if ((podStatus ?? "none") === "none") return { keepProbing: true, result: null };
  if (podStatus === "Failed" || podStatus === "Succeeded") return { keepProbing: false, result: null };
  if ((container ?? "missing") === "missing") return { keepProbing: true, result: null };
  if (container === "waiting") return { keepProbing: true, result: "failure" };
  if (container === "terminated") return { keepProbing: restartPolicy !== "Never", result: "failure" };
  if (Math.trunc(runningForSec ?? 0) < (initialDelaySec ?? 0)) {
    return { keepProbing: true, result: INITIAL_RESULTS[type] };
  }
  return { keepProbing: true, result: probeResult ?? null };
}
