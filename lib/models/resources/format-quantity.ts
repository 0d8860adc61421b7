import type { ModelError } from "../model-error.ts";
import { type Decimal, magnitudeOf, readDecimal } from "./decimal.ts";
import { parseExactQuantity } from "./parse-quantity.ts";
import { BINARY_SUFFIXES, DECIMAL_SUFFIXES, type QuantityFormat } from "./suffixes.ts";

/**
 * Writes a value (exact decimal, whole units) in canonical form: no fraction, and the largest suffix
 * that keeps an integer. `formatQuantity("1.5", "DecimalSI")` → `1500m`.
 *
 * BinarySI that lies between −1024 and 1024 or is not whole is written as DecimalSI, DecimalExponent
 * in steps of three. Beyond the last decimal suffix the notation is `1e21`, as upstream since it no
 * longer drops the exponent. Not a decimal: `{ error: "invalid quantity" }`.
 *
 * Source: `kubernetes/apimachinery` `pkg/api/resource/quantity.go` CanonicalizeBytes.
 */
export function formatQuantity(value: string, format: QuantityFormat): string | ModelError {
  const amount = readDecimal(value);
  return amount === undefined ? { error: "invalid quantity" } : writeCanonical(amount, format);
}

/**
 * The canonical form of a written quantity: `1024Mi` → `1Gi`. (Upstream hands back some texts that it
 * takes for canonical as they were written, `1.500` or `1E3`; here the rule always holds.)
 */
export function canonicalQuantity(text: string): string | ModelError {
  const quantity = parseExactQuantity(text);
  return "error" in quantity ? quantity : writeCanonical(quantity.amount, quantity.format);
}

function writeCanonical(amount: Decimal, format: QuantityFormat): string {
  if (amount.unscaled === 0n) return "0";
  const sign = amount.unscaled < 0n ? "-" : "";
  const magnitude = { unscaled: magnitudeOf(amount.unscaled), scale: amount.scale };
  const whole = format === "BinarySI" ? wholeOf(magnitude) : undefined;
  return (
    sign + (whole !== undefined && whole >= 1024n ? writeBinary(whole) : writeDecimals(magnitude, format))
  );
}

function writeBinary(whole: bigint): string {
  let written = whole.toString();
  for (const [suffix, power] of BINARY_SUFFIXES) {
    const unit = 2n ** BigInt(power);
    if (whole % unit === 0n) written = `${whole / unit}${suffix}`;
  }
  return written;
}

function writeDecimals({ unscaled, scale }: Decimal, format: QuantityFormat): string {
  const digits = unscaled.toString();
  const significant = digits.replace(/0+$/, "");
  const exponent = digits.length - significant.length - scale;
  const power = 3 * Math.floor(exponent / 3);
  const number = significant + "0".repeat(exponent - power);
  const suffix = format === "DecimalExponent" ? undefined : suffixOf(power);
  return number + (suffix ?? (power === 0 ? "" : `e${power}`));
}

function suffixOf(power: number): string | undefined {
  return [...DECIMAL_SUFFIXES].find(([, wanted]) => wanted === power)?.[0];
}

function wholeOf({ unscaled, scale }: Decimal): bigint | undefined {
  const one = 10n ** BigInt(scale);
  return unscaled % one === 0n ? unscaled / one : undefined;
}
