import { live } from "../../../lib/labs/density-calculator/live.ts";
import { DragPlot } from "../../live/DragPlot.tsx";
import { figureOf } from "../../live/figure.ts";
import { appsPlot } from "./plots.ts";

/** How many apps a server holds as VMs and as containers, over the memory an app needs. */
export const figure = figureOf(live, {
  curve: (view) => <DragPlot view={view} number="appMiB" plot={appsPlot(view.state, ["vm", "container"])} />,
});
