import { GROUPS, type GroupId } from "./groups.ts";
import type { SubjectMap } from "./schemas.ts";

/** A place on the chart, in chart units (one unit is a CSS pixel at full size). */
export type Stop = {
  readonly slug: string;
  readonly number: number;
  readonly group: GroupId;
  readonly x: number;
  readonly y: number;
  readonly lines: readonly string[];
  /** The name stands beside the station, not under it: there is another station below. */
  readonly beside: boolean;
  /** The name stands over the line that goes on from the station. */
  readonly over: boolean;
};
type Lane = {
  readonly group: GroupId;
  readonly name: string;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
/** `group` gives a line its colour; the trunk before the fork has none. */
type Rail = {
  readonly path: string;
  readonly kind: "rail" | "also";
  readonly group: GroupId | undefined;
};
export type RouteChart = {
  readonly width: number;
  readonly height: number;
  readonly lanes: readonly Lane[];
  readonly rails: readonly Rail[];
  readonly stops: readonly Stop[];
};

const LANE_ORDER: readonly GroupId[] = ["architecture", "cloud", "virtualization", "container", "kubernetes"];
const STEP = 121;
const FIRST_X = 20;
const LANE_HEIGHT = 116;
const LANE_GAP = 6;
const STATION_DROP = 58;
const STACK_STEP = 42;
/** Room for a name under its station, in Hangul widths; a Latin letter takes about half of one. */
const LINE_UNITS = 8.8;
/** What one Hangul width takes, and what stands between a name beside its station and the next column. */
const UNIT = 13;
const BESIDE_ROOM = 64;
const SOON = 2;

/**
 * Lays the reading order out as a chart of routes: a lane for each subject, a
 * column for each step of prerequisites, stations in between. Solid lines lead from
 * the note before; dotted ones from notes that are needed as well.
 */
export function layOutChart(map: SubjectMap): RouteChart {
  const bySlug = new Map(map.notes.map((note) => [note.slug, note]));
  const depths = new Map<string, number>();
  const depthOf = (slug: string): number => {
    const known = depths.get(slug);
    if (known !== undefined) return known;
    depths.set(slug, 0); // A circle in the map must not hang the build.
    const depth = Math.max(-1, ...(bySlug.get(slug)?.prerequisites ?? []).map(depthOf)) + 1;
    depths.set(slug, depth);
    return depth;
  };
  for (const note of map.notes) depthOf(note.slug);
  const columns = Math.max(0, ...depths.values()) + 1;
  const stackOf = ({ slug, group }: SubjectMap["notes"][number]) =>
    map.notes.filter((note) => note.group === group && depths.get(note.slug) === depths.get(slug));
  // A column is as wide as the longest name that stands beside its station.
  const xs = [FIRST_X];
  for (let depth = 0; depth < columns; depth++) {
    const names = map.notes.filter((note) => depths.get(note.slug) === depth && stackOf(note).length > 1);
    const widest = Math.max(0, ...names.map(({ short }) => Math.round(widthOf(short) * UNIT) + BESIDE_ROOM));
    xs.push(xs[depth]! + Math.max(STEP, widest));
  }
  const width = xs[columns]! - 14;

  // The lane that starts first holds the trunk; the others begin where it forks.
  const forkDepth = Math.min(
    ...LANE_ORDER.map((group) =>
      Math.min(...map.notes.filter((note) => note.group === group).map((note) => depths.get(note.slug)!)),
    ).filter((depth) => depth > 0),
    columns,
  );
  const laneX = (xs[forkDepth] ?? width) - 32;
  const lanes: Lane[] = [];
  const stops: Stop[] = [];
  let top = 0;
  for (const group of LANE_ORDER) {
    const notes = map.notes.filter((note) => note.group === group);
    const stacks = new Map<number, typeof notes>();
    for (const note of notes)
      stacks.set(depths.get(note.slug)!, [...(stacks.get(depths.get(note.slug)!) ?? []), note]);
    const tallest = Math.max(1, ...[...stacks.values()].map((stack) => stack.length));
    const height = LANE_HEIGHT + Math.max(0, tallest - 1) * (STACK_STEP - 17);
    const starts = Math.min(...notes.map((note) => depths.get(note.slug)!));
    const x = starts < forkDepth ? 0 : laneX;
    lanes.push({
      group,
      name: GROUPS.find((entry) => entry.id === group)!.name,
      count: notes.length,
      x,
      y: top,
      width: width - x,
      height,
    });
    for (const [depth, stack] of stacks) {
      for (const [index, note] of stack.entries()) {
        const number = map.notes.indexOf(note) + 1;
        const beside = stack.length > 1;
        const base = top + STATION_DROP + (tallest > 1 ? 16 : 0);
        stops.push({
          slug: note.slug,
          number,
          group,
          x: xs[depth]!,
          y: beside ? base + (index - 1) * STACK_STEP : base,
          lines: beside ? [note.short] : wrap(note.short),
          beside,
          over: false,
        });
      }
    }
    top += height + LANE_GAP;
  }
  return {
    width,
    height: top - LANE_GAP,
    lanes,
    rails: drawRails(map, stops, laneX),
    stops: stops
      .map((stop) => ({ ...stop, over: stop.beside && goesOn(stop, map, stops) }))
      .sort((a, b) => a.number - b.number),
  };
}

/** Whether a line of its lane runs to the right of a station: from it, or through it to another row. */
function goesOn(stop: Stop, map: SubjectMap, stops: readonly Stop[]): boolean {
  const stopOf = new Map(stops.map((one) => [one.slug, one]));
  return map.notes.some(({ slug, group, prerequisites }) => {
    const to = stopOf.get(slug)!;
    if (group !== stop.group || to.x <= stop.x) return false;
    return prerequisites.some((before) => {
      const from = stopOf.get(before);
      if (from === stop) return true;
      return from?.group === group && from.y === stop.y && from.x < stop.x && to.y !== stop.y;
    });
  });
}

function drawRails(map: SubjectMap, stops: readonly Stop[], laneX: number): Rail[] {
  const rails: Rail[] = [];
  const stopOf = new Map(stops.map((stop) => [stop.slug, stop]));
  const forks: { from: Stop; to: Stop }[] = [];
  for (const note of map.notes) {
    const to = stopOf.get(note.slug)!;
    const same = note.prerequisites.filter((slug) => stopOf.get(slug)?.group === note.group);
    for (const [index, slug] of note.prerequisites.entries()) {
      const from = stopOf.get(slug);
      if (!from) continue;
      const between = stops.some(
        (other) =>
          other.y === from.y &&
          to.y === from.y &&
          other.x > from.x &&
          other.x < to.x &&
          other.group === to.group,
      );
      const first = stops.every((other) => other.group !== to.group || other.x >= to.x);
      if (from.group !== to.group && first && from.x < laneX) forks.push({ from, to });
      else if (from.group === to.group && !between)
        rails.push({ kind: "rail", group: to.group, path: straight(from, to) });
      else if (from.group === to.group) {
        // Over the stations in between: part of the route when read soon after, else a reminder.
        const soon = to.number - from.number <= SOON;
        rails.push({
          kind: soon ? "rail" : "also",
          group: soon ? to.group : undefined,
          path: `M${from.x} ${from.y}l22-24H${to.x - 22}l22 24`,
        });
      } else {
        const kind =
          same.length === 0 && index === 0 && from.x > laneX && to.group !== "container" ? "rail" : "also";
        rails.push({ kind, group: kind === "rail" ? from.group : undefined, path: across(from, to, kind) });
      }
    }
  }
  const trunk = forks[0]?.from;
  if (trunk) {
    const x = laneX - 5;
    const ys = forks.map((fork) => fork.to.y);
    const up = Math.min(...ys);
    const down = Math.max(...ys);
    rails.unshift(
      { kind: "rail", group: undefined, path: `M${trunk.x} ${trunk.y}H${x - 14}l14-14V${up + 14}` },
      { kind: "rail", group: undefined, path: `M${x - 14} ${trunk.y}l14 14V${down - 14}` },
      ...forks.map(
        ({ to }): Rail => ({
          kind: "rail",
          group: to.group,
          path: to.y < trunk.y ? `M${x} ${to.y + 14}l14-14H${to.x}` : `M${x} ${to.y - 14}l14 14H${to.x}`,
        }),
      ),
    );
  }
  return rails.sort((a, b) => (a.kind === b.kind ? 0 : a.kind === "also" ? -1 : 1));
}

/** From stop to stop in one lane; a stack of stops is reached over a slanted step. */
function straight(from: Stop, to: Stop): string {
  if (from.y === to.y) return `M${from.x} ${from.y}H${to.x}`;
  const turn = to.x - 36;
  const sign = to.y > from.y ? 1 : -1;
  return `M${from.x} ${from.y}H${turn}l10 ${10 * sign}V${to.y - 10 * sign}l10 ${10 * sign}H${to.x}`;
}

/** To another lane: off the line, along its edge, across between two columns, and in from the left. */
function across(from: Stop, to: Stop, kind: Rail["kind"]): string {
  const sign = to.y > from.y ? 1 : -1;
  const turn = to.x - 58;
  if (kind === "rail" || from.beside) {
    const start = from.beside
      ? `M${from.x} ${from.y}l28-28`
      : `M${from.x} ${from.y}H${turn - 18}l18 ${18 * sign}`;
    if (from.beside) return `${start}V${to.y + 28}l28-28H${to.x}`;
    return `${start}V${to.y - 18 * sign}l18 ${18 * sign}H${to.x}`;
  }
  const edge = from.y - 22;
  const entry = to.y + (sign < 0 ? 20 : -20);
  return `M${from.x} ${from.y}l22-22H${turn - 20}l20 ${20 * sign}V${entry}l20 ${20 * sign}H${to.x}`.replace(
    "l22-22",
    edge < from.y ? "l22-22" : "l22 22",
  );
}

/** Breaks a station's name into at most three lines, at blanks and middle dots. */
function wrap(name: string): string[] {
  const words = name.split(/(?<=·)|\s+/);
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : last.endsWith("·") ? last + word : `${last} ${word}`;
    if (last !== undefined && widthOf(joined) <= LINE_UNITS) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (/[가-힣]/.test(char) ? 1 : 0.55), 0);
}
