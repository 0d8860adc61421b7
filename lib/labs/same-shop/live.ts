import { liveLab, settingNumbers } from "../../sim/live.ts";
import {
  bothCalls,
  gib,
  milliseconds,
  moreOfOne,
  moreOfServices,
  percent,
  SETTINGS,
  sameShop,
} from "./same-shop.ts";
import { bothOf, releaseOf, type Shop } from "./shop.ts";

export const live = liveLab({
  lab: sameShop,
  panes: ["shops", "answers"],
  numbers: settingNumbers(SETTINGS),
  results: {
    one: (state: Shop) => percent(bothOf(state).one.inTime),
    many: (state: Shop) => percent(bothOf(state).many.inTime),
    oneBuys: (state: Shop) => percent(bothOf(state).one.kinds.buy.inTime),
    manyBuys: (state: Shop) => percent(bothOf(state).many.kinds.buy.inTime),
    oneBrowses: (state: Shop) => percent(bothOf(state).one.kinds.browse.inTime),
    manyBrowses: (state: Shop) => percent(bothOf(state).many.kinds.browse.inTime),
    oneTracks: (state: Shop) => milliseconds(bothOf(state).one.kinds.track.p95),
    manyTracks: (state: Shop) => milliseconds(bothOf(state).many.kinds.track.p95),
    oneMemory: (state: Shop) => gib(bothOf(state).one.memory),
    manyMemory: (state: Shop) => gib(bothOf(state).many.memory),
    oneMore: (state: Shop) => gib(moreOfOne(state)),
    manyMore: (state: Shop) => gib(moreOfServices(state)),
    together: (state: Shop) => percent(Math.round(releaseOf(state, "one").stays * 100) / 100),
    alone: (state: Shop) => percent(releaseOf(state, "many").stays),
    chain: (state: Shop) => percent(bothCalls(state)),
  },
});
