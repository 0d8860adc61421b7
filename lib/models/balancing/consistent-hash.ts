const UINT64 = 64;
const MULTIPLIER = 2_862_933_555_777_941_757n;

/**
 * The bucket (0 to `buckets` − 1) of a key, an unsigned 64-bit number in decimal. Of n + 1 buckets the new
 * one takes 1/(n+1) of the keys, and no other key moves; −1 without buckets.
 *
 * Source: J. Lamping and E. Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", 2014, figure 1.
 */
export function jumpHash({ key, buckets }: { readonly key: string; readonly buckets: number }): number {
  let state = BigInt.asUintN(UINT64, BigInt(key));
  let bucket = -1;
  let next = 0;
  while (next < buckets) {
    bucket = next;
    state = BigInt.asUintN(UINT64, state * MULTIPLIER + 1n);
    next = Math.floor((bucket + 1) * (2 ** 31 / (Number(state >> 33n) + 1)));
  }
  return bucket;
}

/** A point of a hash ring; a node may have many. */
export type RingPoint = { readonly hash: number; readonly node: string };

/**
 * The node of each key: that of the first point at or after the key's hash, and of the first point of all
 * after the last. Null on an empty ring.
 *
 * Source: D. Karger et al., "Consistent hashing and random trees", STOC 1997.
 */
export function ringLookup({
  points,
  keys,
}: {
  readonly points: readonly RingPoint[];
  readonly keys: readonly number[];
}): readonly (string | null)[] {
  const ring = points.toSorted((one, other) => one.hash - other.hash);
  return keys.map((key) => (ring.find(({ hash }) => hash >= key) ?? ring[0])?.node ?? null);
}
