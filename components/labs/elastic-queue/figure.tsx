import { live } from "../../../lib/labs/elastic-queue/live.ts";
import type { Day } from "../../../lib/labs/elastic-queue/queue.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { PlotDrawing, roomOf } from "../kit/PlotDrawing.tsx";
import { nodesPlot, waitingPlot } from "./queue-plots.ts";

/** Nodes at work and paid for over a day, or the jobs that wait. */
export const figure = figureOf(live, { nodes: Nodes, waiting: Waiting });

function Nodes({ state, width, id }: PaneView<Day>) {
  const plot = nodesPlot(state);
  return <PlotDrawing plot={plot} room={roomOf(plot, width, 250)} id={`${id}-plot`} />;
}

function Waiting({ state, width, id }: PaneView<Day>) {
  const plot = waitingPlot(state);
  return <PlotDrawing plot={plot} room={roomOf(plot, width, 230)} id={`${id}-plot`} />;
}
