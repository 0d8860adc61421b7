/**
 * Damerau–Levenshtein distance (adjacent transpositions count one), in UTF-16 units; infinite
 * as soon as it must be more than `most`.
 * @param costOf what it costs to replace a unit by another one; 1 for all where it is not given
 */
export function editDistance(
  a: string,
  b: string,
  most = Number.POSITIVE_INFINITY,
  costOf?: (one: string, other: string) => number,
): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY;
  const width = b.length + 1;
  let [beforeLast, last, row]: number[][] = [[], [], []];
  for (let j = 0; j < width; j++) last![j] = j;
  let leastOfLast = 0;
  for (let i = 1; i <= a.length; i++) {
    // Whatever is further from the diagonal than `most` costs more than that.
    const from = Math.max(1, Math.ceil(i - most));
    const to = Math.min(b.length, Math.floor(i + most));
    row![from - 1] = from === 1 ? i : Number.POSITIVE_INFINITY;
    row![to + 1] = Number.POSITIVE_INFINITY;
    let least = row![from - 1]!;
    for (let j = from; j <= to; j++) {
      const [one, other] = [a[i - 1]!, b[j - 1]!];
      const replaced = one === other ? 0 : (costOf?.(one, other) ?? 1);
      let cost = Math.min(last![j]! + 1, row![j - 1]! + 1, last![j - 1]! + replaced);
      if (i > 1 && j > 1 && one === b[j - 2] && a[i - 2] === other)
        cost = Math.min(cost, beforeLast![j - 2]! + 1);
      row![j] = cost;
      if (cost < least) least = cost;
    }
    // A transposition reaches back two rows: only when both are beyond the limit is all hope gone.
    if (least > most && leastOfLast > most) return Number.POSITIVE_INFINITY;
    leastOfLast = least;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last![b.length]!;
}

/**
 * The candidate closest to `wanted`, or undefined when none is close enough to
 * be a plausible slip (more than 40 % of the longer word would have to change).
 * Ties go to the candidate that comes first.
 */
export function findNearest(wanted: string, candidates: Iterable<string>): string | undefined {
  const needle = wanted.normalize("NFD").toLowerCase();
  let best: string | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const straw = candidate.normalize("NFD").toLowerCase();
    const limit = Math.max(needle.length, straw.length) * 0.4;
    if (Math.abs(needle.length - straw.length) > limit) continue;
    const cost = editDistance(needle, straw, Math.min(limit, bestCost));
    if (cost <= limit && cost < bestCost) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best;
}
