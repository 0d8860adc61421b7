import type { PointerEvent } from "react";
import { type Plot, type Room, xOf } from "../../lib/sim/plot/plot.ts";
import { valueAt } from "../../lib/sim/plot/scale.ts";
import { CursorMarks, PlotDrawing, roomOf } from "../labs/kit/PlotDrawing.tsx";
import type { PaneView } from "./figure.ts";

const HEIGHT = 250;

/** A plot on which a number of the sentence can be dragged as well. The keyboard has the number itself. */
export function DragPlot<S>({
  plot,
  view,
  number,
}: {
  plot: Plot;
  view: PaneView<S>;
  /** Name of the number along x. */
  number: string;
}) {
  const { shown, width, id, set } = view;
  const room = roomOf(plot, width, HEIGHT);
  const { value, values } = shown.number(number);
  const drag = (pointer: PointerEvent<SVGElement>) => set?.(number, valueUnder(pointer, plot, room, values));
  const foot = room.height - room.bottom;
  return (
    <div className="plot">
      <PlotDrawing plot={plot} room={room} id={`${id}-plot`}>
        <g className="cursor handle" aria-hidden="true">
          <rect
            className="reach"
            fill="transparent"
            x={room.left}
            y={room.top - 14}
            width={width - room.left - room.right}
            height={foot - room.top + 34}
            onPointerDown={
              set &&
              ((pointer) => {
                pointer.currentTarget.setPointerCapture(pointer.pointerId);
                drag(pointer);
              })
            }
            onPointerMove={set && ((pointer) => pointer.buttons > 0 && drag(pointer))}
          />
          <CursorMarks plot={plot} room={room} value={value} grip />
        </g>
      </PlotDrawing>
    </div>
  );
}

/** The value nearest to where a pointer is, whatever the drawing was scaled to. */
function valueUnder(
  { clientX, currentTarget }: PointerEvent<SVGElement>,
  plot: Plot,
  room: Room,
  values: readonly number[],
): number {
  const box = currentTarget.ownerSVGElement!.getBoundingClientRect();
  const at = ((clientX - box.left) / box.width) * room.width;
  const share = (at - room.left) / (room.width - room.left - room.right);
  const wanted = xOf(plot, room, valueAt(plot.x, Math.min(1, Math.max(0, share))));
  const far = (value: number) => Math.abs(xOf(plot, room, value) - wanted);
  return values.reduce((best, one) => (far(one) < far(best) ? one : best));
}
