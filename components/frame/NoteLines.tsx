import { noteHref } from "../../lib/address/href.ts";
import * as words from "../../lib/words/words.ts";

/** A note as a list shows it; `planned` ones are named but not linked. */
export type Station = { slug: string; short: string; number: number; planned: boolean };

/** The notes of one subject as stations on a line, the current one marked. */
export function NoteLines({
  stations,
  flag,
  current,
  numbered,
}: {
  stations: readonly Station[];
  flag: string;
  current?: string;
  numbered?: boolean;
}) {
  return (
    <ol className={`line g-${flag}`}>
      {stations.map((station) => {
        const label = (
          <>
            <span className="stop" />
            <span>
              {numbered && `${station.number}. `}
              {station.short}
              {station.planned && <span className="sr">{words.inPreparationAfter}</span>}
            </span>
          </>
        );
        return (
          <li key={station.slug}>
            {station.planned ? (
              <span className="planned">{label}</span>
            ) : (
              <a href={noteHref(station.slug)} aria-current={station.slug === current ? "page" : undefined}>
                {label}
              </a>
            )}
          </li>
        );
      })}
    </ol>
  );
}
