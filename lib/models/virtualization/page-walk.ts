/** Who walks which tables: no hypervisor, shadow tables kept by it, or two stages in hardware (EPT, NPT). */
export type Paging = "native" | "shadow" | "nested";

/** Levels of the guest's and the host's page tables; 4 each on x86-64 without LA57. */
export type PageWalk = { readonly guestLevels: number; readonly hostLevels: number; readonly paging: Paging };

/**
 * Memory references to page tables that one TLB miss costs, when no walk cache helps. The access to the
 * data itself is one more. With nested paging each of the n guest tables, and at last the page, is found
 * at a guest-physical address that takes m host references: (n+1)(m+1) − 1.
 *
 * Source: Bhargava et al., "Accelerating Two-Dimensional Page Walks for Virtualized Systems", ASPLOS 2008.
 */
export function pageWalkRefs({ guestLevels, hostLevels, paging }: PageWalk): number {
  return paging === "nested" ? (guestLevels + 1) * (hostLevels + 1) - 1 : guestLevels;
}
