import type { ModelError } from "../model-error.ts";

/** `attempt` counts from 0; times in ms. */
export type BackoffAttempt = { readonly baseMs: number; readonly capMs: number; readonly attempt: number };

/** The largest long of Java, as the double nearest to it: a cast of anything larger stops there. */
const MOST_MS = 2 ** 63;

/**
 * The wait in ms before retry `attempt` (1 = the first): `initialMs` multiplied again for each further
 * attempt and truncated to whole ms every time; `maxMs` (null = none) caps the result only.
 *
 * Source: `resilience4j/resilience4j` `IntervalFunction.java` ofExponentialBackoff. Attempts below 1 are
 * an error with upstream's text.
 */
export function exponentialInterval(input: {
  readonly initialMs: number;
  readonly multiplier: number;
  readonly maxMs?: number | null;
  readonly attempt: number;
}): number | ModelError {
  const { initialMs, multiplier, maxMs, attempt } = input;
  if (attempt < 1) return { error: `Illegal argument attempt: ${attempt}` };
  let interval = initialMs;
  for (let step = 1; step < attempt; step++) {
    const next = Math.min(Math.trunc(interval * multiplier), MOST_MS);
    if (next === interval) break;
    interval = next;
  }
  return Math.min(interval, maxMs ?? MOST_MS);
}

/**
 * The longest wait before a retry: the base doubled with each attempt, up to the cap.
 *
 * Source of this and the jitters: AWS Architecture Blog, "Exponential Backoff And Jitter" (2015).
 */
export function backoffCeiling({ baseMs, capMs, attempt }: BackoffAttempt): number {
  return Math.min(capMs, baseMs * 2 ** attempt);
}

/** A wait anywhere between nothing and the ceiling; `random` in 0–1. */
export function fullJitter(input: BackoffAttempt & { readonly random: number }): number {
  return input.random * backoffCeiling(input);
}

/** Half of the ceiling for certain and a random part of the other half; `random` in 0–1. */
export function equalJitter(input: BackoffAttempt & { readonly random: number }): number {
  const half = backoffCeiling(input) / 2;
  return half + input.random * half;
}

/** The waits for the given random numbers (0–1): each lies between the base and three times the one before. */
export function decorrelatedJitter(input: {
  readonly baseMs: number;
  readonly capMs: number;
  readonly randoms: readonly number[];
}): readonly number[] {
  const { baseMs, capMs, randoms } = input;
  let sleepMs = baseMs;
  return randoms.map((random) => {
    sleepMs = Math.min(capMs, baseMs + random * (3 * sleepMs - baseMs));
    return sleepMs;
  });
}
