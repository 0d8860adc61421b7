import { liveLab, settingNumbers } from "../../sim/live.ts";
import { formatNumber } from "../../text/format-number.ts";
import { noisyNeighbour, resultOf, SETTINGS } from "./noisy-neighbour.ts";

export const live = liveLab({
  lab: noisyNeighbour,
  panes: ["cores"],
  numbers: settingNumbers(SETTINGS),
  results: {
    web: (state) => formatNumber(resultOf(state).web),
    batch: (state) => formatNumber(resultOf(state).batch),
    slowdown: (state) => `${formatNumber(resultOf(state).slowdown)}배`,
  },
});
