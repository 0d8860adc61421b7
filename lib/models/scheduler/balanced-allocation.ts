import { type Allocation, type NodeScores, type ScoringInput, scoreNodes } from "./allocations.ts";
import { podRequest } from "./pod-request.ts";

/**
 * How evenly a node's resources are used (50–100): 100 less the standard deviation of the shares in use, in
 * percent. 0 if no resource counts.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go` until v1.35.
 */
export function balancedAllocationScore(allocations: readonly Allocation[]): number {
  if (allocations.length === 0) return 0;
  const shares = allocations.map(({ requested, allocatable }) => Math.min(1, requested / allocatable));
  return Math.trunc((1 - deviationOf(shares)) * 100);
}

/** The deviation of two is half their distance: one rounding instead of five, as upstream. */
function deviationOf(shares: readonly number[]): number {
  if (shares.length === 2) return Math.abs((shares[0]! - shares[1]!) / 2);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) * (share - mean), 0) / shares.length);
}

/**
 * What the pod does to the balance of a node (50–100), from the node's balance scores with and without it:
 * 75 if it changes nothing.
 *
 * Source: kubernetes pull request 135573, merged for v1.36.
 */
export function balanceChangeScore(withPod: number, withoutPod: number): number {
  return 50 + Math.trunc((50 + withPod - withoutPod) / 2);
}

/**
 * The NodeResourcesBalancedAllocation score of every node as it was until v1.35. A pod that requests
 * nothing is not scored: 0.
 */
export function balancedAllocation(input: ScoringInput): NodeScores {
  const requests = input.resources.some(({ name }) => podRequest(input.pod, name) > 0);
  return scoreNodes(input, {}, (allocations) => (requests ? balancedAllocationScore(allocations) : 0));
}
