export type SagaResult = {
  readonly outcome: "committed" | "rolled back";
  /** `do X`, `fail X` and `compensate X` in the order in which they happen. */
  readonly log: readonly string[];
};

/**
 * A saga: local transactions one after the other. When one fails, those already done are compensated
 * in reverse order; the failed one itself has left nothing to undo. `failAt` null = all succeed.
 *
 * Source: Garcia-Molina and Salem, "Sagas", SIGMOD 1987 (backward recovery).
 */
export function saga(input: {
  readonly steps: readonly string[];
  readonly failAt?: string | null;
}): SagaResult {
  const { steps, failAt } = input;
  const failed = failAt == null ? -1 : steps.indexOf(failAt);
  if (failed === -1) return { outcome: "committed", log: steps.map((step) => `do ${step}`) };
  const done = steps.slice(0, failed);
  return {
    outcome: "rolled back",
    log: [
      ...done.map((step) => `do ${step}`),
      `fail ${failAt}`,
      ...done.toReversed().map((step) => `compensate ${step}`),
    ],
  };
}
