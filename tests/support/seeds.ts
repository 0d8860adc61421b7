/**
 * How often a property is tried: 500 times while writing and before a release, 10,000 times in
 * `npm run test:deep`, which sets `DEEP=1`. A property that is `cost` times as dear as the others is
 * tried that many times less often.
 */
export function runs(cost: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil((process.env.DEEP ? 10_000 : 500) / cost) };
}

export const RUNS = runs(1);
