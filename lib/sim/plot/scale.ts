import { formatNumber } from "../../text/format-number.ts";

/** One side of a plot: what is measured, its unit, and how far it goes. */
export type Axis = {
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  /** Above `min`; on a logarithmic axis both are above 0. */
  readonly max: number;
  readonly log?: boolean;
  /** How a value is written, without its unit. */
  readonly write?: (value: number) => string;
};

/** Where a value lies, from 0 at `min` to 1 at `max`; held at the ends. */
export function shareOf(axis: Axis, value: number): number {
  const at = axis.log ? Math.log : Number;
  const share = (at(value) - at(axis.min)) / (at(axis.max) - at(axis.min));
  return Math.min(1, Math.max(0, Number.isNaN(share) ? 0 : share));
}

/** The value at a share from 0 to 1. */
export function valueAt(axis: Axis, share: number): number {
  if (!axis.log) return axis.min + share * (axis.max - axis.min);
  return axis.min * (axis.max / axis.min) ** share;
}

/**
 * Round values along an axis, about as many as wanted: 1, 2 or 5 times a power of ten apart; on a logarithmic
 * axis the powers of ten, with 2 and 5 where there are few.
 */
export function ticksOf({ min, max, log }: Axis, wanted = 5): readonly number[] {
  if (log) {
    const powers = Math.log10(max / min);
    const steps = powers < 2 ? [1, 2, 5] : [1];
    const every = Math.max(1, Math.ceil(powers / wanted));
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
      if (power % every !== 0 && powers >= 2) continue;
      for (const step of steps) ticks.push(Number((step * 10 ** power).toPrecision(1)));
    }
    return ticks.filter((tick) => tick >= min * 0.999 && tick <= max * 1.001);
  }
  const rough = (max - min) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((one) => one * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.floor(max / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/** A round end for an axis that starts at 0: the next of 1, 2, 2.5, 5 times a power of ten. */
export function roundEnd(most: number): number {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return power * [1, 2, 2.5, 5, 10].find((one) => one * power >= most * 0.999_999)!;
}

export function writeValue(axis: Axis, value: number): string {
  return (axis.write ?? formatNumber)(value) + axis.unit;
}
