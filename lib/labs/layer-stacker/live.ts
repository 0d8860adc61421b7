import { liveLab } from "../../sim/live.ts";
import { formatBytes, imageSize } from "./describe.ts";
import { layerStacker } from "./layer-stacker.ts";
import { mergedView } from "./merged-view.ts";

export const live = liveLab({
  lab: layerStacker,
  panes: ["layers"],
  numbers: {},
  results: {
    total: (state) => formatBytes(imageSize(state)),
    visible: (state) => formatBytes(mergedView(state).visible),
    hidden: (state) => formatBytes(imageSize(state) - mergedView(state).visible),
  },
});
