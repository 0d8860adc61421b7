import {
  type Allocation,
  NON_ZERO_REQUESTS,
  type NodeScores,
  percentOf,
  type ScoringInput,
  scoreNodes,
  weightedMean,
} from "./allocations.ts";

/** A point of the curve from utilization (0–100) to score (0–10 in a configuration), sorted by the former. */
export type ShapePoint = { readonly utilization: number; readonly score: number };

/** A configuration's scores end at 10, a node's at 100. */
const SCALE = 10;

/**
 * The score at a utilization: on the straight line between two points, without its fraction; level before
 * the first and after the last. 0 without points, which the API server does not accept.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/helper/shape_score.go` BuildBrokenLinearFunction.
 */
export function brokenLinear({
  shape,
  utilization,
}: {
  readonly shape: readonly ShapePoint[];
  readonly utilization: number;
}): number {
  const next = shape.findIndex((point) => utilization <= point.utilization);
  // 0 is before the first point, -1 after the last.
  if (next < 1) return shape.at(next)?.score ?? 0;
  const from = shape[next - 1]!;
  const to = shape[next]!;
  const rise = (to.score - from.score) * (utilization - from.utilization);
  return from.score + Math.trunc(rise / (to.utilization - from.utilization));
}

/**
 * How a node's utilization pleases the curve (0–100): the mean, to the nearest integer, of those resources
 * whose score is not 0.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/noderesources/requested_to_capacity_ratio.go`.
 */
export function requestedToCapacityRatioScore(
  allocations: readonly Allocation[],
  shape: readonly ShapePoint[],
): number {
  const scaled = shape.map(({ utilization, score }) => ({ utilization, score: score * SCALE }));
  const scores = allocations.map(({ weight, requested, allocatable }) => {
    const utilization = percentOf(Math.min(requested, allocatable), allocatable);
    return { weight, score: brokenLinear({ shape: scaled, utilization }) };
  });
  return Math.round(weightedMean(scores.filter(({ score }) => score > 0)));
}

/** The RequestedToCapacityRatio score of every node. */
export function requestedToCapacityRatio(
  input: ScoringInput & { readonly shape: readonly ShapePoint[] },
): NodeScores {
  return scoreNodes(input, NON_ZERO_REQUESTS, (allocations) =>
    requestedToCapacityRatioScore(allocations, input.shape),
  );
}
