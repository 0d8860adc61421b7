import { liveLab, settingNumbers } from "../../sim/live.ts";
import { formatNumber } from "../../text/format-number.ts";
import { costOf, movingOf, remoteCost, SETTINGS } from "./remote-cost.ts";

export const live = liveLab({
  lab: remoteCost,
  panes: ["average", "moving"],
  numbers: settingNumbers(SETTINGS),
  results: {
    average: (state) => `${formatNumber(costOf(state).averageNs)}ns`,
    relative: (state) => `${formatNumber(costOf(state).relative)}배`,
    pays: (state) => {
      const { pays } = movingOf(state);
      return pays === undefined ? "없음" : `${formatNumber(pays)}번`;
    },
  },
});
