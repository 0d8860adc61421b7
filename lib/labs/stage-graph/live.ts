import { liveLab, settingNumbers } from "../../sim/live.ts";
import { formatNumber } from "../../text/format-number.ts";
import { SETTINGS, secondsAnew, stageGraph } from "./stage-graph.ts";

export const live = liveLab({
  lab: stageGraph,
  panes: ["plan"],
  numbers: settingNumbers(SETTINGS),
  results: {
    /** Building and packing, one after the other, and in stages. */
    inLine: (state) => `${formatNumber(secondsAnew(state, false))}초`,
    inStages: (state) => `${formatNumber(secondsAnew(state, true))}초`,
  },
});
