/** A service's `restart_policy.condition`. */
export type RestartCondition = "none" | "on-failure" | "any";

/**
 * Whether a task that ended in `state` is replaced. `maxAttempts` 0 = without end; with a window (seconds)
 * only the restarts within it count.
 *
 * Source: moby/swarmkit `manager/orchestrator/restart/restart.go` ShouldRestart.
 */
export function swarmRestart({
  condition,
  state,
  maxAttempts,
  restartsSoFar,
  windowSec,
  restartsInWindow,
}: {
  readonly condition: RestartCondition;
  readonly state: string;
  readonly maxAttempts: number;
  readonly restartsSoFar: number;
  readonly windowSec: number;
  readonly restartsInWindow: number;
}): boolean {
  if (condition !== "any" && (condition !== "on-failure" || state === "completed")) return false;
  if (maxAttempts === 0) return true;
  return (windowSec > 0 ? restartsInWindow : restartsSoFar) < maxAttempts;
}

/** What is left to do for `desired` tasks: those running or starting count, whatever else there is. */
export function reconcile({
  desired,
  slots,
}: {
  readonly desired: number;
  readonly slots: readonly { readonly state: string }[];
}): { readonly create: number; readonly remove: number } {
  const alive = slots.filter(({ state }) => state === "running" || state === "starting").length;
  return { create: Math.max(0, desired - alive), remove: Math.max(0, alive - desired) };
}
