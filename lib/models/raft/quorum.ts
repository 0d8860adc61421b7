/** How many of `size` members make a majority: ⌊size/2⌋ + 1. */
export function quorumOf(size: number): number {
  return Math.floor(size / 2) + 1;
}

/**
 * What a cluster of `size` voting members needs and bears: the majority that must agree, and how many
 * members may fail while one is left.
 *
 * Source: etcd FAQ, "What is failure tolerance?".
 */
export function clusterTable(size: number): {
  readonly size: number;
  readonly quorum: number;
  readonly tolerates: number;
} {
  const quorum = quorumOf(size);
  return { size, quorum, tolerates: size - quorum };
}
