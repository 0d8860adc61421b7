import type { ModelError } from "../model-error.ts";
import { type Decimal, magnitudeOf, roundAwayFromZero, writeDecimal } from "./decimal.ts";
import { BINARY_SUFFIXES, DECIMAL_SUFFIXES, type QuantityFormat } from "./suffixes.ts";

/** A quantity: its exact value in whole units (`"0.1"` cores, `"1024"` bytes) and the notation it came in. */
export type Quantity = { readonly value: string; readonly format: QuantityFormat };

/** A quantity is kept down to one billionth. */
const NANO_SCALE = 9;
const MOST_BINARY = 2n ** 63n - 1n;
// Upstream takes any 32-bit exponent and would write out as many digits.
const MOST_EXPONENT = 1000;

/**
 * Reads a Kubernetes quantity such as `100m`, `1.5Gi` or `12e6`.
 *
 * - Finer than 1n is rounded away from zero: who asks for something gets something.
 * - BinarySI magnitudes stop at 2^63 − 1, silently; decimal ones do not.
 * - BinarySI below 1 (and not 0) becomes DecimalSI.
 * - Neither spaces nor a missing number are allowed: `{ error: "invalid quantity" }`. (Upstream's
 *   scanner reads `.` and `Ki` as zero, against its own grammar; the grammar is kept here.)
 *
 * Source: `kubernetes/apimachinery` `pkg/api/resource/quantity.go` ParseQuantity, `suffix.go`.
 */
export function parseQuantity(text: string): Quantity | ModelError {
  const exact = parseExactQuantity(text);
  return "error" in exact ? exact : { value: writeDecimal(exact.amount), format: exact.format };
}

/** Like `parseQuantity`, with the value as a number to calculate with. */
export function parseExactQuantity(
  text: string,
): { readonly amount: Decimal; readonly format: QuantityFormat } | ModelError {
  const [, sign, whole = "", fraction = "", suffix = ""] = /^([+-]?)(\d*)(?:\.(\d*))?(.*)$/s.exec(text) ?? [];
  const meaning = interpretSuffix(suffix);
  if (whole + fraction === "" || meaning === undefined) return { error: "invalid quantity" };

  const { base, exponent } = meaning;
  let { format } = meaning;
  let amount: Decimal = { unscaled: BigInt(whole + fraction), scale: fraction.length };
  if (base === 2) amount = { ...amount, unscaled: amount.unscaled << BigInt(exponent) };
  else if (amount.unscaled !== 0n) {
    if (exponent > MOST_EXPONENT) return { error: "invalid quantity" };
    const scale = amount.scale - exponent;
    amount =
      scale >= 0
        ? { unscaled: amount.unscaled, scale }
        : { unscaled: amount.unscaled * 10n ** BigInt(-scale), scale: 0 };
  }
  amount = roundAwayFromZero(amount, NANO_SCALE);

  if (format === "BinarySI") {
    const one = 10n ** BigInt(amount.scale);
    if (amount.unscaled > MOST_BINARY * one) amount = { unscaled: MOST_BINARY, scale: 0 };
    if (amount.unscaled > 0n && amount.unscaled < one) format = "DecimalSI";
  }
  const magnitude = magnitudeOf(amount.unscaled);
  return { amount: { ...amount, unscaled: sign === "-" ? -magnitude : magnitude }, format };
}

function interpretSuffix(
  suffix: string,
): { readonly base: 2 | 10; readonly exponent: number; readonly format: QuantityFormat } | undefined {
  const decimal = DECIMAL_SUFFIXES.get(suffix);
  if (decimal !== undefined) return { base: 10, exponent: decimal, format: "DecimalSI" };
  const binary = BINARY_SUFFIXES.get(suffix);
  if (binary !== undefined) return { base: 2, exponent: binary, format: "BinarySI" };
  const written = /^[eE]([+-]?\d+)$/.exec(suffix)?.[1];
  if (written === undefined) return undefined;
  return { base: 10, exponent: Number(written), format: "DecimalExponent" };
}
