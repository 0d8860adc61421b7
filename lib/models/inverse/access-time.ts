import type { ModelError } from "../model-error.ts";

/** The mean time of an access in nanoseconds, when `localFraction` (0–1) of them stay on the node. */
export function averageAccessNs({
  localNs,
  remoteNs,
  localFraction,
}: {
  readonly localNs: number;
  readonly remoteNs: number;
  readonly localFraction: number;
}): number {
  return localFraction * localNs + (1 - localFraction) * remoteNs;
}

/**
 * How many accesses must follow for moving a page to pay: ceil(move / (remote − local)), times in
 * nanoseconds. An error if remote access is no slower than local: then moving never pays.
 */
export function breakEvenAccesses({
  pageMoveNs,
  remoteNs,
  localNs,
}: {
  readonly pageMoveNs: number;
  readonly remoteNs: number;
  readonly localNs: number;
}): number | ModelError {
  const gainNs = remoteNs - localNs;
  return gainNs > 0 ? Math.ceil(pageMoveNs / gainNs) : { error: "moving never pays" };
}
