import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from "react";
import {
  isSeries,
  type Mark,
  type Plot,
  pathOf,
  type Room,
  readAt,
  sayAt,
  tableOf,
  xOf,
  yOf,
} from "../../../lib/sim/plot/plot.ts";
import { ticksOf, valueAt, writeValue } from "../../../lib/sim/plot/scale.ts";
import * as words from "../../../lib/words/words.ts";
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
const HEIGHT = 240;
const ROW = 28;

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

  const spans = plot.marks.find((mark) => mark.kind === "spans");
  const named = spans === undefined ? [] : spans.rows.map(({ name }) => name.length);
  const room: Room = {
    width,
    height: spans === undefined ? (width < 420 ? 210 : HEIGHT) : spans.rows.length * ROW + 56,
    left: spans === undefined ? 52 : Math.min(140, Math.max(48, ...named.map((letters) => letters * 9))),
    right: 18,
    top: 30,
    bottom: 44,
  };
  const xTicks = ticksOf(plot.x, width < 420 ? 4 : 6);
  const yTicks = spans === undefined ? ticksOf(plot.y, 4) : [];
  const [left, right] = [room.left, width - room.right];
  const foot = room.height - room.bottom;
  const series = plot.marks.filter(isSeries);
  const labels = labelHeights(
    series.map(({ points }) => yOf(plot, room, points.at(-1)?.[1] ?? plot.y.min) - 7),
  );

  return (
    <div className="plot">
      <div ref={frame} className="plot-frame">
        <svg
          width={width}
          height={room.height}
          viewBox={`0 0 ${width} ${room.height}`}
          role="group"
          aria-labelledby={id}
        >
          <title id={id}>{plot.title}</title>
          <text className="axis-name" x={spans === undefined ? 0 : left} y="12">
            {spans === undefined ? nameOf(plot.y) : plot.title}
          </text>
          {yTicks.map((tick) => (
            <g key={tick}>
              <path className="grid" d={`M${left} ${yOf(plot, room, tick)}H${right}`} />
              <text className="tick" x={left - 8} y={yOf(plot, room, tick) + 4} textAnchor="end">
                {(plot.y.write ?? String)(tick)}
              </text>
            </g>
          ))}
          <path className="axis" d={`M${left} ${foot}H${right}`} />
          {xTicks.map((tick) => (
            <g key={tick}>
              <path className="axis" d={`M${xOf(plot, room, tick)} ${foot}v5`} />
              <text className="tick" x={xOf(plot, room, tick)} y={foot + 19} textAnchor="middle">
                {(plot.x.write ?? String)(tick)}
              </text>
            </g>
          ))}
          <text className="axis-name" x={right} y={room.height - 4} textAnchor="end">
            {nameOf(plot.x)}
          </text>
          {plot.marks.map((mark, index) => (
            <MarkView
              // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
              key={index}
              mark={mark}
              plot={plot}
              room={room}
              number={(isSeries(mark) ? series.indexOf(mark) : -1) + 1}
              label={series.length === 1 || !isSeries(mark) ? undefined : labels[series.indexOf(mark)]}
            />
          ))}
          <Cursor plot={plot} room={room} handle={handle} />
        </svg>
      </div>
      <details className="lab-words" onToggle={(toggled) => setOpen(toggled.currentTarget.open)}>
        <summary>{words.valuesAsTable}</summary>
        {lookedAt && <StateTable table={tableOf(plot)} />}
      </details>
    </div>
  );
}

/** Names that end at nearly the same height are written one above the other. */
function labelHeights(wanted: readonly number[]): readonly number[] {
  const heights = [...wanted];
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[b]! - wanted[a]!);
  for (const [place, index] of order.entries()) {
    const below = order[place - 1];
    if (below !== undefined) heights[index] = Math.min(heights[index]!, heights[below]! - 16);
  }
  return heights;
}

const nameOf = ({ label, unit }: Plot["x"]) => (unit === "" ? label : `${label}, ${unit.trim()}`);

function MarkView({
  mark,
  plot,
  room,
  number,
  label,
}: {
  mark: Mark;
  plot: Plot;
  room: Room;
  number: number;
  /** Where the name of a series is written; undefined when there is only one. */
  label: number | undefined;
}) {
  const foot = room.height - room.bottom;
  switch (mark.kind) {
    case "bars":
      return mark.bins.map(({ from, to, count }) => {
        const [x, end, y] = [xOf(plot, room, from), xOf(plot, room, to), yOf(plot, room, count)];
        return <path key={from} className="bar" d={`M${x} ${foot}V${y}H${Math.max(x, end - 1)}V${foot}Z`} />;
      });
    case "spans":
      return mark.rows.map(({ name, spans }, row) => (
        <g key={name}>
          <text className="tick" x={room.left - 8} y={room.top + row * ROW + 16} textAnchor="end">
            {name}
          </text>
          {spans.map(({ from, to, state }, index) => {
            const [x, end] = [xOf(plot, room, from), xOf(plot, room, to)];
            return (
              <g key={from}>
                <rect
                  className={`span s${index % 2}`}
                  x={x}
                  y={room.top + row * ROW}
                  width={Math.max(2, end - x)}
                  height={ROW - 6}
                />
                {end - x > state.length * 13 && (
                  <text className="tick in" x={x + 6} y={room.top + row * ROW + 16}>
                    {state}
                  </text>
                )}
              </g>
            );
          })}
        </g>
      ));
    case "rule": {
      const [x, y] = [xOf(plot, room, mark.at), yOf(plot, room, mark.at)];
      return mark.axis === "x" ? (
        <g className="rule">
          <path d={`M${x} ${room.top - 8}V${foot}`} />
          <text x={x + 6} y={room.top - 2}>
            {mark.name}
          </text>
        </g>
      ) : (
        <g className="rule">
          <path d={`M${room.left} ${y}H${room.width - room.right}`} />
          <text x={room.left + 6} y={y - 6}>
            {mark.name}
          </text>
        </g>
      );
    }
    case "dot": {
      const [x, y] = [xOf(plot, room, mark.at[0]), yOf(plot, room, mark.at[1])];
      const atEnd = x > room.width * 0.6;
      return (
        <g className="dot">
          <rect x={x - 5} y={y - 5} width="10" height="10" />
          <text x={atEnd ? x - 10 : x + 10} y={y - 8} textAnchor={atEnd ? "end" : "start"}>
            {mark.name}
          </text>
        </g>
      );
    }
    default: {
      const last = mark.points.at(-1);
      return (
        <g className={`series n${number}`}>
          <path className={mark.kind} d={pathOf(plot, room, mark.kind, mark.points)} />
          {label !== undefined && last !== undefined && (
            <text
              x={Math.min(xOf(plot, room, last[0]), room.width - room.right)}
              y={Math.max(room.top - 8, label)}
              textAnchor="end"
            >
              {mark.name}
            </text>
          )}
        </g>
      );
    }
  }
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

  const x = xOf(plot, room, value);
  const foot = room.height - room.bottom;
  const marks = plot.marks.flatMap((mark) => {
    const y = readAt(mark, value);
    return y === undefined ? [] : [yOf(plot, room, y)];
  });
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
      {shown && (
        <>
          <path className="here" d={`M${x} ${Math.min(foot, ...marks)}V${foot}`} />
          {marks.map((y, mark) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
            <circle key={mark} cx={x} cy={y} r="5" />
          ))}
          {handle !== undefined && <path className="grip" d={`M${x} ${foot - 7}l7 7v9h-14v-9z`} />}
          <text
            className="value"
            x={Math.min(Math.max(x, room.left + 40), room.width - room.right - 40)}
            y={foot + 34}
            textAnchor="middle"
          >
            {writeValue(plot.x, value)}
          </text>
        </>
      )}
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
