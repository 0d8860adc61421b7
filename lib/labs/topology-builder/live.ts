import { bisectionOf } from "../../models/topology/network.ts";
import { type LiveNumber, liveLab } from "../../sim/live.ts";
import {
  type BuilderEvent,
  type BuilderState,
  designOf,
  HOST_COUNTS,
  lostOf,
  standingOf,
  topologyBuilder,
} from "./topology-builder.ts";

const hosts: LiveNumber<BuilderState, BuilderEvent> = {
  label: "호스트 수",
  unit: "대",
  values: HOST_COUNTS,
  read: (state) => state.hosts,
  acts: (state, count) => (state.hosts === count ? [] : [{ type: "hosts", count }]),
};

export const live = liveLab({
  lab: topologyBuilder,
  panes: ["plan"],
  numbers: { hosts },
  results: {
    links: (state) => `${designOf(state).links.length}개`,
    bisection: (state) => `${bisectionOf(standingOf(state))}`,
    lost: (state) => `${lostOf(state)}쌍`,
  },
});
