import type { ReactNode } from "react";
import { nameOf } from "../../../lib/labs/lb-algorithm-simulator/lb-algorithm-simulator.ts";
import { live } from "../../../lib/labs/lb-algorithm-simulator/live.ts";
import {
  firstMoment,
  followed,
  LANES,
  type Traffic,
} from "../../../lib/labs/lb-algorithm-simulator/traffic.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { LaneDrawing } from "./LaneDrawing.tsx";
import { roomOf } from "./lane.ts";
import { ResponseTimes } from "./ResponseTimes.tsx";

/** How long the slowest wait, or where everybody stands at the moment that shows most. */
export const figure = figureOf(live, { times: Times, lanes: Lanes });

function Times({ state, width }: PaneView<Traffic>): ReactNode {
  return <ResponseTimes state={state} width={width} />;
}

function Lanes({ state, width }: PaneView<Traffic>): ReactNode {
  const height = roomOf(width).height + 24;
  const now = firstMoment(state);
  return (
    <svg
      viewBox={`0 0 ${width} ${2 * height}`}
      role="group"
      aria-label="같은 순간의 두 줄"
      fontSize="14"
      fontWeight="700"
      fill="var(--ink)"
    >
      {LANES.map((lane, row) => (
        <g key={lane} transform={`translate(0 ${row * height})`}>
          <text x="1" y="16">
            {lane.toUpperCase()} {nameOf(state, lane)}
          </text>
          <g transform="translate(0 22)" fontWeight="400">
            <LaneDrawing state={state} lane={lane} now={now} mark={followed(state)} width={width} />
          </g>
        </g>
      ))}
    </svg>
  );
}
