import type { Group, SiteTerm } from "../../lib/note/site.ts";
import type { ConceptChart } from "../../lib/reference/concept-chart.ts";
import { neighboursOf, stepsOf, wayTo } from "../../lib/reference/concepts.ts";
import { withJosa } from "../../lib/text/josa.ts";
import * as words from "../../lib/words/words.ts";
import { Flag } from "../frame/Flag.tsx";
import { ConceptNeighbours } from "./ConceptNeighbours.tsx";

/** A subject of the map: its concepts in the order one can learn them in, and their chart. */
export type MapSubject = {
  readonly group: Group;
  readonly terms: readonly SiteTerm[];
  readonly chart: ConceptChart;
};

/** All subjects, each as a chart and as a list that says the same; what filters them needs no script but for the text. */
export function ConceptMap({
  subjects,
  terms,
}: {
  subjects: readonly MapSubject[];
  terms: readonly SiteTerm[];
}) {
  const around = neighboursOf(terms);
  const steps = stepsOf(terms);
  const names = new Map(terms.map(({ id, ko }) => [id, ko]));
  const byId = new Map(terms.map((term) => [term.id, term]));
  return (
    <div className="map">
      <form className="filter needs-js" role="search" aria-label={words.conceptMap}>
        <label htmlFor="concept-filter">{words.conceptFilter}</label>
        <input
          id="concept-filter"
          type="search"
          data-term-filter=""
          placeholder={words.filterTermsPlaceholder}
          autoComplete="off"
          spellCheck={false}
        />
        <output htmlFor="concept-filter" data-term-count="" />
      </form>
      <fieldset className="rel-filter">
        <legend>{words.conceptRelations}</legend>
        {(["needs", "partOf", "contrasts", "replaces"] as const).map((kind) => (
          <label key={kind}>
            <input type="checkbox" className={`show-${kind}`} defaultChecked />
            {words.relationFilters[kind]}
          </label>
        ))}
      </fieldset>
      {/* Its choices come with the reader's progress; its place is kept for them. */}
      <fieldset className="rel-filter own needs-js">
        <legend>{words.ownProgress}</legend>
        <p>{words.noProgressYet}</p>
      </fieldset>
      <nav className="jump subjects" aria-label={words.jumpToSubject}>
        {subjects.map(({ group, terms: own }) => (
          <a key={group.id} href={`#subject-${group.id}`}>
            {group.name}
            <span className="num">{own.length}</span>
          </a>
        ))}
      </nav>
      <ul className="map-legend">
        <li>
          <span className="ln" />
          {words.conceptLegendNeeds}
        </li>
        <li>
          <span className="ln partOf" />
          {words.conceptLegendParts}
        </li>
        <li>
          <span className="stop guest" />
          {words.conceptLegendGuest}
        </li>
      </ul>
      <div className="empty" data-term-none="" hidden>
        <b>{words.noSuchTerm}</b>
        <p>{words.howToFilterTerms}</p>
      </div>
      {subjects.map(({ group, terms: own, chart }) => (
        <section
          className={`subject g-${group.flag}`}
          key={group.id}
          id={`subject-${group.id}`}
          data-letter=""
          aria-labelledby={`subject-${group.id}-name`}
        >
          <h2 id={`subject-${group.id}-name`}>
            <Flag group={group.flag} />
            {group.name} <span className="num">{words.conceptCount(own.length)}</span>
          </h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
          <section className="map-plate" tabIndex={0} aria-label={words.conceptChartFor(group.name)}>
            <Chart chart={chart} />
          </section>
          <ul className="concepts">
            {own.map((term) => {
              const way = wayTo(terms, steps, term.id);
              return (
                <li key={term.id} id={term.id} data-names={[term.ko, term.en, ...term.aliases].join("|")}>
                  <h3>
                    <span className="stop" />
                    {term.href ? <a href={term.href}>{term.ko}</a> : term.ko}
                    {term.en !== term.ko && <span lang="en">{term.en}</span>}
                  </h3>
                  <p>{term.short}</p>
                  <p className="rels">
                    <ConceptNeighbours
                      neighbours={around.get(term.id)!}
                      names={names}
                      hrefOf={(id) => `#${id}`}
                    />
                  </p>
                  {around.get(term.id)!.contrasts.map((id) => (
                    <Comparison key={id} of={[term, byId.get(id)!]} />
                  ))}
                  {way.length > 0 && (
                    <details className="way">
                      <summary>{words.conceptWay(way.length)}</summary>
                      <ol>
                        {way.map((id) => (
                          <li key={id}>
                            <a href={`#${id}`}>{names.get(id)}</a>
                          </li>
                        ))}
                        <li>
                          <b>{term.ko}</b>
                        </li>
                      </ol>
                    </details>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Two concepts that are easily taken for each other, side by side. */
function Comparison({ of }: { of: readonly [SiteTerm, SiteTerm] }) {
  return (
    <details className="versus">
      <summary>{words.compareWith(of[1].ko, withJosa)}</summary>
      <dl>
        {of.map(({ id, ko, short, href }) => (
          <div key={id}>
            <dt>{href ? <a href={href}>{ko}</a> : ko}</dt>
            <dd>{short}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** The same for the eye. By ear and by keyboard the list says it, so nothing in here is a stop of Tab. */
function Chart({ chart }: { chart: ConceptChart }) {
  return (
    <svg
      width={chart.width}
      height={chart.height}
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      aria-hidden="true"
    >
      {chart.lines.map((line) => (
        <path key={`${line.kind} ${line.from} ${line.to}`} className={`rel ${line.kind}`} d={line.path} />
      ))}
      {chart.stops.map((stop) => (
        <a key={stop.id} href={`#${stop.id}`} tabIndex={-1} className={stop.guest ? "guest" : undefined}>
          <rect x={stop.x} y={stop.y} width={stop.width} height={stop.height} rx="2" />
          <circle cx={stop.x + 10} cy={stop.y + stop.height / 2} r="5.500" />
          <text x={stop.x + 21} y={stop.y + stop.height / 2 + 4.5}>
            {stop.name}
          </text>
        </a>
      ))}
    </svg>
  );
}
