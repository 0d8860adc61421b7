import { canonicalQuantity } from "../resources/format-quantity.ts";

/** A quantity in canonical form, as objects come back from the server; what is no quantity stays as it is. */
export function writeQuantity(text: string): string {
  const canonical = canonicalQuantity(text);
  return typeof canonical === "string" ? canonical : text;
}
