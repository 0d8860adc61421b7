import type { Table } from "../lab.ts";
import { type Axis, shareOf, writeValue } from "./scale.ts";

/** A plot as data: its axes and what is drawn on them. The same data is the table beside it. */
export type Plot = {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly marks: readonly Mark[];
};

export type Point = readonly [x: number, y: number];
/** From and to along x, and what is so in between. */
export type Span = { readonly from: number; readonly to: number; readonly state: string };

export type Mark =
  /** Values along x; a step holds its value until the next. Up to four series, told apart by line and name. */
  | { readonly kind: "line" | "step" | "area"; readonly name: string; readonly points: readonly Point[] }
  /** Bars that touch, each from one x to another: a histogram. */
  | { readonly kind: "bars"; readonly name: string; readonly bins: readonly Bin[] }
  /** States of one thing after the other, or tasks, a row for each: a timeline, a Gantt chart. */
  | {
      readonly kind: "spans";
      readonly rows: readonly { readonly name: string; readonly spans: readonly Span[] }[];
    }
  /** A line across at a value: a goal, a limit. */
  | { readonly kind: "rule"; readonly axis: "x" | "y"; readonly at: number; readonly name: string }
  /** A single value with its name. */
  | { readonly kind: "dot"; readonly at: Point; readonly name: string };

type Series = Extract<Mark, { kind: "line" | "step" | "area" }>;

export function isSeries(mark: Mark): mark is Series {
  return mark.kind === "line" || mark.kind === "step" || mark.kind === "area";
}

export type Bin = { readonly from: number; readonly to: number; readonly count: number };

/** The room that a plot is drawn in, and that of its axes, in pixels. */
export type Room = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

export function xOf({ x }: Plot, room: Room, value: number): number {
  return rounded(room.left + shareOf(x, value) * (room.width - room.left - room.right));
}

export function yOf({ y }: Plot, room: Room, value: number): number {
  return rounded(room.height - room.bottom - shareOf(y, value) * (room.height - room.top - room.bottom));
}

/** The path of a series as SVG writes it. An area is closed along the foot of the plot. */
export function pathOf(
  plot: Plot,
  room: Room,
  kind: "line" | "step" | "area",
  points: readonly Point[],
): string {
  if (points.length === 0) return "";
  const at = points.map(([x, y]) => [xOf(plot, room, x), yOf(plot, room, y)] as const);
  const line = at.map(([x, y], index) =>
    index === 0 ? `M${x} ${y}` : kind === "step" ? `H${x}V${y}` : `L${x} ${y}`,
  );
  const foot = room.height - room.bottom;
  return line.join("") + (kind === "area" ? `V${foot}H${at[0]![0]}Z` : "");
}

/** How many values lie in each of equal parts of an axis; the last part includes its end. */
export function histogram(
  values: readonly number[],
  min: number,
  max: number,
  parts: number,
): readonly Bin[] {
  const counts = Array<number>(parts).fill(0);
  for (const value of values) {
    if (value < min || value > max) continue;
    counts[Math.min(parts - 1, Math.floor(((value - min) / (max - min)) * parts))]! += 1;
  }
  const width = (max - min) / parts;
  return counts.map((count, index) => ({ from: min + index * width, to: min + (index + 1) * width, count }));
}

/** For each value the share (0 to 1) that does not exceed it, as the steps of a cumulative distribution. */
export function cumulative(values: readonly number[]): readonly Point[] {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.flatMap((value, index): Point[] =>
    value === sorted[index + 1] ? [] : [[value, (index + 1) / sorted.length]],
  );
}

/** The value of a series at an x: between its points on a line, the last one on a step; undefined outside. */
export function readAt(mark: Mark, x: number): number | undefined {
  if (mark.kind === "bars") return mark.bins.find((bin) => x >= bin.from && x < bin.to)?.count;
  if (!isSeries(mark)) return undefined;
  const after = mark.points.findIndex((point) => point[0] >= x);
  const next = mark.points[after];
  if (next === undefined) return mark.kind === "step" ? mark.points.at(-1)?.[1] : undefined;
  if (next[0] === x || after === 0) return next[0] === x ? next[1] : undefined;
  const before = mark.points[after - 1]!;
  if (mark.kind === "step") return before[1];
  return before[1] + ((x - before[0]) / (next[0] - before[0])) * (next[1] - before[1]);
}

/** What a plot shows at an x, in words: for the reading cursor and whoever hears it. */
export function sayAt(plot: Plot, x: number): string {
  const values = plot.marks.flatMap((mark) => {
    const value = readAt(mark, x);
    return value === undefined || !("name" in mark) ? [] : [`${mark.name} ${writeValue(plot.y, value)}`];
  });
  const states = plot.marks.flatMap((mark) =>
    mark.kind === "spans"
      ? mark.rows.flatMap(({ name, spans }) => {
          const span = spans.find(({ from, to }) => x >= from && x < to);
          return span === undefined ? [] : [`${name} ${span.state}`];
        })
      : [],
  );
  return [`${plot.x.label} ${writeValue(plot.x, x)}`, ...values, ...states].join(", ");
}

/** The values of a plot as a table: a row for each x of a series, each bin, each span. */
export function tableOf(plot: Plot): Table {
  const series = plot.marks.filter(isSeries);
  const bins = plot.marks.find((mark) => mark.kind === "bars");
  const spans = plot.marks.find((mark) => mark.kind === "spans");
  if (spans !== undefined) {
    return {
      caption: plot.title,
      columns: ["것", "상태", "부터", "까지"],
      rows: spans.rows.flatMap(({ name, spans: own }) =>
        own.map(({ state, from, to }) => [name, state, writeValue(plot.x, from), writeValue(plot.x, to)]),
      ),
    };
  }
  if (bins !== undefined) {
    return {
      caption: plot.title,
      columns: [plot.x.label, bins.name],
      rows: bins.bins.map(({ from, to, count }) => [
        `${writeValue(plot.x, from)}–${writeValue(plot.x, to)}`,
        writeValue(plot.y, count),
      ]),
    };
  }
  const xs = [...new Set(series.flatMap((mark) => mark.points.map(([x]) => x)))].sort((a, b) => a - b);
  return {
    caption: plot.title,
    columns: [plot.x.label, ...series.map(({ name }) => name)],
    rows: xs.map((x) => [
      writeValue(plot.x, x),
      ...series.map((mark) => {
        const value = readAt(mark, x);
        return value === undefined ? "" : writeValue(plot.y, value);
      }),
    ]),
  };
}

/** Half a pixel is all that is seen. */
function rounded(pixels: number): number {
  return Math.round(pixels * 2) / 2;
}
