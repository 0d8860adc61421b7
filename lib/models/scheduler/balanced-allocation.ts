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
 * What the pod does to the balance of a node (50–100), which is the plugin's score since v1.36: 75 if it
 * changes nothing, more if the node's resources are used more evenly with it than without.
 *
 * Source: kubernetes pull request 135573, `balanced_allocation.go` balancedResourceScorer.
 */
export function balanceChangeScore(allocations: readonly Allocation[]): number {
  const withoutPod = allocations.map((one) => ({ ...one, requested: one.requested - one.podRequest }));
  const change = balancedAllocationScore(allocations) - balancedAllocationScore(withoutPod);
  return 50 + Math.trunc((50 + change) / 2);
}

/**
 * The NodeResourcesBalancedAllocation score of every node as it was until v1.35. A pod that requests
 * nothing is not scored: 0.
 */
export function balancedAllocation(input: ScoringInput): NodeScores {
  const requests = input.resources.some(({ name }) => podRequest(input.pod, name) > 0);
  return scoreNodes(input, {}, (allocations) => (requests ? balancedAllocationScore(allocations) : 0));
}
