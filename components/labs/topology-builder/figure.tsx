import { HEIGHT, WIDTH } from "../../../lib/labs/topology-builder/layout.ts";
import { live } from "../../../lib/labs/topology-builder/live.ts";
import {
  type BuilderState,
  designOf,
  islandsInWords,
  measuresOf,
  standingOf,
} from "../../../lib/labs/topology-builder/topology-builder.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { planInWords, TopologyPlan } from "./TopologyPlan.tsx";

/** The network on its plan, and beside or below it what it measures. */
export const figure = figureOf(live, { plan: Plan });

const ROW = 30;

function Plan({ state, width }: PaneView<BuilderState>) {
  const isNarrow = width < 620;
  const [design, now] = [measuresOf(designOf(state)), measuresOf(standingOf(state))];
  const isBroken = state.failed.length > 0;
  const said = (was: number, is: number) => (isBroken && was !== is ? `${was} → ${is}` : `${is}`);
  const rows = [
    ["링크", said(design.links, now.links)],
    ["지름", now.lost > 0 ? `${design.diameter} → 갈라짐` : said(design.diameter, now.diameter)],
    ["이분 폭", said(design.bisection, now.bisection)],
    ["통신 못 하는 쌍", `${now.lost} / ${now.pairs}`],
  ] as const;
  const left = isNarrow ? 8 : WIDTH + 60;
  const top = isNarrow ? HEIGHT + 26 : 70;
  const right = width - 8;
  return (
    <svg
      viewBox={`0 0 ${width} ${isNarrow ? HEIGHT + 26 + 5 * ROW : HEIGHT}`}
      role="img"
      aria-label={planInWords(state)}
      fontSize="14"
      fill="var(--ink)"
    >
      <g transform={isNarrow ? `translate(${(width - WIDTH) / 2} 0)` : undefined}>
        <TopologyPlan state={state} />
      </g>
      {rows.map(([name, value], index) => (
        <g key={name}>
          <text x={left} y={top + index * ROW} fill="var(--ink-2)">
            {name}
          </text>
          <text x={right} y={top + index * ROW} textAnchor="end" fontWeight="700">
            {value}
          </text>
          <path d={`M${left} ${top + index * ROW + 9}H${right}`} stroke="var(--rule)" />
        </g>
      ))}
      <text x={left} y={top + rows.length * ROW} fill="var(--ink-2)">
        {islandsInWords(state) ?? "모두 한 섬"}
      </text>
    </svg>
  );
}
