import { live } from "../../../lib/labs/stage-graph/live.ts";
import type { StageState } from "../../../lib/labs/stage-graph/stage-graph.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { PLAN_HEIGHT, planInWords, StagePlan } from "./StagePlan.tsx";

/** A build in stages over time. */
export const figure = figureOf(live, { plan: Plan });

function Plan({ state, width }: PaneView<StageState>) {
  return (
    <svg viewBox={`0 0 ${width} ${PLAN_HEIGHT}`} role="img" aria-label={planInWords(state)}>
      <StagePlan state={state} width={width} />
    </svg>
  );
}
