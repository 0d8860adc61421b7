import { liveLab } from "../../sim/live.ts";
import { nodeName } from "./docker-says.ts";
import { leadersOf, swarmSimulator } from "./swarm-simulator.ts";

export const live = liveLab({
  lab: swarmSimulator,
  panes: ["nodes"],
  numbers: {},
  results: {
    /** How many groups of nodes can change anything. */
    deciders: (state) => `${leadersOf(state).length}곳`,
    /** Where the last request was answered, if the last act was one. */
    answer: ({ asked }) => (asked?.task === undefined ? "없음" : nodeName(asked.task.node)),
    running: ({ swarm }) => `${swarm.containers.length}개`,
  },
});
