/** A size that an earlier pass wished for. */
export type Recommendation = { readonly replicas: number; readonly secAgo: number };

export type Stabilized = {
  readonly replicas: number;
  /** What is remembered for the next pass; the new entry is of 0 s ago. */
  readonly log: readonly Recommendation[];
};

/** The default of `--horizontal-pod-autoscaler-downscale-stabilization`. */
export const DOWNSCALE_STABILIZATION_SEC = 300;

/**
 * The largest size that any pass of the window wished for: a short lull removes no pods.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` stabilizeRecommendation.
 */
export function stabilize({
  desired,
  recommendations,
  windowSec = DOWNSCALE_STABILIZATION_SEC,
}: {
  readonly desired: number;
  readonly recommendations: readonly Recommendation[];
  readonly windowSec?: number;
}): Stabilized {
  const recent = recommendations.filter(({ secAgo }) => secAgo <= windowSec);
  return {
    replicas: Math.max(desired, ...recent.map(({ replicas }) => replicas)),
    log: remember(desired, recommendations, windowSec),
  };
}

/**
 * The same with a window for each direction: the size grows at most to the smallest wish of the one,
 * and shrinks at most to the largest wish of the other.
 *
 * Source: `pkg/controller/podautoscaler/horizontal.go` stabilizeRecommendationWithBehaviors; the
 * defaults are those of `pkg/apis/autoscaling/v2/defaults.go` and of the flag above.
 */
export function stabilizeWithBehavior({
  current,
  desired,
  recommendations,
  scaleUpWindowSec,
  scaleDownWindowSec,
}: {
  readonly current: number;
  readonly desired: number;
  readonly recommendations: readonly Recommendation[];
  readonly scaleUpWindowSec?: number | null;
  readonly scaleDownWindowSec?: number | null;
}): Stabilized {
  const upWindow = scaleUpWindowSec ?? 0;
  const downWindow = scaleDownWindowSec ?? DOWNSCALE_STABILIZATION_SEC;
  const youngerThan = (windowSec: number) =>
    recommendations.filter(({ secAgo }) => secAgo < windowSec).map(({ replicas }) => replicas);
  const up = Math.min(desired, ...youngerThan(upWindow));
  const down = Math.max(desired, ...youngerThan(downWindow));
  return {
    replicas: Math.min(Math.max(current, up), down),
    log: remember(desired, recommendations, Math.max(upWindow, downWindow)),
  };
}

/** The new entry takes the place of the last one older than the window, else it is appended. */
function remember(
  replicas: number,
  recommendations: readonly Recommendation[],
  windowSec: number,
): readonly Recommendation[] {
  const entry = { replicas, secAgo: 0 };
  const old = recommendations.findLastIndex(({ secAgo }) => secAgo > windowSec);
  return old === -1 ? [...recommendations, entry] : recommendations.with(old, entry);
}
