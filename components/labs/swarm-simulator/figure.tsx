import { live } from "../../../lib/labs/swarm-simulator/live.ts";
import { quorumInWords, type SwarmState } from "../../../lib/labs/swarm-simulator/swarm-simulator.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { planHeight, planInWords, SwarmPlan } from "./SwarmPlan.tsx";

/** The nodes of a swarm with what runs on them, and who may decide. */
export const figure = figureOf(live, { nodes: Nodes });

/** Wider, and a row would be mostly empty. */
const WIDEST = 560;

function Nodes({ state, width }: PaneView<SwarmState>) {
  const height = planHeight(state.swarm.nodes.length);
  return (
    <svg
      viewBox={`0 0 ${width} ${height + 26}`}
      role="img"
      aria-label={planInWords(state)}
      fontSize="14"
      fill="var(--ink)"
    >
      <text x="1" y="15" fill="var(--ink-2)">
        {quorumInWords(state)}
      </text>
      <g transform="translate(0 26)">
        <SwarmPlan state={state} width={Math.min(width, WIDEST)} />
      </g>
    </svg>
  );
}
