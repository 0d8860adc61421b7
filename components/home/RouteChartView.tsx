import { noteHref } from "../../lib/address/href.ts";
import { FLAG_PATHS } from "../../lib/reference/marks.ts";
import type { RouteChart, Stop } from "../../lib/reference/route-chart.ts";
import * as words from "../../lib/words/words.ts";

/** The chart of routes. Stations are links; a note that is only planned has a dashed ring and no link. */
export function RouteChartView({
  chart,
  planned,
  sections,
  groups,
}: {
  chart: RouteChart;
  planned: ReadonlySet<string>;
  sections: ReadonlyMap<string, number>;
  groups: ReadonlyMap<string, string>;
}) {
  return (
    <svg
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      width={chart.width}
      height={chart.height}
      role="group"
      aria-label={words.routeChartLabel}
    >
      {chart.lanes.map((lane) => (
        <g key={lane.group} className={`g-${lane.group}`}>
          <rect className="band" x={lane.x} y={lane.y} width={lane.width} height={lane.height} rx="3" />
          <g transform={`translate(${lane.x + 12} ${lane.y + 11})`} aria-hidden="true">
            <path className="flag" fillRule="evenodd" d={FLAG_PATHS[lane.group]} />
            <text className="lane-name" x="24" y="13">
              {groups.get(lane.group)} {lane.count}
            </text>
          </g>
        </g>
      ))}
      <g aria-hidden="true">
        {chart.rails.map((rail) => (
          <path
            key={`${rail.kind}${rail.path}`}
            className={rail.group ? `${rail.kind} g-${rail.group}` : rail.kind}
            d={rail.path}
          />
        ))}
      </g>
      {chart.stops.map((stop) =>
        planned.has(stop.slug) ? (
          <g key={stop.slug} className={`planned g-${stop.group}`}>
            <Station stop={stop} />
          </g>
        ) : (
          <a
            key={stop.slug}
            className={`g-${stop.group}`}
            href={noteHref(stop.slug)}
            data-station={stop.slug}
            data-sections={sections.get(stop.slug)}
          >
            <Station stop={stop} />
          </a>
        ),
      )}
    </svg>
  );
}

function Station({ stop }: { stop: Stop }) {
  const x = stop.beside ? stop.x + 20 : stop.x - 12;
  const y = stop.y + (stop.over ? -7 : stop.beside ? 5 : 31);
  return (
    <>
      <circle className="ring" cx={stop.x} cy={stop.y} r="17" />
      <circle className="dot" cx={stop.x} cy={stop.y} r="12" />
      <text className="n" x={stop.x} y={stop.y + 4.5}>
        {stop.number}
      </text>
      <text>
        {stop.lines.map((line, index) => (
          <tspan key={line} x={x} y={y + index * 19}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  );
}
