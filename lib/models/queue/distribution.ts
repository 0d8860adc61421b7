import type { Source } from "../../sim/random.ts";

/** How long something takes, in microseconds. `spread` is the coefficient of variation: deviation over mean. */
export type Distribution = {
  readonly mean: number;
  /**
   * 0 is always the mean; below 1 the next Erlang distribution (1/√k), 1 the exponential one, above 1 a
   * hyperexponential one of two kinds that carry half of the work each (balanced means).
   */
  readonly spread: number;
};

/** Stages of the Erlang distribution that is as spread as asked for, or the least bit less. */
export function stagesOf(spread: number): number {
  return Math.ceil(1 / spread ** 2 - 1e-9);
}

/** The spread that a distribution really has: an Erlang distribution has 1/√k for whole k only. */
export function spreadOf({ spread }: Distribution): number {
  return spread > 0 && spread < 1 ? 1 / Math.sqrt(stagesOf(spread)) : spread;
}

/**
 * One value. Source: W. Whitt, "Approximating a point process by a renewal process, I" (1982), for the
 * hyperexponential distribution with balanced means.
 */
export function drawFrom({ mean, spread }: Distribution, source: Source): number {
  if (spread === 0) return mean;
  if (spread === 1) return source.drawExponential(mean);
  if (spread < 1) {
    const stages = stagesOf(spread);
    let sum = 0;
    for (let stage = 0; stage < stages; stage++) sum += source.drawExponential(mean / stages);
    return sum;
  }
  const square = spread ** 2;
  const share = (1 + Math.sqrt((square - 1) / (square + 1))) / 2;
  const [one, other] = [mean / (2 * share), mean / (2 * (1 - share))];
  return source.drawExponential(source.draw() < share ? one : other);
}
