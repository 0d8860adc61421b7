import { liveLab, settingNumbers } from "../../sim/live.ts";
import { formatNumber } from "../../text/format-number.ts";
import { mostSent, percent, retryStorm, SETTINGS } from "./retry-storm.ts";
import { LENGTH, mostAttempts, type Storm, TROUBLE, weatherOf } from "./storm.ts";

export const live = liveLab({
  lab: retryStorm,
  panes: ["calls"],
  numbers: settingNumbers(SETTINGS),
  results: {
    most: (state: Storm) => `${mostSent(state)}건`,
    times: (state: Storm) => `${mostAttempts(state)}번`,
    failed: (state: Storm) => percent(weatherOf(state).failed),
    recovery: (state: Storm) => {
      const { recovered } = weatherOf(state);
      return recovered === undefined ? `${LENGTH - TROUBLE.until}초 넘게` : `${recovered}초 동안`;
    },
    wasted: (state: Storm) => percent(weatherOf(state).wasted),
    amplification: (state: Storm) => `${formatNumber(weatherOf(state).amplification)}번`,
  },
});
