/**
 * The numbers from 0 to `count - 1` in an order that depends on `seed` alone, so that a page is the same at every
 * build. Never in their own order where another is possible.
 */
export function shuffledOrder(count: number, seed: string): number[] {
  let state = 2166136261;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 16777619) >>> 0;
  const next = (below: number) => {
    // xorshift32 (Marsaglia 2003).
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state % below;
  };
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = next(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return count > 1 && order.every((value, index) => value === index) ? [...order.slice(1), 0] : order;
}
