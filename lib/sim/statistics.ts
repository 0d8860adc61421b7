/** What may be said about a long run: means with their error, and what of the start does not count. */

/** A mean and how far the true one may be from it, with 95 % confidence. */
export type Interval = {
  readonly mean: number;
  /** Half the width of the interval; infinite when there is too little to tell. */
  readonly half: number;
  /** How many independent values it rests on. */
  readonly count: number;
};

/** A run is first divided into so many batches; while their means are alike, into fewer that are longer. */
const MOST_BATCHES = 64;
const GROWTH = 1.5;
/** With fewer than these nothing can be said of how uneven they are. */
const FEWEST_BATCHES = 10;
/** Means are independent enough when each is this much like the one before, or less: chance alone gives -1/64. */
const ALIKE = -0.05;
/** What skewness adds at most: beyond, it tells of one busy stretch and not of the mean. */
const MOST_SKEWED = 1.15;
/** What is left of the likeness is at most this much: ten means alone show more of it by chance. */
const MOST_ALIKE = 0.2;

/**
 * The 97.5 % quantile of Student's t: half the width of a 95 % interval in standard errors. A table up to 30
 * degrees of freedom, then the Cornish-Fisher expansion (Abramowitz and Stegun, 26.7.5).
 */
export function studentT(freedom: number): number {
  if (freedom < 1) return Number.POSITIVE_INFINITY;
  const known = STUDENT_T[Math.floor(freedom) - 1];
  if (known !== undefined) return known;
  const z = 1.959963984540054;
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + g1 / freedom + g2 / freedom ** 2 + g3 / freedom ** 3;
}

const STUDENT_T: readonly number[] = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
  2.0518, 2.0484, 2.0452, 2.0423,
];

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The interval of values that do not depend on each other, as of runs with different seeds. */
export function intervalOf(values: readonly number[]): Interval {
  const count = values.length;
  if (count === 0) return { mean: Number.NaN, half: Number.POSITIVE_INFINITY, count };
  const mean = meanOf(values);
  if (count === 1) return { mean, half: Number.POSITIVE_INFINITY, count };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, half: studentT(count - 1) * Math.sqrt(variance / count), count };
}

/**
 * How many values at the start still show that the system began empty: MSER-5 (White 1997). Means of five are
 * cut where what remains has the smallest error of its mean. At most a tenth: allowed to cut half, as White has
 * it, 95 % intervals of 150 runs of 20,000 customers held the mean of M/M/1 at load 0.9 in 83 %, so in 90 %,
 * because a busy stretch near the start was cut for being busy.
 */
export function warmUpOf(values: readonly number[]): number {
  const groups = Math.floor(values.length / 5);
  const means = Array.from({ length: groups }, (_, index) => meanOf(values.slice(index * 5, index * 5 + 5)));
  let [sum, squares] = [0, 0];
  let [best, cut] = [Number.POSITIVE_INFINITY, 0];
  for (let from = groups - 1; from >= 0; from--) {
    const mean = means[from]!;
    sum += mean;
    squares += mean ** 2;
    const count = groups - from;
    const error = (squares - sum ** 2 / count) / count ** 2;
    if (from <= groups / 10 && error <= best) [best, cut] = [error, from];
  }
  return cut * 5;
}

/**
 * The interval of a mean over a long run whose values depend on each other, as waiting times do. The start is
 * cut; batches are made longer until their means are hardly alike; what is left of the likeness, and how skewed
 * the means are, widen the interval (after Skart: Tafazzoli, Wilson, Lada and Steiger 2011, whose two sides are
 * told here as one number, their mean). Of 200 runs of 15,000 and of 30,000 customers of M/M/1 at loads from 0.5
 * to 0.9 the intervals held the true mean in 90 to 99 of 100, which the tests see to.
 */
export function batchMeans(values: readonly number[]): Interval & { readonly cut: number } {
  const cut = warmUpOf(values);
  const rest = values.length - cut;
  let size = Math.ceil(rest / MOST_BATCHES);
  let means = meansOf(values, cut, size);
  while (Math.floor(rest / Math.ceil(size * GROWTH)) >= FEWEST_BATCHES && correlationOf(means) > ALIKE) {
    size = Math.ceil(size * GROWTH);
    means = meansOf(values, cut, size);
  }
  const { mean, half, count } = intervalOf(means);
  if (count < FEWEST_BATCHES) return { mean, half: Number.POSITIVE_INFINITY, count, cut };
  // As for a first-order autoregressive process; means of few batches look less alike than they are.
  const left = Math.min(MOST_ALIKE, Math.max(0, correlationOf(means) + 1 / count));
  const quantile = studentT(count - 1);
  const skewed = halfOfSkewed(quantile, skewOf(means) / (6 * Math.sqrt(count)));
  return { mean, half: ((half * skewed) / quantile) * Math.sqrt((1 + left) / (1 - left)), count, cut };
}

/** Means of batches; what does not fill one is left out at the front, next to the warm-up. */
function meansOf(values: readonly number[], cut: number, size: number): readonly number[] {
  const count = size === 0 ? 0 : Math.floor((values.length - cut) / size);
  const from = values.length - count * size;
  return Array.from({ length: count }, (_, batch) => {
    let sum = 0;
    for (let index = 0; index < size; index++) sum += values[from + batch * size + index]!;
    return sum / size;
  });
}

/**
 * Half the width of an interval, in standard errors, for a mean of skewed values: the quantile on both sides as
 * Johnson's statistic has it in Willink's form (2005). @param skew the skewness over six roots of the count
 */
function halfOfSkewed(quantile: number, skew: number): number {
  if (Math.abs(skew) < 1e-9) return quantile;
  const side = (t: number) => (Math.cbrt(1 + 6 * skew * (t - skew)) - 1) / (2 * skew);
  return Math.min(MOST_SKEWED * quantile, (side(quantile) - side(-quantile)) / 2);
}

/** The adjusted Fisher-Pearson skewness; 0 where all values are one. */
function skewOf(values: readonly number[]): number {
  const count = values.length;
  const mean = meanOf(values);
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
  if (deviation === 0) return 0;
  const cubes = values.reduce((sum, value) => sum + ((value - mean) / deviation) ** 3, 0);
  return (count / ((count - 1) * (count - 2))) * cubes;
}

/** How much each value is like the one before: from -1 to 1. */
function correlationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  let [own, next] = [0, 0];
  for (const [index, value] of values.entries()) {
    own += (value - mean) ** 2;
    if (index > 0) next += (value - mean) * (values[index - 1]! - mean);
  }
  return own === 0 ? 0 : next / own;
}

/** The smallest value that at least `share` (0 to 1) of all do not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = new Float64Array(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** `10.1 ± 0.4`: no more digits than the error leaves meaning to. */
export function writeInterval({ mean, half }: Interval): string {
  if (!Number.isFinite(half)) return Number.isFinite(mean) ? `${trimmed(mean, 2)} ± ?` : "?";
  const digits = half === 0 ? 2 : Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(half))));
  return `${mean.toFixed(digits)} ± ${half.toFixed(digits)}`;
}

function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}
