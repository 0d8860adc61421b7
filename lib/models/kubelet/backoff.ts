/** The pause of one item and when it was last raised, both in seconds. */
export type BackoffEntry = { readonly backoffSec: number; readonly lastSec: number };

export type BackoffLimits = {
  /** 10 s for the kubelet's restarts. */
  readonly initialSec?: number;
  /** 300 s for the kubelet's restarts. */
  readonly maxSec?: number;
};

const INITIAL_SEC = 10;
const MAX_SEC = 300;

/** Whether an item was quiet for more than twice the longest pause, so that it starts anew. */
function isExpired(entry: BackoffEntry, eventSec: number, maxSec: number): boolean {
  return eventSec - entry.lastSec > 2 * maxSec;
}

/**
 * Whether the pause since the last raise is still running.
 *
 * Source: `k8s.io/client-go/util/flowcontrol/backoff.go` IsInBackOffSinceUpdate, hasExpired.
 */
export function isInBackoff(
  entry: BackoffEntry | null,
  nowSec: number,
  { maxSec = MAX_SEC }: BackoffLimits = {},
): entry is BackoffEntry {
  return entry !== null && !isExpired(entry, nowSec, maxSec) && nowSec - entry.lastSec < entry.backoffSec;
}

/**
 * The entry after one more event: the first pause for a new or expired item, else twice the last up
 * to the longest. `eventSec` is what expiry is judged by, `nowSec` when the pause begins.
 *
 * Source: `k8s.io/client-go/util/flowcontrol/backoff.go` Next, without jitter.
 */
export function nextBackoff(
  entry: BackoffEntry | null,
  eventSec: number,
  nowSec: number = eventSec,
  { initialSec = INITIAL_SEC, maxSec = MAX_SEC }: BackoffLimits = {},
): BackoffEntry {
  const isNew = entry === null || isExpired(entry, eventSec, maxSec);
  return { backoffSec: isNew ? initialSec : Math.min(2 * entry.backoffSec, maxSec), lastSec: nowSec };
}

export type BackoffTick = {
  readonly tick: number;
  readonly inBackOff: boolean;
  /** The pause; null when none is running. */
  readonly backoffSec: number | null;
};

/** What is found at each moment, when the item is raised at every moment without a running pause. */
export function backoffTrace({
  ticks,
  ...limits
}: BackoffLimits & { readonly ticks: readonly number[] }): readonly BackoffTick[] {
  let entry: BackoffEntry | null = null;
  const trace: BackoffTick[] = [];
  for (const tick of ticks) {
    if (isInBackoff(entry, tick, limits)) {
      trace.push({ tick, inBackOff: true, backoffSec: entry.backoffSec });
    } else {
      trace.push({ tick, inBackOff: false, backoffSec: null });
      entry = nextBackoff(entry, tick, tick, limits);
    }
  }
  return trace;
}

/** The first `steps` pauses of an item raised without rest, from that of an unknown item: 0. */
export function backoffValues({
  steps,
  ...limits
}: BackoffLimits & { readonly steps: number }): readonly number[] {
  let entry: BackoffEntry | null = null;
  return Array.from({ length: steps }, () => {
    const value = entry?.backoffSec ?? 0;
    entry = nextBackoff(entry, 0, 0, limits);
    return value;
  });
}

/**
 * How long a container that ended at `finishedSec` waits before it is restarted: not at all the first time or
 * after a long run, else the pause that its last restart left.
 *
 * Source: `pkg/kubelet/kuberuntime/kuberuntime_manager.go` doBackOff.
 */
export function restartDelay(
  entry: BackoffEntry | null,
  finishedSec: number,
  { maxSec = MAX_SEC }: BackoffLimits = {},
): number {
  return entry === null || isExpired(entry, finishedSec, maxSec) ? 0 : entry.backoffSec;
}

/**
 * How long a container that ran `runSec` seconds waits before each restart (CrashLoopBackOff), in
 * seconds. The pause counts from the end of a run, expiry from the restart before it.
 *
 * Source: `pkg/kubelet/kuberuntime/kuberuntime_manager.go` doBackOff; `pkg/kubelet/kubelet.go` for 10 s
 * and 300 s (1 s and 60 s under the feature gate ReduceDefaultCrashLoopBackOffDecay).
 */
export function crashLoopDelays({
  runSec,
  ...limits
}: BackoffLimits & { readonly runSec: readonly number[] }): readonly number[] {
  let entry: BackoffEntry | null = null;
  let nowSec = 0;
  const delays: number[] = [];
  for (const ran of runSec) {
    const finishedSec = nowSec + ran;
    const delay = restartDelay(entry, finishedSec, limits);
    nowSec = finishedSec + delay;
    entry = nextBackoff(entry, finishedSec, nowSec, limits);
    delays.push(delay);
  }
  return delays;
}
