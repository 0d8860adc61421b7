import { liveLab, settingNumbers } from "../../sim/live.ts";
import { formatNumber } from "../../text/format-number.ts";
import { type Batch, ledgerOf } from "./job.ts";
import { percent, preemptSimulator, SETTINGS } from "./preempt-simulator.ts";

export const live = liveLab({
  lab: preemptSimulator,
  panes: ["interval"],
  numbers: settingNumbers(SETTINGS),
  results: {
    end: (state: Batch) => `${formatNumber(Math.round(ledgerOf(state).end.mean))}분`,
    lost: (state: Batch) => percent(ledgerOf(state).lost),
    cost: (state: Batch) => `${formatNumber(Math.round(ledgerOf(state).cost))}%`,
    young: (state: Batch) => `${formatNumber(Math.round(ledgerOf(state).young))}분`,
  },
});
