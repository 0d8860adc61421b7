import { liveLab, settingNumbers } from "../../sim/live.ts";
import { formatNumber } from "../../text/format-number.ts";
import { lbAlgorithmSimulator, loadOf, percent, SETTINGS } from "./lb-algorithm-simulator.ts";
import { outcomesOf, type Traffic } from "./traffic.ts";

const ms = (value: number) => `${formatNumber(value)}ms`;

export const live = liveLab({
  lab: lbAlgorithmSimulator,
  panes: ["times", "lanes"],
  numbers: settingNumbers(SETTINGS),
  results: {
    load: (state: Traffic) => percent(loadOf(state)),
    medianA: (state: Traffic) => ms(outcomesOf(state).a.p50),
    medianB: (state: Traffic) => ms(outcomesOf(state).b.p50),
    tailA: (state: Traffic) => ms(outcomesOf(state).a.p99),
    tailB: (state: Traffic) => ms(outcomesOf(state).b.p99),
    failedA: (state: Traffic) => percent(outcomesOf(state).a.failed),
    failedB: (state: Traffic) => percent(outcomesOf(state).b.failed),
    noticed: (state: Traffic) => `${formatNumber(outcomesOf(state).a.noticed ?? 0)}초`,
    movedA: (state: Traffic) => percent(outcomesOf(state).a.moved ?? 0),
    movedB: (state: Traffic) => percent(outcomesOf(state).b.moved ?? 0),
  },
});
