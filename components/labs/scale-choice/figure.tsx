import type { Growth } from "../../../lib/labs/scale-choice/growth.ts";
import { live } from "../../../lib/labs/scale-choice/live.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { PlotDrawing, roomOf } from "../kit/PlotDrawing.tsx";
import { capacityPlot, waitsPlot } from "./growth-plots.ts";

/** A load and the capacity that follows it in two ways, or how long one waits. */
export const figure = figureOf(live, { capacity: Capacity, waits: Waits });

function Capacity({ state, width, id }: PaneView<Growth>) {
  const plot = capacityPlot(state);
  return <PlotDrawing plot={plot} room={roomOf(plot, width, 260)} id={`${id}-plot`} />;
}

function Waits({ state, width, id }: PaneView<Growth>) {
  const plot = waitsPlot(state);
  return <PlotDrawing plot={plot} room={roomOf(plot, width, 240)} id={`${id}-plot`} />;
}
