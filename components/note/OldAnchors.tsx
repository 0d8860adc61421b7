import { type Moves, oldIdsOf } from "../../lib/note/note.ts";

/** Old ids of a section or figure, right where it stands now: old addresses land there without a script. */
export function OldAnchors({ of, moves }: { of: string | undefined; moves: Moves }) {
  if (of === undefined) return null;
  return oldIdsOf(moves, of).map((id) => <span key={id} className="old-id" id={id} />);
}

/**
 * What has left the page: each old id as an anchor at the top, shown only to the
 * reader who came by it, with a link to the new place. The page script follows it.
 */
export function MovedAway({ moves, what }: { moves: Moves; what: string }) {
  return moves.away.map(({ id, href, title }) => (
    <p className="moved-away" key={id} id={id}>
      {what}:{" "}
      <a href={href} data-moved={id}>
        {title} →
      </a>
    </p>
  ));
}
