const MIN_SHARES = 2;
const MAX_SHARES = 262_144;
const SHARES_PER_CPU = 1024;
const MILLI_PER_CPU = 1000;
const MIN_QUOTA_US = 1000;

/**
 * The cgroup v1 `cpu.shares` of a CPU request in millicores: 1024 a core, between 2 and 262144.
 *
 * Source: kubelet `pkg/kubelet/cm/helpers_linux.go` MilliCPUToShares.
 */
export function milliCpuToShares(milliCpu: number): number {
  const shares = Math.floor((milliCpu * SHARES_PER_CPU) / MILLI_PER_CPU);
  return Math.min(Math.max(shares, MIN_SHARES), MAX_SHARES);
}

/**
 * The CFS quota in microseconds of a CPU limit in millicores, for a period in microseconds: at least
 * 1 ms, and 0 (none) for no limit. The kernel's own default period is 100000.
 *
 * Source: kubelet `pkg/kubelet/cm/helpers_linux.go` MilliCPUToQuota.
 */
export function milliCpuToQuota(milliCpu: number, periodUs: number): number {
  if (milliCpu === 0) return 0;
  return Math.max(MIN_QUOTA_US, Math.floor((milliCpu * periodUs) / MILLI_PER_CPU));
}

/**
 * cgroup v2 `cpu.weight` (1–10000) of v1 shares by the straight line used until 2025. It maps the
 * default of v1, 1024, to 39 although the default of v2 is 100. 0 = not set.
 *
 * Source: KEP-2254; `opencontainers/cgroups` `utils.go` ConvertCPUSharesToCgroupV2Value before v0.0.5.
 */
export function sharesToWeightLegacy(shares: number): number {
  if (shares === 0) return 0;
  return 1 + Math.floor(((shares - 2) * 9999) / 262_142);
}

/**
 * cgroup v2 `cpu.weight` (1–10000) of v1 shares by the curve of 2025, which also maps the default of
 * v1, 1024, to that of v2, 100. 0 = not set.
 *
 * Source: `opencontainers/cgroups` v0.0.5 `utils.go` ConvertCPUSharesToCgroupV2Value.
 */
export function sharesToWeight(shares: number): number {
  if (shares === 0) return 0;
  if (shares <= MIN_SHARES) return 1;
  if (shares >= MAX_SHARES) return 10_000;
  const l = Math.log2(shares);
  return Math.ceil(10 ** ((l * l + 125 * l) / 612 - 7 / 34));
}
