/** An exact decimal: `unscaled / 10^scale`, with `scale` 0 or more. */
export type Decimal = { readonly unscaled: bigint; readonly scale: number };

/** Reads `-12.50`; undefined for anything but digits with an optional sign and point. */
export function readDecimal(text: string): Decimal | undefined {
  const [, sign, whole = "", fraction = ""] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole + fraction === "") return undefined;
  const magnitude = BigInt(whole + fraction);
  return { unscaled: sign === "-" ? -magnitude : magnitude, scale: fraction.length };
}

/** Writes without exponent and without needless zeros: `-12.5`, `0`, `1000`. */
export function writeDecimal({ unscaled, scale }: Decimal): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = magnitudeOf(unscaled)
    .toString()
    .padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return fraction === "" ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}

/** The decimal with at most `scale` digits after the point; what is cut off pushes it away from zero. */
export function roundAwayFromZero(value: Decimal, scale: number): Decimal {
  if (value.scale <= scale) return value;
  const sign = value.unscaled < 0n ? -1n : 1n;
  const magnitude = magnitudeOf(value.unscaled);
  const cut = value.scale - scale;
  // A number of fewer digits than are cut off needs no power of ten, however large.
  if (magnitude.toString().length <= cut) return { unscaled: magnitude === 0n ? 0n : sign, scale };
  const unit = 10n ** BigInt(cut);
  return { unscaled: (sign * (magnitude + unit - 1n)) / unit, scale };
}

export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const scale = Math.max(a.scale, b.scale);
  const [left, right] = [unscaledAt(a, scale), unscaledAt(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The unscaled number at a scale that is not smaller than the decimal's own. */
export function unscaledAt({ unscaled, scale }: Decimal, wanted: number): bigint {
  return unscaled * 10n ** BigInt(wanted - scale);
}

export function magnitudeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}
