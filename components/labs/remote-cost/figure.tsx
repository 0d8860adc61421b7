import { live } from "../../../lib/labs/remote-cost/live.ts";
import { DragPlot } from "../../live/DragPlot.tsx";
import { figureOf } from "../../live/figure.ts";
import { averagePlot, movingPlot } from "./plots.ts";

/** What the average access takes over the share of remote ones, and when moving a page pays. */
export const figure = figureOf(live, {
  average: (view) => <DragPlot view={view} number="remotePercent" plot={averagePlot(view.state)} />,
  moving: (view) => <DragPlot view={view} number="reuse" plot={movingPlot(view.state)} />,
});
