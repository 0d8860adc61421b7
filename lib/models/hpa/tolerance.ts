/** How far the usage may lie from the target before the size changes: 0.1 = 10 %. */
export type Tolerances = { readonly scaleUp: number; readonly scaleDown: number };

/** The default of `--horizontal-pod-autoscaler-tolerance`. */
export const DEFAULT_TOLERANCE = 0.1;

/** The same tolerance both ways, as when an autoscaler sets none of its own. */
export function tolerancesOf(tolerance: number = DEFAULT_TOLERANCE): Tolerances {
  return { scaleUp: tolerance, scaleDown: tolerance };
}

/**
 * Whether a ratio of usage to target is near enough to 1 to change nothing; the bounds belong to it.
 *
 * Source: `pkg/controller/podautoscaler/replica_calculator.go` Tolerances.isWithin (v1.33 and later).
 */
export function withinTolerance(ratio: number, { scaleUp, scaleDown }: Tolerances): boolean {
  return 1 - scaleDown <= ratio && ratio <= 1 + scaleUp;
}

/**
 * The test of older releases. It differs at exactly 1.1, where |1 − 1.1| is 0.10000000000000009.
 *
 * Source: the same file before v1.33, `math.Abs(1.0-usageRatio) <= c.tolerance`.
 */
export function withinToleranceLegacy(ratio: number, tolerance: number): boolean {
  return Math.abs(1 - ratio) <= tolerance;
}
