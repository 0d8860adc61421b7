import { FLUKE } from "../../lib/reference/marks.ts";
import * as words from "../../lib/words/words.ts";

type Stratum = { name: string; about: string; href: string; count: number };

/** The section drawing: the layers of a shared computer, from the surface to the sea bed. */
export function Strata({ strata }: { strata: readonly Stratum[] }) {
  return (
    <div className="strata">
      <svg viewBox="0 0 512 104" aria-hidden="true" focusable="false">
        <path className="fluke" transform="translate(352 24) scale(2.75)" d={FLUKE} />
        <path
          className="water"
          d="M0 92c32 0 32-8 64-8s32 8 64 8 32-8 64-8 32 8 64 8 32-8 64-8 32 8 64 8 32-8 64-8 32 8 64 8v13H0z"
        />
      </svg>
      <ol>
        {strata.map((stratum) => (
          <li key={stratum.name}>
            <a href={stratum.href}>
              <b>{stratum.name}</b>
              <span>{stratum.about}</span>
              <span className="num">{words.noteCount(stratum.count)}</span>
            </a>
          </li>
        ))}
      </ol>
    </div>
  );
}
