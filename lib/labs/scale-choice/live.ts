import { liveLab, settingNumbers } from "../../sim/live.ts";
import { formatNumber } from "../../text/format-number.ts";
import { bothOf, type Growth } from "./growth.ts";
import { meanwhile, percent, SETTINGS, scaleChoice, won } from "./scale-choice.ts";

export const live = liveLab({
  lab: scaleChoice,
  panes: ["capacity", "waits"],
  numbers: settingNumbers(SETTINGS),
  results: {
    outLate: (state: Growth) => percent(bothOf(state).out.late),
    upLate: (state: Growth) => percent(bothOf(state).up.late),
    outCost: (state: Growth) => won(bothOf(state).out.cost),
    upCost: (state: Growth) => won(bothOf(state).up.cost),
    restarts: (state: Growth) => `${bothOf(state).up.changes}번`,
    meanwhile: (state: Growth) => `${formatNumber(meanwhile(state))}건`,
  },
});
