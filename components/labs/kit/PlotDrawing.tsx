import type { ReactNode } from "react";
import {
  isSeries,
  type Mark,
  type Plot,
  pathOf,
  type Room,
  readAt,
  xOf,
  yOf,
} from "../../../lib/sim/plot/plot.ts";
import { ticksOf, writeValue } from "../../../lib/sim/plot/scale.ts";

const HEIGHT = 240;
const ROW = 28;

/* Attributes of the drawing and not rules of a style sheet: a note that holds one plot loads no sheet for it. */
const NAME = { fill: "var(--ink-3)" };
const TICK = { fill: "var(--ink-3)", fontFamily: "var(--mono)" };
/** Letters that stay readable on a line. */
const ON_LINES = {
  fontWeight: 700,
  stroke: "var(--paper)",
  strokeWidth: 4,
  paintOrder: "stroke",
} as const;
/** Series are told apart by line and name, never by colour alone. A name is nearer to ink than its line: letters are thinner. */
const SERIES = [
  { stroke: "var(--data-1)", strokeDasharray: undefined },
  { stroke: "var(--data-2)", strokeDasharray: "7 4" },
  { stroke: "var(--data-3)", strokeDasharray: "2 3" },
  { stroke: "var(--data-4)", strokeDasharray: "10 3 2 3" },
] as const;
const SPANS = [
  { fill: "var(--sea-tint)", stroke: "var(--sea)" },
  { fill: "var(--sunken)", stroke: "var(--edge)" },
] as const;
const RULE = { stroke: "var(--ink)", strokeWidth: 1.5, strokeDasharray: "5 4" };

const TOP = 30;
/** Where the name of the vertical axis is written. */
const AXIS_NAME = 12;
/** Below the axis: its numbers, the value of a cursor, its name. */
const BOTTOM = 50;

/** The room of a plot that is so wide: lower where it is narrow, as high as its rows where it has rows. */
export function roomOf(plot: Plot, width: number, height?: number): Room {
  const spans = plot.marks.find((mark) => mark.kind === "spans");
  const named = spans === undefined ? [] : spans.rows.map(({ name }) => name.length);
  return {
    width,
    height:
      height ?? (spans === undefined ? (width < 420 ? 210 : HEIGHT) : spans.rows.length * ROW + TOP + BOTTOM),
    left: spans === undefined ? 52 : Math.min(140, Math.max(48, ...named.map((letters) => letters * 9))),
    right: 18,
    top: TOP,
    bottom: BOTTOM,
  };
}

/**
 * A plot with its axes, without anything that moves.
 * @param id of its title, one of its own on the page
 * @param parts what stands in it, where it has been made before
 * @param children what lies on it
 */
export function PlotDrawing({
  plot,
  room,
  id,
  parts = <PlotParts plot={plot} room={room} />,
  children,
}: {
  plot: Plot;
  room: Room;
  id: string;
  parts?: ReactNode;
  children?: ReactNode;
}) {
  const { width } = room;
  return (
    <svg
      width={width}
      height={room.height}
      viewBox={`0 0 ${width} ${room.height}`}
      role="group"
      aria-labelledby={id}
      fontSize="13"
      fill="var(--ink-2)"
    >
      <title id={id}>{plot.title}</title>
      {parts}
      {children}
    </svg>
  );
}

/** Axes and marks of a plot. */
export function PlotParts({ plot, room }: { plot: Plot; room: Room }) {
  const { width } = room;
  const hasRows = plot.marks.some((mark) => mark.kind === "spans");
  const xTicks = ticksOf(plot.x, width < 420 ? 4 : 6);
  const yTicks = hasRows ? [] : ticksOf(plot.y, 4);
  const [left, right] = [room.left, width - room.right];
  const foot = room.height - room.bottom;
  const series = plot.marks.filter(isSeries);
  const heightsAt = (index: number) =>
    series.map(({ points }) => yOf(plot, room, points.at(index)?.[1] ?? plot.y.min) - 7);
  // Names stand where the series are apart.
  const atStart = spreadOf(heightsAt(0)) > 2 * spreadOf(heightsAt(-1));
  const labels = labelHeights(heightsAt(atStart ? 0 : -1), AXIS_NAME + ROOM_OF_NAME);
  return (
    <>
      <text {...NAME} x={hasRows ? left : 0} y={AXIS_NAME}>
        {hasRows ? plot.title : nameOf(plot.y)}
      </text>
      {yTicks.map((tick) => (
        <g key={tick}>
          <path stroke="var(--rule)" d={`M${left} ${yOf(plot, room, tick)}H${right}`} />
          <text {...TICK} x={left - 8} y={yOf(plot, room, tick) + 4} textAnchor="end">
            {(plot.y.write ?? String)(tick)}
          </text>
        </g>
      ))}
      <path stroke="var(--edge)" d={`M${left} ${foot}H${right}`} />
      {xTicks.map((tick) => (
        <g key={tick}>
          <path stroke="var(--edge)" d={`M${xOf(plot, room, tick)} ${foot}v5`} />
          <text {...TICK} x={xOf(plot, room, tick)} y={foot + 19} textAnchor="middle">
            {(plot.x.write ?? String)(tick)}
          </text>
        </g>
      ))}
      <text {...NAME} x={right} y={room.height - 4} textAnchor="end">
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
          atStart={atStart}
          label={series.length === 1 || !isSeries(mark) ? undefined : labels[series.indexOf(mark)]}
        />
      ))}
    </>
  );
}

const spreadOf = (heights: readonly number[]) => Math.max(...heights) - Math.min(...heights);

/** Names of nearly the same height are written one above the other, none above `top`. */
function labelHeights(wanted: readonly number[], top: number): readonly number[] {
  const heights = [...wanted];
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[b]! - wanted[a]!);
  let [next, least] = [Number.POSITIVE_INFINITY, top];
  for (const index of order) {
    heights[index] = Math.min(heights[index]!, next);
    next = heights[index]! - ROOM_OF_NAME;
  }
  for (const index of order.reverse()) {
    heights[index] = Math.max(heights[index]!, least);
    least = heights[index]! + ROOM_OF_NAME;
  }
  return heights;
}

const ROOM_OF_NAME = 16;

/** An axis that is called as what it counts in says so once. */
const nameOf = ({ label, unit }: Plot["x"]) =>
  label.endsWith(unit.trim()) ? label : `${label}, ${unit.trim()}`;

function MarkView({
  mark,
  plot,
  room,
  number,
  atStart,
  label,
}: {
  mark: Mark;
  plot: Plot;
  room: Room;
  number: number;
  atStart: boolean;
  /** Where the name of a series is written; undefined when there is only one. */
  label: number | undefined;
}) {
  const foot = room.height - room.bottom;
  switch (mark.kind) {
    case "bars":
      return mark.bins.map(({ from, to, count }) => {
        const [x, end, y] = [xOf(plot, room, from), xOf(plot, room, to), yOf(plot, room, count)];
        return (
          <path
            key={from}
            className="bar"
            fill="color-mix(in srgb, var(--data-1) 45%, transparent)"
            d={`M${x} ${foot}V${y}H${Math.max(x, end - 1)}V${foot}Z`}
          />
        );
      });
    case "spans":
      return mark.rows.map(({ name, spans }, row) => (
        <g key={name}>
          <text {...TICK} x={room.left - 8} y={room.top + row * ROW + 16} textAnchor="end">
            {name}
          </text>
          {spans.map(({ from, to, state }, index) => {
            const [x, end] = [xOf(plot, room, from), xOf(plot, room, to)];
            return (
              <g key={from}>
                <rect
                  className="span"
                  {...SPANS[index % 2]}
                  x={x}
                  y={room.top + row * ROW}
                  width={Math.max(2, end - x)}
                  height={ROW - 6}
                />
                {end - x > state.length * 13 && (
                  <text fill="var(--ink)" x={x + 6} y={room.top + row * ROW + 16}>
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
        <g>
          <path {...RULE} d={`M${x} ${room.top - 8}V${foot}`} />
          <text {...ON_LINES} fill="var(--ink)" x={x + 6} y={room.top - 2}>
            {mark.name}
          </text>
        </g>
      ) : (
        <g>
          <path {...RULE} d={`M${room.left} ${y}H${room.width - room.right}`} />
          <text {...ON_LINES} fill="var(--ink)" x={room.left + 6} y={y - 6}>
            {mark.name}
          </text>
        </g>
      );
    }
    case "dot": {
      const [x, y] = [xOf(plot, room, mark.at[0]), yOf(plot, room, mark.at[1])];
      const atEnd = x > room.width * 0.6;
      return (
        <g>
          <rect fill="var(--ink)" x={x - 5} y={y - 5} width="10" height="10" />
          <text
            {...ON_LINES}
            fill="var(--ink)"
            x={atEnd ? x - 10 : x + 10}
            y={y - 8}
            textAnchor={atEnd ? "end" : "start"}
          >
            {mark.name}
          </text>
        </g>
      );
    }
    default: {
      const named = mark.points.at(atStart ? 0 : -1);
      const look = SERIES[(number - 1) % SERIES.length]!;
      return (
        <g>
          <path
            {...look}
            strokeWidth="2.25"
            strokeLinejoin="round"
            fill={mark.kind === "area" ? `color-mix(in srgb, ${look.stroke} 18%, transparent)` : "none"}
            d={pathOf(plot, room, mark.kind, mark.points)}
          />
          {label !== undefined && named !== undefined && (
            <text
              {...ON_LINES}
              fill={`color-mix(in srgb, ${look.stroke} 60%, var(--ink))`}
              x={
                atStart
                  ? xOf(plot, room, named[0]) + 8
                  : Math.min(xOf(plot, room, named[0]), room.width - room.right)
              }
              y={label}
              textAnchor={atStart ? "start" : "end"}
            >
              {mark.name}
            </text>
          )}
        </g>
      );
    }
  }
}

/** Where one is along x: what the series are there, and the value. @param grip whether it can be dragged */
export function CursorMarks({
  plot,
  room,
  value,
  grip,
}: {
  plot: Plot;
  room: Room;
  value: number;
  grip: boolean;
}) {
  const x = xOf(plot, room, value);
  const foot = room.height - room.bottom;
  const heights = plot.marks.flatMap((mark) => {
    const y = readAt(mark, value);
    return y === undefined ? [] : [yOf(plot, room, y)];
  });
  return (
    <g pointerEvents="none">
      <path
        className="here"
        stroke="var(--coral)"
        strokeDasharray="3 3"
        d={`M${x} ${Math.min(foot, ...heights)}V${foot}`}
      />
      {heights.map((y, mark) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
        <circle key={mark} cx={x} cy={y} r="5.5" fill="var(--coral)" stroke="var(--paper)" strokeWidth="2" />
      ))}
      {grip && (
        <path
          className="grip"
          fill="var(--sea)"
          stroke="var(--paper)"
          strokeWidth="1.5"
          d={`M${x} ${foot - 7}l7 7v9h-14v-9z`}
        />
      )}
      <text
        {...ON_LINES}
        fill="var(--ink)"
        x={Math.min(Math.max(x, room.left + 40), room.width - room.right - 40)}
        y={foot + 32}
        textAnchor="middle"
      >
        {writeValue(plot.x, value)}
      </text>
    </g>
  );
}
