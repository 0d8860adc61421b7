import {
  type Allocation,
  NON_ZERO_REQUESTS,
  type NodeScores,
  percentOf,
  type ScoringInput,
  scoreNodes,
  weightedMean,
} from "./allocations.ts";

/**
 * How much of a node stays free (0–100), so that pods spread: the default strategy of NodeResourcesFit.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/noderesources/least_allocated.go`.
 */
export function leastAllocatedScore(allocations: readonly Allocation[]): number {
  const scores = allocations.map(({ weight, requested, allocatable }) => {
    const free = Math.max(0, allocatable - requested);
    return { weight, score: percentOf(free, allocatable) };
  });
  return Math.trunc(weightedMean(scores));
}

/**
 * How full a node is then (0–100), so that pods are packed.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/noderesources/most_allocated.go`.
 */
export function mostAllocatedScore(allocations: readonly Allocation[]): number {
  const scores = allocations.map(({ weight, requested, allocatable }) => {
    return { weight, score: percentOf(Math.min(requested, allocatable), allocatable) };
  });
  return Math.trunc(weightedMean(scores));
}

/** The LeastAllocated score of every node. */
export function leastAllocated(input: ScoringInput): NodeScores {
  return scoreNodes(input, NON_ZERO_REQUESTS, leastAllocatedScore);
}

/** The MostAllocated score of every node. */
export function mostAllocated(input: ScoringInput): NodeScores {
  return scoreNodes(input, NON_ZERO_REQUESTS, mostAllocatedScore);
}
