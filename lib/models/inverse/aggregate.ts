export type NodeSize = { readonly cores: number; readonly memoryGiB: number };

/** `largestSingleNodeGiB`: what a program could have without joining nodes. */
export type AggregatedMachine = NodeSize & { readonly largestSingleNodeGiB: number };

/**
 * The one machine that several nodes make: all cores, and all memory but what the hyper-kernel keeps
 * on each node (`reserveGiBPerNode`, GiB).
 */
export function aggregate({
  nodes,
  reserveGiBPerNode,
}: {
  readonly nodes: readonly NodeSize[];
  readonly reserveGiBPerNode: number;
}): AggregatedMachine {
  return {
    cores: nodes.reduce((sum, { cores }) => sum + cores, 0),
    memoryGiB: nodes.reduce((sum, { memoryGiB }) => sum + Math.max(0, memoryGiB - reserveGiBPerNode), 0),
    largestSingleNodeGiB: Math.max(0, ...nodes.map(({ memoryGiB }) => memoryGiB)),
  };
}
