/** Counters named as in `/sys/kernel/mm/ksm`. */
export type KsmCounters = {
  /** Pages kept that stand for several. */
  readonly pagesShared: number;
  /** Further places that use them: so many pages are saved. */
  readonly pagesSharing: number;
  readonly savedKiB: number;
};

/**
 * What merging equal pages saves. `pages` names the content of each page of all guests; `pageKiB` is
 * the size of a page in KiB.
 *
 * Source: Linux `Documentation/admin-guide/mm/ksm.rst`. The limit on sharers of one page
 * (`max_page_sharing`) and pages that change too often are not modelled.
 */
export function ksm({
  pages,
  pageKiB,
}: {
  readonly pages: readonly string[];
  readonly pageKiB: number;
}): KsmCounters {
  const copies = new Map<string, number>();
  for (const page of pages) copies.set(page, (copies.get(page) ?? 0) + 1);
  const shared = [...copies.values()].filter((count) => count > 1);
  const pagesSharing = shared.reduce((sum, count) => sum + count - 1, 0);
  return { pagesShared: shared.length, pagesSharing, savedKiB: pagesSharing * pageKiB };
}
