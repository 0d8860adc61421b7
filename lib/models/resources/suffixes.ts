/** Which kind of suffix a quantity is written with. Names as in `kubernetes/apimachinery`. */
export type QuantityFormat = "DecimalSI" | "BinarySI" | "DecimalExponent";

/** Suffix → power of ten. `k` is small, unlike every other one above 1. */
export const DECIMAL_SUFFIXES: ReadonlyMap<string, number> = new Map([
  ["n", -9],
  ["u", -6],
  ["m", -3],
  ["", 0],
  ["k", 3],
  ["M", 6],
  ["G", 9],
  ["T", 12],
  ["P", 15],
  ["E", 18],
]);

/** Suffix → power of two. */
export const BINARY_SUFFIXES: ReadonlyMap<string, number> = new Map([
  ["Ki", 10],
  ["Mi", 20],
  ["Gi", 30],
  ["Ti", 40],
  ["Pi", 50],
  ["Ei", 60],
]);
