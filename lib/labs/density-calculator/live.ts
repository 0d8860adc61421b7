import { liveLab, settingNumbers } from "../../sim/live.ts";
import { formatNumber } from "../../text/format-number.ts";
import { type DensityState, densityCalculator, fitOf, SETTINGS, WAYS } from "./density-calculator.ts";

export const live = liveLab({
  lab: densityCalculator,
  panes: ["curve"],
  numbers: settingNumbers(SETTINGS),
  results: Object.fromEntries(
    WAYS.map(({ id }) => [id, (state: DensityState) => formatNumber(fitOf(state, id).apps)]),
  ),
});
