import { liveLab } from "../../sim/live.ts";
import { containerInWords, dataSurvival, filesIn, PLACES } from "./data-survival.ts";

export const live = liveLab({
  lab: dataSurvival,
  panes: ["places"],
  numbers: {},
  results: {
    places: (state) => `${PLACES.filter((place) => filesIn(state, place).length > 0).length}곳`,
    container: containerInWords,
  },
});
