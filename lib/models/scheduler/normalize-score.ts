/**
 * Raw scores of all nodes brought to 0–`maxPriority`, the largest to `maxPriority`; reversed, the largest
 * to 0. If all are 0 they stay 0; reversed, nothing speaks against any node and all get `maxPriority`.
 *
 * Source: kubernetes `pkg/scheduler/framework/plugins/helper/normalize_score.go` DefaultNormalizeScore.
 */
export function normalize({
  scores,
  maxPriority,
  reverse,
}: {
  readonly scores: readonly number[];
  readonly maxPriority: number;
  readonly reverse: boolean;
}): readonly number[] {
  const largest = Math.max(0, ...scores);
  if (largest === 0) return reverse ? scores.map(() => maxPriority) : scores;
  const scaled = scores.map((score) => Math.trunc((maxPriority * score) / largest));
  return reverse ? scaled.map((score) => maxPriority - score) : scaled;
}

/** Every node's raw score, normalized to 0–100, by the node's name. */
export function normalizedByName<Node extends { readonly name: string }>(
  nodes: readonly Node[],
  rawScore: (node: Node) => number,
  reverse = false,
): Readonly<Record<string, number>> {
  const scores = normalize({ scores: nodes.map(rawScore), maxPriority: 100, reverse });
  return Object.fromEntries(nodes.map(({ name }, index) => [name, scores[index]!]));
}
