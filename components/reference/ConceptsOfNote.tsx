import { mapHref } from "../../lib/address/href.ts";
import type { SiteTerm } from "../../lib/note/site.ts";
import { neighboursOf } from "../../lib/reference/concepts.ts";
import * as words from "../../lib/words/words.ts";
import { ConceptNeighbours } from "./ConceptNeighbours.tsx";

/** At the end of a note: the concepts it explains, and what stands around each of them. */
export function ConceptsOfNote({ slug, terms }: { slug: string; terms: readonly SiteTerm[] }) {
  const around = neighboursOf(terms);
  const byId = new Map(terms.map((term) => [term.id, term]));
  const names = new Map(terms.map(({ id, ko }) => [id, ko]));
  const own = terms.filter((term) => term.note === slug && around.has(term.id));
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="concepts">
      <div className="h-rule">
        <h2 id="concepts">{words.conceptsOfNote}</h2>
      </div>
      <ul className="links">
        {own.map((term) => (
          <li key={term.id}>
            <a href={`${mapHref}#${term.id}`}>{term.ko}</a>
            <p>
              <ConceptNeighbours
                neighbours={around.get(term.id)!}
                names={names}
                hrefOf={(id) => byId.get(id)?.href}
              />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
