import type { Group } from "../../../lib/labs/scaling-timeline/group.ts";
import { live } from "../../../lib/labs/scaling-timeline/live.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { PlotDrawing, roomOf } from "../kit/PlotDrawing.tsx";
import { serversPlot, tailPlot } from "./curves.ts";

/** How many servers there are and how many the load needs, or how long the slowest wait. */
export const figure = figureOf(live, { servers: Servers, tail: Tail });

function Servers({ state, width, id }: PaneView<Group>) {
  const plot = serversPlot(state);
  return <PlotDrawing plot={plot} room={roomOf(plot, width, 240)} id={`${id}-plot`} />;
}

function Tail({ state, width, id }: PaneView<Group>) {
  const plot = tailPlot(state);
  return <PlotDrawing plot={plot} room={roomOf(plot, width, 240)} id={`${id}-plot`} />;
}
