import { pageWalkRefs } from "./page-walk.ts";

/** Counts, nanoseconds a table reference, nanoseconds a VM exit; levels are 4 unless given. */
export type PagingLoad = {
  readonly tlbMisses: number;
  readonly pageTableWrites: number;
  readonly walkCostNs: number;
  readonly exitCostNs: number;
  readonly guestLevels?: number;
  readonly hostLevels?: number;
};

export type PagingCost = {
  readonly shadowNs: number;
  readonly nestedNs: number;
  readonly better: "shadow" | "nested" | "equal";
};

/**
 * What shadow and nested paging cost for the same load, in nanoseconds: shadow tables have short walks
 * but exit at every write of a guest's page table, nested ones the reverse.
 *
 * A model: walk caches, lazy synchronisation of shadow tables and EPT violations are left out.
 */
export function shadowVsNested(load: PagingLoad): PagingCost {
  const { tlbMisses, pageTableWrites, walkCostNs, exitCostNs, guestLevels = 4, hostLevels = 4 } = load;
  const walkNs = (paging: "shadow" | "nested") =>
    tlbMisses * pageWalkRefs({ guestLevels, hostLevels, paging }) * walkCostNs;
  const shadowNs = walkNs("shadow") + pageTableWrites * exitCostNs;
  const nestedNs = walkNs("nested");
  const better = shadowNs === nestedNs ? "equal" : shadowNs < nestedNs ? "shadow" : "nested";
  return { shadowNs, nestedNs, better };
}
