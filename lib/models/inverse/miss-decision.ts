/**
 * What moves when a vCPU misses in the second level page table because the page is on another node.
 *
 * That a vCPU which is not high frequency goes to a frequently updated page is claimed by US patent
 * 12,236,095 (claim 1); that the page moves in every other case is this model's, not the claim's.
 */
export function missDecision(miss: {
  readonly pageFrequentlyUpdated: boolean;
  readonly vcpuHighFrequency: boolean;
}): "moveVcpu" | "movePage" {
  return miss.pageFrequentlyUpdated && !miss.vcpuHighFrequency ? "moveVcpu" : "movePage";
}
