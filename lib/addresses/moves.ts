import { anchorOf, pageOf } from "./ledger.ts";

/** Old ids that one existing page still answers for. */
type PageMoves = {
  /** Old ids by the id that stands in for them now. */
  readonly anchors: ReadonlyMap<string, readonly string[]>;
  /** Old ids whose paragraph is elsewhere, or at no place an anchor can be set. */
  readonly away: { id: string; href: string }[];
};

/** A page that is gone: where it went, and where each of its old ids went. */
type GonePage = {
  readonly path: string;
  readonly href: string;
  readonly links: readonly { id: string; href: string }[];
};

/**
 * What pages must hold so that old addresses keep landing.
 * @param moved old addresses with the existing ones they lead to
 * @param pages every page that exists
 * @param carries whether an anchor can be set at an existing address
 */
export function planMoves(
  moved: ReadonlyMap<string, string>,
  pages: ReadonlySet<string>,
  carries: (address: string) => boolean,
): { onPage: ReadonlyMap<string, PageMoves>; gone: readonly GonePage[] } {
  type Open = PageMoves & { readonly anchors: Map<string, readonly string[]> };
  const onPage = new Map<string, Open>();
  const gone = new Map<string, { id: string; href: string }[]>();
  for (const [address, target] of [...moved].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const page = pageOf(address);
    const id = anchorOf(address);
    if (!pages.has(page)) {
      const links = gone.get(page) ?? [];
      if (id !== "") links.push({ id, href: target });
      gone.set(page, links);
    } else if (id !== "") {
      const moves: Open = onPage.get(page) ?? { anchors: new Map<string, string[]>(), away: [] };
      onPage.set(page, moves);
      if (pageOf(target) === page && carries(target)) {
        const now = anchorOf(target);
        moves.anchors.set(now, [...(moves.anchors.get(now) ?? []), id]);
      } else moves.away.push({ id, href: target });
    }
  }
  return {
    onPage,
    gone: [...gone].map(([path, links]) => ({
      path,
      href: moved.get(path) ?? pageOf(links[0]!.href),
      links,
    })),
  };
}
