import { liveLab, settingNumbers } from "../../sim/live.ts";
import { courseOf, type Group } from "./group.ts";
import { minutes, percent, SETTINGS, scalingTimeline, seconds } from "./scaling-timeline.ts";

export const live = liveLab({
  lab: scalingTimeline,
  panes: ["servers", "tail"],
  numbers: settingNumbers(SETTINGS),
  results: {
    turns: (state: Group) => `${courseOf(state).turns}번`,
    slow: (state: Group) => percent(courseOf(state).slow),
    p99: (state: Group) => seconds(courseOf(state).p99),
    cost: (state: Group) => minutes(courseOf(state).serverMinutes),
    most: (state: Group) => `${Math.max(...courseOf(state).run.samples.map(({ decided }) => decided))}대`,
  },
});
