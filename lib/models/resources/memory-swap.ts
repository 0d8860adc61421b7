import type { ModelError } from "../model-error.ts";

const UNLIMITED = -1;
const UNSET = 0;

/**
 * The cgroup v2 swap limit in bytes from the OCI pair `memorySwap` (memory *and* swap together, as in
 * cgroup v1) and `memory`. −1 = no limit, 0 = not set.
 *
 * Errors carry upstream's text: swap without a memory limit, a negative memory, a sum below the memory.
 *
 * Source: `opencontainers/runc` `libcontainer/cgroups/utils.go` ConvertMemorySwapToCgroupV2Value.
 * (Since it moved to `opencontainers/cgroups`, swap beside *unlimited* memory is passed through; the
 * older rule, an error, is the one here.)
 */
export function memorySwapToV2(memorySwap: number, memory: number): number | ModelError {
  if (memory === UNLIMITED && memorySwap === UNSET) return UNLIMITED;
  if (memorySwap === UNLIMITED || memorySwap === UNSET) return memorySwap;
  if (memory === UNSET || memory === UNLIMITED) {
    return { error: "unable to set swap limit without memory limit" };
  }
  if (memory < 0) return { error: `invalid memory value: ${memory}` };
  if (memorySwap < memory) return { error: "memory+swap limit should be >= memory limit" };
  return memorySwap - memory;
}
