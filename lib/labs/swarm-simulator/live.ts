import { liveLab } from "../../sim/live.ts";
import { leadersOf, swarmSimulator } from "./swarm-simulator.ts";

export const live = liveLab({
  lab: swarmSimulator,
  panes: ["nodes"],
  numbers: {},
  results: {
    /** How many groups of nodes can change anything. */
    deciders: (state) => `${leadersOf(state).length}곳`,
    running: ({ swarm }) => `${swarm.containers.length}개`,
  },
});
