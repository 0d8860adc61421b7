import { milliCpuToQuota, milliCpuToShares, sharesToWeight, sharesToWeightLegacy } from "./cpu-shares.ts";
import { canonicalQuantity, formatQuantity } from "./format-quantity.ts";
import { memorySwapToV2 } from "./memory-swap.ts";
import { parseQuantity, type Quantity } from "./parse-quantity.ts";
import { podCgroup } from "./pod-cgroup.ts";
import { compareQuantity, milliValue, wholeValue } from "./quantity-values.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const resourceFunctions = {
  parseQuantity,
  formatQuantity: ({ value, format }: Quantity) => formatQuantity(value, format),
  canonicalQuantity,
  compareQuantity: ({ a, b }: { readonly a: string; readonly b: string }) => compareQuantity(a, b),
  milliValue,
  wholeValue,
  milliCpuToShares,
  milliCpuToQuota: ({ milliCpu, periodUs }: { readonly milliCpu: number; readonly periodUs: number }) =>
    milliCpuToQuota(milliCpu, periodUs),
  sharesToWeightLegacy,
  sharesToWeight,
  memorySwapToV2: ({ memorySwap, memory }: { readonly memorySwap: number; readonly memory: number }) =>
    memorySwapToV2(memorySwap, memory),
  podCgroup,
};
