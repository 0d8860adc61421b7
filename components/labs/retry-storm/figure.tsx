import { live } from "../../../lib/labs/retry-storm/live.ts";
import type { Storm } from "../../../lib/labs/retry-storm/storm.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { PlotDrawing, roomOf } from "../kit/PlotDrawing.tsx";
import { callsPlot } from "./calls-plot.ts";

/** What reaches a service before, during and after ten bad seconds. */
export const figure = figureOf(live, { calls: Calls });

function Calls({ state, width, id }: PaneView<Storm>) {
  const plot = callsPlot(state);
  return <PlotDrawing plot={plot} room={roomOf(plot, width, 250)} id={`${id}-plot`} />;
}
