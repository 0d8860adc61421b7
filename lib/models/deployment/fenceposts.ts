import { isModelError, type ModelError } from "../model-error.ts";

/** A number of pods, or a percentage such as `25%`; null = not given, 0. */
export type IntOrPercent = number | string | null | undefined;

export type Strategy = "RollingUpdate" | "Recreate";

/** What a Deployment's spec says about a rollout. `strategy` is RollingUpdate when not given. */
export type RolloutSpec = {
  readonly replicas: number;
  readonly strategy?: Strategy;
  readonly maxSurge?: IntOrPercent;
  readonly maxUnavailable?: IntOrPercent;
};

/** How many pods may be above and below the wanted number. */
export type Fenceposts = { readonly surge: number; readonly unavailable: number };

/** What the API server puts in for `maxSurge` and `maxUnavailable`: `pkg/apis/apps/v1/defaults.go`. */
export const DEFAULT_INT_OR_PERCENT = "25%";

/**
 * A number of pods of a number or percentage, of which `total` is 100 %.
 *
 * Source: `k8s.io/apimachinery/pkg/util/intstr` GetScaledValueFromIntOrPercent. Older releases
 * also took a text without the sign for a percentage.
 */
export function scaledValue(
  value: IntOrPercent,
  total: number,
  round: (value: number) => number,
): number | ModelError {
  if (typeof value !== "string") return value ?? 0;
  const percent = /^([+-]?\d+)%$/.exec(value)?.[1];
  if (percent === undefined) return { error: "invalid value" };
  return round((Number(percent) * total) / 100);
}

/**
 * The surge, rounded up, and the pods that may be unavailable, rounded down. If both are 0 one pod
 * may be unavailable, or the rollout could not move.
 *
 * Source: `pkg/controller/deployment/util/deployment_util.go` ResolveFenceposts.
 */
export function resolveFenceposts({
  maxSurge,
  maxUnavailable: unavailablePods,
  replicas,
}: RolloutSpec): Fenceposts | ModelError {
  const surge = scaledValue(maxSurge, replicas, Math.ceil);
  if (isModelError(surge)) return surge;
  const unavailable = scaledValue(unavailablePods, replicas, Math.floor);
  if (isModelError(unavailable)) return unavailable;
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/**
 * How many pods of the wanted number may be unavailable: none unless the strategy is RollingUpdate.
 *
 * Source: `pkg/controller/deployment/util/deployment_util.go` MaxUnavailable, which takes a value that
 * validation would have refused for 0, as here.
 */
export function maxUnavailable(spec: RolloutSpec): number {
  if (spec.strategy === "Recreate" || spec.replicas === 0) return 0;
  const posts = resolveFenceposts(spec);
  return isModelError(posts) ? 0 : Math.min(posts.unavailable, spec.replicas);
}

/**
 * How many pods there may be above the wanted number: none unless the strategy is RollingUpdate.
 *
 * Source: `pkg/controller/deployment/util/deployment_util.go` MaxSurge.
 */
export function maxSurge(spec: RolloutSpec): number {
  if (spec.strategy === "Recreate") return 0;
  const posts = resolveFenceposts(spec);
  return isModelError(posts) ? 0 : posts.surge;
}
