export type WindowCall = { readonly failed: boolean; readonly slow: boolean; readonly durationMs: number };

/** Counts over the calls of a window; rates in percent 0–100, the average in whole ms, truncated. */
export type WindowTotals = {
  readonly total: number;
  readonly failed: number;
  readonly slow: number;
  readonly failureRate: number;
  readonly slowRate: number;
  readonly averageMs: number;
};

/**
 * What a count-based window over the last `size` calls holds after each call.
 *
 * Source: `resilience4j/resilience4j` `FixedSizeSlidingWindowMetrics.java`, `SnapshotImpl.java`.
 */
export function slidingWindow(input: {
  readonly size: number;
  readonly calls: readonly WindowCall[];
}): readonly WindowTotals[] {
  const { size, calls } = input;
  return calls.map((_, index) => totalsOf(calls.slice(Math.max(0, index + 1 - size), index + 1)));
}

function totalsOf(calls: readonly WindowCall[]): WindowTotals {
  const total = calls.length;
  const failed = calls.filter((call) => call.failed).length;
  const slow = calls.filter((call) => call.slow).length;
  const durationMs = calls.reduce((sum, call) => sum + call.durationMs, 0);
  const rate = (count: number) => (total === 0 ? 0 : (count * 100) / total);
  return {
    total,
    failed,
    slow,
    failureRate: rate(failed),
    slowRate: rate(slow),
    averageMs: total === 0 ? 0 : Math.trunc(durationMs / total),
  };
}
