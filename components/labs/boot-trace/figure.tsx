import { statusNow, type TraceState } from "../../../lib/labs/boot-trace/boot-trace.ts";
import { live } from "../../../lib/labs/boot-trace/live.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { BootWay, WAY_HEIGHT, wayInWords } from "./BootWay.tsx";

/** How far an instance has come, and what Nova says of it. */
export const figure = figureOf(live, { way: Way });

/** Wider, and the two ends of a row would be too far apart to be read as one. */
const WIDEST = 520;

function Way({ state, width }: PaneView<TraceState>) {
  return (
    <svg
      viewBox={`0 0 ${width} ${WAY_HEIGHT + 28}`}
      role="img"
      aria-label={wayInWords(state)}
      fontSize="14"
      fill="var(--ink)"
    >
      <text x="1" y="16" fill="var(--ink-2)">
        web1의 상태
        <tspan dx="8" fontWeight="700" fill="var(--ink)">
          {statusNow(state) ?? "아직 없음"}
        </tspan>
      </text>
      <g transform="translate(0 28)">
        <BootWay state={state} width={Math.min(width, WIDEST)} />
      </g>
    </svg>
  );
}
