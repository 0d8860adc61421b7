/**
 * The weights of the score plugins in the default profile; a plugin that is not named has 1.
 *
 * Source: kubernetes `pkg/scheduler/apis/config/v1/default_plugins.go`.
 */
export const DEFAULT_WEIGHTS: Readonly<Record<string, number>> = {
  TaintToleration: 3,
  NodeAffinity: 2,
  PodTopologySpread: 2,
  InterPodAffinity: 2,
};

/** Every node's score (0–100) by plugin and node; the sum over the plugins, each by its weight, by node. */
export function weightedSum({
  weights = DEFAULT_WEIGHTS,
  scores,
}: {
  readonly weights?: Readonly<Record<string, number>>;
  readonly scores: Readonly<Record<string, Readonly<Record<string, number>>>>;
}): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const [plugin, byNode] of Object.entries(scores)) {
    const weight = Object.hasOwn(weights, plugin) ? weights[plugin]! : 1;
    for (const [node, score] of Object.entries(byNode)) {
      sums.set(node, (sums.get(node) ?? 0) + weight * score);
    }
  }
  return Object.fromEntries(sums);
}
