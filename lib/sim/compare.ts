import { withJosa } from "../text/josa.ts";
import { type Interval, intervalOf, writeInterval } from "./statistics.ts";

/** Two or more settings on the same seeds, so that they differ in nothing but the choice. */

export type Compared<Setting> = {
  readonly setting: Setting;
  /** One value for each seed, in the order of the seeds. */
  readonly values: readonly number[];
  readonly interval: Interval;
};

/** Runs every setting on every seed. @param measure what is compared: one number of one run */
export function compare<Setting>(
  settings: readonly Setting[],
  seeds: readonly number[],
  measure: (setting: Setting, seed: number) => number,
): readonly Compared<Setting>[] {
  return settings.map((setting) => {
    const values = seeds.map((seed) => measure(setting, seed));
    return { setting, values, interval: intervalOf(values) };
  });
}

/**
 * How much more the second has, seed by seed. Pairs that share their chance differ by less than two runs of
 * their own would (Law, 10.2.1: paired-t).
 */
export function pairedDifference(a: readonly number[], b: readonly number[]): Interval {
  if (a.length !== b.length) throw new RangeError(`pairs of ${a.length} and ${b.length}`);
  return intervalOf(b.map((value, index) => value - a[index]!));
}

/** Whether a difference is one, or may be chance. */
export function verdictOf({ mean, half }: Interval): "more" | "less" | "unclear" {
  if (mean - half > 0) return "more";
  return mean + half < 0 ? "less" : "unclear";
}

/**
 * The difference in one sentence in 평어체: `가장 짧은 줄은 무작위보다 p99가 988 ± 41ms 작다.`
 * @param what what is compared, as "p99"
 */
export function sayDifference(
  a: string,
  b: string,
  what: string,
  unit: string,
  difference: Interval,
): string {
  const verdict = verdictOf(difference);
  const subject = `${withJosa(b, "은/는")} ${a}보다 ${withJosa(what, "이/가")}`;
  const size = writeInterval({ ...difference, mean: Math.abs(difference.mean) }) + unit;
  if (verdict === "unclear") {
    return `${withJosa(what, "은/는")} ${withJosa(a, "와/과")} ${b} 사이에 다르다고 말할 수 없다. 차이 ${withJosa(size, "은/는")} 우연일 수 있다.`;
  }
  return `${subject} ${size} ${verdict === "more" ? "크다" : "작다"}.`;
}
