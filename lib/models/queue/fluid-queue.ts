/**
 * A queue as a fluid: what comes in and what can be served are given for each stretch of equal length, and
 * whoever came first goes first. Source: Newell, "Applications of Queueing Theory", 2 (cumulative curves).
 */
export type FluidRun = {
  /** What was served in each stretch, and what was still waiting at its end. */
  readonly served: readonly number[];
  readonly waiting: readonly number[];
  /** How many stretches the last that came in each one waited; `Infinity` for what was not served. */
  readonly waits: readonly number[];
};

/** @param arrivals amounts, one for each stretch @param capacity what can be served in each of them at most */
export function fluidQueue(arrivals: readonly number[], capacity: readonly number[]): FluidRun {
  const served: number[] = [];
  const waiting: number[] = [];
  let left = 0;
  for (const [index, amount] of arrivals.entries()) {
    const done = Math.min(left + amount, capacity[index] ?? 0);
    left += amount - done;
    served.push(done);
    waiting.push(left);
  }
  const waits: number[] = [];
  let [came, gone, end] = [0, served[0] ?? 0, 0];
  for (const [index, amount] of arrivals.entries()) {
    came += amount;
    while (end < served.length && (end < index || gone < came - 1e-9)) {
      end++;
      gone += served[end] ?? 0;
    }
    waits.push(end < served.length ? end - index : Number.POSITIVE_INFINITY);
  }
  return { served, waiting, waits };
}
