/**
 * One step of a Dockerfile. `contentKey` stands for the checksum of the files that COPY or ADD takes
 * in; null for other instructions, which are compared by their text alone.
 */
export type BuildStep = { readonly instruction: string; readonly contentKey: string | null };

export type BuildStepResult = "cached" | "run";

/**
 * Which steps of a build are taken from the cache that the previous build left: those before the first
 * step that differs in text or content. From there on everything runs, even steps that did not change.
 *
 * Source: Docker documentation, "Build cache" and "Build cache invalidation".
 */
export function buildCache(
  previous: readonly BuildStep[],
  current: readonly BuildStep[],
): readonly BuildStepResult[] {
  const isSame = (step: BuildStep, index: number) => {
    const before = previous[index];
    return (
      before !== undefined &&
      before.instruction === step.instruction &&
      (before.contentKey ?? null) === (step.contentKey ?? null)
    );
  };
  const firstChange = current.findIndex((step, index) => !isSame(step, index));
  return current.map((_, index) => (firstChange === -1 || index < firstChange ? "cached" : "run"));
}
