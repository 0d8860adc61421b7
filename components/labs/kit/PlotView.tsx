import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { type Plot, type Room, sayAt, tableOf, xOf } from "../../../lib/sim/plot/plot.ts";
import { ticksOf, valueAt } from "../../../lib/sim/plot/scale.ts";
import * as words from "../../../lib/words/words.ts";
import { CursorMarks, PlotDrawing, PlotParts, roomOf } from "./PlotDrawing.tsx";
import { StateTable } from "./Tables.tsx";
import { useLookedAt } from "./Transcript.tsx";

/** What a reader drags along x. */
export type PlotHandle = {
  readonly label: string;
  readonly value: number;
  /** The values it may have, in order. */
  readonly values: readonly number[];
  /** @param amends whether the same drag goes on */
  readonly onChange: (value: number, amends: boolean) => void;
};

/** A drawing is made for the width it has; until that is known, and on paper, for this one. */
const USUAL_WIDTH = 640;

/**
 * A plot with its axes and, folded away, its table. Drawn anew for every width, so that its words keep their
 * size. Where something can be dragged, the handle is a slider for the keyboard too; else the same slider only
 * reads values.
 */
export function PlotView({ plot, handle }: { plot: Plot; handle?: PlotHandle }) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL_WIDTH);
  const [lookedAt, setOpen] = useLookedAt();
  const id = useId();
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const wide = Math.round(entry?.contentRect.width ?? 0);
      if (wide > 0) setWidth(Math.max(260, wide));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const room = roomOf(plot, width);
  // A cursor that moves draws no axes and marks anew.
  const parts = useMemo(() => <PlotParts plot={plot} room={roomOf(plot, width)} />, [plot, width]);
  return (
    <div className="plot">
      <div ref={frame} className="plot-frame">
        <PlotDrawing plot={plot} room={room} id={id} parts={parts}>
          <Cursor plot={plot} room={room} handle={handle} />
        </PlotDrawing>
      </div>
      <details className="lab-words" onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
        <summary>{words.valuesAsTable}</summary>
        {lookedAt && <StateTable table={tableOf(plot)} />}
      </details>
    </div>
  );
}

/** A slider on the plot: where the reader is, or what the reader drags. */
function Cursor({ plot, room, handle }: { plot: Plot; room: Room; handle: PlotHandle | undefined }) {
  const values = handle?.values ?? ticksOf(plot.x, 20);
  const [read, setRead] = useState<number>();
  const [focused, setFocused] = useState(false);
  const dragging = useRef(false);
  const value = handle?.value ?? read ?? values[0] ?? plot.x.min;
  const index = Math.max(0, values.indexOf(value));

  function moveTo(next: number | undefined, amends: boolean): void {
    if (next === undefined || next === value) return;
    if (handle === undefined) setRead(next);
    else handle.onChange(next, amends);
  }
  function drag(pointer: PointerEvent<SVGElement>): void {
    const box = pointer.currentTarget.ownerSVGElement!.getBoundingClientRect();
    const share = (pointer.clientX - box.left - room.left) / (room.width - room.left - room.right);
    const wanted = valueAt(plot.x, Math.min(1, Math.max(0, share)));
    const far = (one: number) => Math.abs(xOf(plot, room, one) - xOf(plot, room, wanted));
    moveTo(
      values.reduce((best, one) => (far(one) < far(best) ? one : best), values[0] ?? value),
      dragging.current,
    );
    dragging.current = true;
  }
  function press(pressed: KeyboardEvent): void {
    const last = values.length - 1;
    const to = KEYS[pressed.key]?.(index, last);
    if (to === undefined) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    moveTo(values[Math.min(last, Math.max(0, to))], false);
  }

  const foot = room.height - room.bottom;
  const said = sayAt(plot, value);
  const shown = handle !== undefined || focused;
  return (
    <g
      role="slider"
      tabIndex={0}
      className={handle === undefined ? "cursor" : "cursor handle"}
      aria-label={handle?.label ?? words.readValues(plot.x.label)}
      aria-valuemin={values[0]}
      aria-valuemax={values.at(-1)}
      aria-valuenow={value}
      aria-valuetext={said}
      onKeyDown={press}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <rect
        className="reach"
        x={room.left}
        y={room.top - 14}
        width={room.width - room.left - room.right}
        height={foot - room.top + 34}
        onPointerDown={(pointer) => {
          pointer.currentTarget.setPointerCapture(pointer.pointerId);
          dragging.current = false;
          drag(pointer);
        }}
        onPointerMove={(pointer) => {
          if (pointer.buttons > 0) drag(pointer);
        }}
      />
      {shown && <CursorMarks plot={plot} room={room} value={value} grip={handle !== undefined} />}
    </g>
  );
}

const KEYS: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowRight: (index) => index + 1,
  ArrowUp: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index - 1,
  PageUp: (index, last) => index + Math.max(1, Math.round(last / 10)),
  PageDown: (index, last) => index - Math.max(1, Math.round(last / 10)),
  Home: () => 0,
  End: (_, last) => last,
};
