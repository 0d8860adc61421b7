import type { ModelError } from "../model-error.ts";

/**
 * How many times faster `n` processors do a job of fixed size, of which `parallelFraction` (0–1) of the
 * time of one processor can be shared. `n` null = the limit for endless processors, `Infinity` if all of
 * it can be shared.
 *
 * Source: G. Amdahl, "Validity of the single processor approach", AFIPS 1967.
 */
export function amdahl({
  parallelFraction,
  n,
}: {
  readonly parallelFraction: number;
  readonly n: number | null;
}): number {
  return 1 / (1 - parallelFraction + (n === null ? 0 : parallelFraction / n));
}

/**
 * How much more work `n` processors do in the same time, when the job grows with them and
 * `serialFraction` (0–1) of the time of that parallel run is serial.
 *
 * Source: J. Gustafson, "Reevaluating Amdahl's law", CACM 31(5), 1988.
 */
export function gustafson({
  serialFraction,
  n,
}: {
  readonly serialFraction: number;
  readonly n: number;
}): number {
  return n + (1 - n) * serialFraction;
}

/** Which share (0–1) of `n` processors a measured speedup uses. */
export function efficiency({ speedup, n }: { readonly speedup: number; readonly n: number }): number {
  return speedup / n;
}

/**
 * The serial share (0–1) that a measured speedup on `n` processors betrays. Growing with n, it shows
 * overhead of the parallel run and not only serial code. One processor tells nothing: an error.
 *
 * Source: A. Karp and H. Flatt, "Measuring parallel processor performance", CACM 33(5), 1990.
 */
export function karpFlatt({
  speedup,
  n,
}: {
  readonly speedup: number;
  readonly n: number;
}): number | ModelError {
  if (n <= 1) return { error: "the serial fraction needs more than one processor" };
  return (1 / speedup - 1 / n) / (1 - 1 / n);
}
