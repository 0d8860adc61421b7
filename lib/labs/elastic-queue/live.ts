import { liveLab, settingNumbers } from "../../sim/live.ts";
import { alone, elasticQueue, hours, minutes, percent, SETTINGS, won } from "./elastic-queue.ts";
import { type Day, resultOf } from "./queue.ts";

export const live = liveLab({
  lab: elasticQueue,
  panes: ["nodes", "waiting"],
  numbers: settingNumbers(SETTINGS),
  results: {
    wait: (state: Day) => minutes(resultOf(state).wait),
    alone: (state: Day) => minutes(alone(state).wait),
    paid: (state: Day) => hours(resultOf(state).paid),
    worked: (state: Day) => hours(resultOf(state).worked),
    cost: (state: Day) => won(resultOf(state).cost),
    burst: (state: Day) => `${resultOf(state).burst}개`,
    use: (state: Day) => percent(resultOf(state).use),
    down: (state: Day) => `${resultOf(state).run.down}대`,
  },
});
