import type { Batch } from "../../../lib/labs/preempt-simulator/job.ts";
import { live } from "../../../lib/labs/preempt-simulator/live.ts";
import { figureOf, type PaneView } from "../../live/figure.ts";
import { CursorMarks, PlotDrawing, roomOf } from "../kit/PlotDrawing.tsx";
import { intervalPlot } from "./job-plots.ts";

/** How long a job takes by how often it is saved, and where the sentence stands on the curve. */
export const figure = figureOf(live, { interval: Interval });

function Interval({ state, width, id }: PaneView<Batch>) {
  const plot = intervalPlot(state);
  const room = roomOf(plot, width, 250);
  return (
    <PlotDrawing plot={plot} room={room} id={`${id}-plot`}>
      {state.interval >= plot.x.min && (
        <CursorMarks plot={plot} room={room} value={state.interval} grip={false} />
      )}
    </PlotDrawing>
  );
}
