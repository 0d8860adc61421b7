import type { ModelError } from "../model-error.ts";
import { compareDecimals, roundAwayFromZero, unscaledAt } from "./decimal.ts";
import { parseExactQuantity } from "./parse-quantity.ts";

/**
 * −1, 0 or 1 as quantity `a` is less than, equal to or more than `b`, whatever their notation
 * (`1Ki` equals `1024`). The error of the first one that cannot be read.
 *
 * Source: `kubernetes/apimachinery` `pkg/api/resource/quantity.go` Quantity.Cmp.
 */
export function compareQuantity(a: string, b: string): -1 | 0 | 1 | ModelError {
  const left = parseExactQuantity(a);
  if ("error" in left) return left;
  const right = parseExactQuantity(b);
  if ("error" in right) return right;
  return compareDecimals(left.amount, right.amount);
}

/**
 * A quantity in thousandths (CPU: millicores), rounded away from zero: `1n` → 1. Upstream's int64
 * overflow is not modelled; beyond 2^53 the result is the nearest double.
 *
 * Source: Quantity.MilliValue.
 */
export function milliValue(text: string): number | ModelError {
  return valueAt(text, 3);
}

/** A quantity in whole units (memory: bytes), rounded away from zero: `0.1Gi` → 107374183. Quantity.Value. */
export function wholeValue(text: string): number | ModelError {
  return valueAt(text, 0);
}

function valueAt(text: string, scale: number): number | ModelError {
  const quantity = parseExactQuantity(text);
  if ("error" in quantity) return quantity;
  return Number(unscaledAt(roundAwayFromZero(quantity.amount, scale), scale));
}
