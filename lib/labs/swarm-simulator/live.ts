import { liveLab } from "../../sim/live.ts";
import { leadersOf, swarmSimulator } from "./swarm-simulator.ts";

const SIDES = ["없다", "하나다", "둘이다"];

export const live = liveLab({
  lab: swarmSimulator,
  panes: ["nodes"],
  numbers: {},
  results: {
    /** How many groups of nodes can change anything. */
    deciders: (state) => SIDES[leadersOf(state).length] ?? "",
    running: ({ swarm }) => `${swarm.containers.length}개`,
  },
});
