/** How fast something goes: from each time (µs) on, until the next piece. The first begins at or before all use. */
export type Pieces = readonly { readonly from: number; readonly rate: number }[];

/**
 * When an amount is done that was begun at `start`: rate times time adds up to it. Infinite where the rate
 * stays 0.
 */
export function whenDone(pieces: Pieces, start: number, amount: number): number {
  let at = start;
  let left = amount;
  for (const [index, { rate }] of pieces.entries()) {
    const end = pieces[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    if (end <= at) continue;
    if (left <= (end - at) * rate) return at + left / rate;
    left -= (end - at) * rate;
    at = end;
  }
  return Number.POSITIVE_INFINITY;
}
