import { liveLab } from "../../sim/live.ts";
import { cliFlow, containerOf, type Place, REMOTE, tagsAt } from "./cli-flow.ts";

const PLACES: readonly Place[] = ["dev", "registry", "node"];

export const live = liveLab({
  lab: cliFlow,
  panes: ["places"],
  numbers: {},
  results: {
    /** Where the image can be found under the name that holds the registry's address. */
    places: (state) => `${PLACES.filter((place) => tagsAt(state, place)[REMOTE] !== undefined).length}곳`,
    container: (state) => (containerOf(state) === undefined ? "돌지 않는다" : "돈다"),
  },
});
