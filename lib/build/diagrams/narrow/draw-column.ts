import type { Graph, GraphEdge, GraphGroup, GraphNode, Head } from "./graph.ts";
import {
  LINE,
  type Measure,
  NARROW,
  type NarrowDrawing,
  pathOf,
  SMALL,
  shell,
  TEXT,
  tag,
  words,
  wrapLines,
} from "./markup.ts";
import { orderRows, type Row } from "./order-rows.ts";

/** Steps of a lane beside the boxes, and the straight run before a head. */
const LANE = 13;
const RUN = 14;
const INDENT = 10;
const PAD = 12;
const LEAST_BOX = 76;
/** Words on a line in a lane are no wider. */
const WORDS = 104;
const GAP = 14;
const TITLE = 28;

/** Lines that leave one box, or reach one, together. */
type Bus = { readonly shared: string; readonly out: boolean; readonly edges: GraphEdge[]; lane: number };
/** Where a line of a lane stands at a box. */
type Stub = { readonly bus: Bus; readonly edge?: GraphEdge; readonly label: readonly string[]; y: number };
type Box = {
  left: number;
  right: number;
  top: number;
  bottom: number;
  lines: readonly string[];
  rows: readonly string[];
  readonly stubs: readonly Stub[];
};

/**
 * Draws a graph as one column: boxes under one another, groups as slabs around them. What
 * leads to the next box is an arrow between them with its words at its right; everything
 * else leaves at the right, and goes along a lane beside the boxes.
 * @param prefix `fig-<id>-`, before the name of every element
 */
export function drawColumn(graph: Graph, prefix: string, measure: Measure): NarrowDrawing | undefined {
  const rows = orderRows(graph);
  if (rows.length === 0) return undefined;
  const small = (text: string) => measure(text, SMALL);
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    if (!first.has(idOf(row))) first.set(idOf(row), index);
    last.set(idOf(row), index);
  }
  const edges = graph.edges.filter(({ from, to }) => first.has(from) && first.has(to));
  const straight = chooseStraight(rows, edges, first, last);
  const direct = new Set(straight.map(({ edge }) => edge));
  const buses = gatherBuses(edges.filter((edge) => !direct.has(edge)));
  const lanes = assignLanes(buses, first);
  /** Left of this everything stands but the lanes. */
  const edge0 = lanes === 0 ? NARROW - 1 : NARROW - 4 - lanes * LANE;
  const slabRight = (depth: number) => edge0 - depth * 6;

  const boxes = new Map<string, Box>();
  for (const row of rows) {
    if (row.kind === "foot") continue;
    const stubs = buses.flatMap((bus) => stubsOf(bus, idOf(row), small));
    boxes.set(idOf(row), { left: 0, right: 0, top: 0, bottom: 0, lines: [], rows: [], stubs });
  }
  setWidths(rows, boxes, slabRight, measure);
  for (const line of straight) {
    const [upper, lower] = [boxes.get(line.upper)!, boxes.get(line.lower)!];
    line.x = (Math.max(upper.left, lower.left) + Math.min(upper.right, lower.right)) / 2;
    line.label = wrapLines(line.edge.label, Math.max(60, slabRight(line.depth) - line.x - 14), small);
  }
  const height = setHeights(rows, boxes, straight);

  const slabs: string[] = [];
  const lines: string[] = [];
  const shapes: string[] = [];
  const said: string[] = [];
  for (const row of rows) {
    if (row.kind === "foot") continue;
    const box = boxes.get(idOf(row))!;
    const ground = groundOf(row.kind === "head" ? row.depth + 1 : row.depth);
    if (row.kind === "node") shapes.push(drawNode(row.node, box, prefix));
    else {
      slabs.push(drawSlab(row.group, box, ground, prefix));
      const middle = box.top + TITLE / 2 + 1 + ((box.lines.length - 1) * LINE) / 2;
      if (box.lines.length > 0)
        said.push(words(box.lines, middle, { x: box.left + 10, fill: "var(--ink-2)" }, ground));
    }
    for (const { label, y } of box.stubs) {
      if (label.length === 0) continue;
      const middle = y - 4 - (label.length * (SMALL + 3)) / 2;
      const place =
        row.kind === "head" ? { x: box.right - 6, "text-anchor": "end" } : { x: box.right + RUN - 4 };
      said.push(words(label, middle, { ...place, size: SMALL }, ground));
    }
  }
  for (const { edge, upper, lower, x, label, middle, depth } of straight) {
    const points: [number, number][] = [
      [x, boxes.get(upper)!.bottom],
      [x, boxes.get(lower)!.top],
    ];
    lines.push(drawLine(edge, edge.from === upper ? points : points.reverse(), prefix));
    if (label.length > 0) said.push(words(label, middle, { x: x + 8, size: SMALL }, groundOf(depth)));
  }
  for (const bus of buses) {
    const near = boxes.get(bus.shared)!;
    for (const edge of bus.edges) {
      const far = boxes.get(otherEnd(bus, edge))!;
      const x = edge0 + 8 + bus.lane * LANE;
      const points: [number, number][] = [
        [near.right, stubAt(near, bus).y],
        [x, stubAt(near, bus).y],
        [x, stubAt(far, bus, edge).y],
        [far.right, stubAt(far, bus, edge).y],
      ];
      lines.push(drawLine(edge, bus.out ? points : points.reverse(), prefix));
    }
  }
  return shell(NARROW, height, slabs.join("") + lines.join("") + shapes.join("") + said.join(""));
}

/** Paper and slab take turns, as in the wide drawing. */
const groundOf = (depth: number) => (depth % 2 === 1 ? "var(--well)" : "var(--paper)");

const otherEnd = (bus: Bus, edge: GraphEdge) => (bus.out ? edge.to : edge.from);

/** The ends of a bus at a box. The words stand where the lines are apart: a lone one has them where it begins. */
function stubsOf(bus: Bus, id: string, small: (text: string) => number): Stub[] {
  const label = (edge: GraphEdge) => wrapLines(edge.label, WORDS, small);
  const [only] = bus.edges;
  const isLone = bus.edges.length === 1;
  const shared: Stub = { bus, label: isLone ? label(only!) : [], y: 0 };
  return [
    ...(bus.shared === id ? [shared] : []),
    ...bus.edges
      .filter((edge) => otherEnd(bus, edge) === id)
      .map((edge) => ({ bus, edge, label: isLone ? [] : label(edge), y: 0 })),
  ];
}

/** A line to what stands right below; its words stand in the gap above row `gap`. */
type Straight = {
  readonly edge: GraphEdge;
  readonly upper: string;
  readonly lower: string;
  readonly gap: number;
  readonly depth: number;
  x: number;
  label: readonly string[];
  middle: number;
};

/** Lines between a box or group and what stands right under it: one for each such pair. */
function chooseStraight(
  rows: readonly Row[],
  edges: readonly GraphEdge[],
  first: ReadonlyMap<string, number>,
  last: ReadonlyMap<string, number>,
): Straight[] {
  const taken = new Set<number>();
  return edges.flatMap((edge): Straight[] => {
    const [upper, lower] =
      first.get(edge.from)! < first.get(edge.to)! ? [edge.from, edge.to] : [edge.to, edge.from];
    const [above, below] = [last.get(upper)!, first.get(lower)!];
    // Between them only groups may end or begin.
    if (above >= below || rows.slice(above + 1, below).some((row) => row.kind === "node")) return [];
    const gap = rows.findIndex((row, index) => index > above && row.kind !== "foot");
    if (taken.has(gap)) return [];
    taken.add(gap);
    const depth = Math.min(rows[above]!.depth, rows[below]!.depth);
    return [{ edge, upper, lower, gap, depth, x: 0, label: [], middle: 0 }];
  });
}

/** Lines of one look that share an end share a lane, at the end where more of them meet. */
function gatherBuses(edges: readonly GraphEdge[]): Bus[] {
  const lookOf = ({ dashes = "", thick, start, end }: GraphEdge) => `${dashes}|${thick}|${start}|${end}`;
  const keyOf = (edge: GraphEdge, out: boolean) => `${out ? edge.from : edge.to}|${lookOf(edge)}`;
  const count = (edge: GraphEdge, out: boolean) =>
    edges.filter((other) => keyOf(other, out) === keyOf(edge, out)).length;
  const buses = new Map<string, Bus>();
  for (const edge of edges) {
    const out = count(edge, true) >= count(edge, false);
    const key = `${out}|${keyOf(edge, out)}`;
    const known = buses.get(key);
    if (known && edge.from !== edge.to) known.edges.push(edge);
    else
      buses.set(known ? `${key}|${buses.size}` : key, {
        shared: out ? edge.from : edge.to,
        out,
        edges: [edge],
        lane: 0,
      });
  }
  return [...buses.values()];
}

/** Gives each bus the innermost lane that is free along its way. @returns how many lanes there are */
function assignLanes(buses: readonly Bus[], first: ReadonlyMap<string, number>): number {
  const spanOf = (bus: Bus) => {
    const ends = [bus.shared, ...bus.edges.map((edge) => (bus.out ? edge.to : edge.from))];
    const places = ends.map((id) => first.get(id)!);
    return [Math.min(...places), Math.max(...places)] as const;
  };
  const lengthOf = (bus: Bus) => spanOf(bus)[1] - spanOf(bus)[0];
  const lanes: (readonly [number, number])[][] = [];
  for (const bus of [...buses].sort((one, other) => lengthOf(one) - lengthOf(other))) {
    const [from, to] = spanOf(bus);
    let lane = lanes.findIndex((taken) => taken.every(([start, end]) => end < from || start > to));
    if (lane < 0) lane = lanes.push([]) - 1;
    lanes[lane]!.push([from, to]);
    bus.lane = lane;
  }
  return lanes.length;
}

const stubAt = (box: Box, bus: Bus, edge?: GraphEdge) =>
  box.stubs.find((stub) => stub.bus === bus && stub.edge === edge)!;

/** Boxes of one group take all the width but the room for the words beside them. */
function setWidths(
  rows: readonly Row[],
  boxes: ReadonlyMap<string, Box>,
  slabRight: (depth: number) => number,
  measure: Measure,
): void {
  const size = (text: string) => measure(text, TEXT);
  const small = (text: string) => measure(text, SMALL);
  const widest = (lines: readonly string[], by: (text: string) => number) => Math.max(0, ...lines.map(by));
  const besideOf = (stubs: readonly Stub[]) =>
    stubs.length === 0
      ? 0
      : RUN +
        widest(
          stubs.flatMap(({ label }) => label),
          small,
        );
  const families = new Map<string, (Row & { kind: "node" })[]>();
  for (const row of rows) {
    if (row.kind === "node") families.set(row.node.parent, [...(families.get(row.node.parent) ?? []), row]);
    if (row.kind !== "head") continue;
    const box = boxes.get(row.group.id)!;
    box.left = row.depth * INDENT + 0.5;
    box.right = slabRight(row.depth);
    box.lines = wrapLines([row.group.title], box.right - box.left - 20 - besideOf(box.stubs), size);
  }
  for (const family of families.values()) {
    const { depth } = family[0]!;
    const left = depth * INDENT + (depth === 0 ? 1 : 0);
    const right = slabRight(depth) - (depth === 0 ? 0 : 4);
    const beside = besideOf(family.flatMap(({ node }) => boxes.get(node.id)!.stubs));
    const room = Math.max(LEAST_BOX, right - left - beside);
    let width = room;
    for (const { node } of family) {
      const box = boxes.get(node.id)!;
      const inner = node.shape === "choice" ? room - 2 * PAD - 16 : room - 2 * PAD;
      box.lines = wrapLines(node.lines, inner, size);
      box.rows = wrapLines(node.rows, inner, small);
      width = Math.max(width, room - inner + widest(box.lines, size), room - inner + widest(box.rows, small));
    }
    for (const { node } of family) {
      const box = boxes.get(node.id)!;
      const narrow = node.shape === "start" || node.shape === "end" ? 16 : width;
      box.left = left + (width - narrow) / 2;
      box.right = box.left + narrow;
    }
  }
}

/** Puts rows under one another. @returns the height of all */
function setHeights(
  rows: readonly Row[],
  boxes: ReadonlyMap<string, Box>,
  straight: readonly Straight[],
): number {
  let y = 2;
  for (const [index, row] of rows.entries()) {
    const box = boxes.get(idOf(row))!;
    if (row.kind === "foot") {
      y += 10;
      box.bottom = y;
      continue;
    }
    const line = straight.find(({ gap }) => gap === index);
    if (line) {
      const gap = Math.max(26, line.label.length * (SMALL + 3) + 16);
      line.middle = y + gap / 2 - 2;
      y += gap;
    } else if (index > 0) {
      const isReached = row.kind === "node" && straight.some(({ lower }) => lower === row.node.id);
      y += rows[index - 1]!.kind !== "head" ? GAP : isReached ? 12 : 4;
    }
    box.top = y;
    const stubs = sortStubs(box, boxes);
    const needs = stubs.map(({ label }) => (label.length > 0 ? label.length * (SMALL + 3) + 8 : 14));
    const need = needs.reduce((sum, one) => sum + one, 0);
    const own = row.kind === "node" ? heightOf(row.node, box) : headOf(row.group, box);
    const height = Math.max(own, need === 0 ? 0 : need + 6);
    placeStubs(stubs, needs, y, height);
    y += height;
    box.bottom = y;
  }
  return y + 2;
}

const idOf = (row: Row) => (row.kind === "node" ? row.node.id : row.group.id);

function headOf(group: GraphGroup, box: Box): number {
  return group.title === "" ? 8 : TITLE + (box.lines.length - 1) * LINE;
}

function heightOf(node: GraphNode, box: Box): number {
  if (node.shape === "start" || node.shape === "end") return 16;
  if (node.shape === "bar") return 8;
  const members = box.rows.length === 0 ? 0 : box.rows.length * (SMALL + 3) + 12;
  return box.lines.length * LINE + 16 + members + (node.shape === "store" ? 8 : 0);
}

/** Lines that go up leave above those that go down, so that none crosses another at its own box. */
function sortStubs(box: Box, boxes: ReadonlyMap<string, Box>): Stub[] {
  const order = [...boxes.keys()];
  const own = [...boxes.values()].indexOf(box);
  const rank = ({ bus, edge }: Stub) => {
    const ends = edge === undefined ? bus.edges.map((one) => otherEnd(bus, one)) : [bus.shared];
    const isUp = ends.every((id) => order.indexOf(id) < own);
    return isUp ? bus.lane : 1000 - bus.lane;
  };
  return [...box.stubs].sort((one, other) => rank(one) - rank(other));
}

function placeStubs(stubs: readonly Stub[], needs: readonly number[], top: number, height: number): void {
  const need = needs.reduce((sum, one) => sum + one, 0);
  let y = top + (height - need) / 2;
  for (const [index, stub] of stubs.entries()) {
    y += needs[index]!;
    // A line without words runs in the middle of its room, one with words under them.
    stub.y = stub.label.length > 0 ? y - 2 : y - needs[index]! / 2;
  }
}

function drawSlab(group: GraphGroup, box: Box, fill: string, prefix: string): string {
  const shape = tag("rect", {
    x: box.left,
    y: box.top,
    width: box.right - box.left,
    height: box.bottom - box.top,
    rx: 4,
    fill: group.fill ?? fill,
    stroke: group.stroke ?? (group.dashes ? "var(--edge)" : undefined),
    "stroke-dasharray": group.dashes,
  });
  return group.name === "" ? shape : tag("g", { "data-node": prefix + group.name }, shape);
}

function drawNode(node: GraphNode, box: Box, prefix: string): string {
  const { left, right, top, bottom } = box;
  const middle = (left + right) / 2;
  const look = {
    fill: node.fill ?? (node.shape === "note" ? "var(--amber-tint)" : "var(--paper)"),
    stroke: node.stroke ?? (node.shape === "note" ? undefined : "var(--ink)"),
    "stroke-width": node.shape === "note" && !node.stroke ? undefined : 1.5,
    "stroke-dasharray": node.dashes,
  };
  const rect = (rx: number) =>
    tag("rect", { x: left, y: top, width: right - left, height: bottom - top, rx, ...look });
  const height = bottom - top;
  let shape: string;
  switch (node.shape) {
    case "start":
      shape = tag("circle", { cx: middle, cy: (top + bottom) / 2, r: 7, fill: "var(--ink)" });
      break;
    case "end":
      shape =
        tag("circle", { cx: middle, cy: (top + bottom) / 2, r: 7, ...look }) +
        tag("circle", { cx: middle, cy: (top + bottom) / 2, r: 3.5, fill: "var(--ink)" });
      break;
    case "bar":
      shape = tag("rect", { x: left, y: top, width: right - left, height, fill: "var(--ink)" });
      break;
    case "choice": {
      const half = height / 2;
      const cut = Math.min(half, 16);
      const points = [
        [left + cut, top],
        [right - cut, top],
        [right, top + half],
        [right - cut, bottom],
        [left + cut, bottom],
        [left, top + half],
      ];
      shape = tag("polygon", { points: points.map((point) => point.join(",")).join(" "), ...look });
      break;
    }
    case "store":
      shape =
        rect(4) +
        tag("path", {
          d: `M${left} ${top + 7}H${right}`,
          stroke: look.stroke,
          "stroke-width": 1.5,
          "stroke-dasharray": node.dashes,
        });
      break;
    case "round":
      shape = rect(Math.min(14, height / 2));
      break;
    default:
      shape = rect(node.shape === "note" ? 2 : 4);
  }
  const head = box.lines.length * LINE + 16 + (node.shape === "store" ? 8 : 0);
  const text =
    box.lines.length === 0
      ? ""
      : words(
          box.lines,
          box.rows.length > 0 ? top + head / 2 : (top + bottom) / 2 + (node.shape === "store" ? 4 : 0),
          { x: middle, "text-anchor": "middle", "font-weight": box.rows.length > 0 ? 700 : undefined },
        );
  const members =
    box.rows.length === 0
      ? ""
      : tag("path", { d: `M${left} ${top + head}H${right}`, stroke: "var(--ink)" }) +
        words(box.rows, top + head + 6 + (box.rows.length * (SMALL + 3)) / 2, { x: left + PAD, size: SMALL });
  const body = tag("g", { "data-node": node.name && prefix + node.name }, shape + text + members);
  const isSafe = node.href !== "" && !/^(?:javascript|data|vbscript):/i.test(node.href);
  return isSafe ? tag("a", { href: node.href }, body) : body;
}

/** A line with its heads, drawn as shapes: a drawing without ids cannot refer to a marker. */
function drawLine(edge: GraphEdge, points: [number, number][], prefix: string): string {
  const stroke = "var(--ink-2)";
  const start = drawHead(edge.start, points[1]!, points[0]!);
  const end = drawHead(edge.end, points.at(-2)!, points.at(-1)!);
  const line = tag("path", {
    d: pathOf(points),
    fill: "none",
    stroke,
    "stroke-width": edge.thick ? 3 : 1.5,
    "stroke-dasharray": edge.dashes,
  });
  return tag("g", { "data-node": edge.name && prefix + edge.name }, line + start + end);
}

/** What stands at `tip`, coming from `from`. */
function drawHead(head: Head, from: readonly [number, number], tip: readonly [number, number]): string {
  if (head === "none") return "";
  const [x, y] = tip;
  const [dx, dy] = [Math.sign(x - from[0]), Math.sign(y - from[1])];
  /** `back` against the direction of the line, `aside` across it. */
  const at = (back: number, aside: number) => [x - dx * back - dy * aside, y - dy * back + dx * aside];
  const shape = (points: number[][], fill: string) =>
    tag("polygon", {
      points: points.map((point) => point.join(",")).join(" "),
      fill,
      stroke: fill === "var(--paper)" ? "var(--ink-2)" : undefined,
      "stroke-width": fill === "var(--paper)" ? 1.5 : undefined,
    });
  const ink = "var(--ink-2)";
  const stroked = (d: string) => tag("path", { d, fill: "none", stroke: ink, "stroke-width": 1.5 });
  const go = (points: number[][]) =>
    points.map((point, index) => `${index === 0 ? "M" : "L"}${point.join(" ")}`).join("");
  switch (head) {
    case "arrow":
      return shape([at(0, 0), at(9, 4.5), at(9, -4.5)], ink);
    case "triangle":
      return shape([at(0, 0), at(11, 6), at(11, -6)], "var(--paper)");
    case "diamond":
      return shape([at(0, 0), at(7, 4.5), at(14, 0), at(7, -4.5)], ink);
    case "hollow":
      return shape([at(0, 0), at(7, 4.5), at(14, 0), at(7, -4.5)], "var(--paper)");
    case "circle": {
      const [cx, cy] = at(5, 0);
      return tag("circle", { cx, cy, r: 4, fill: ink });
    }
    case "open":
      return stroked(go([at(9, 4.5), at(0, 0), at(9, -4.5)]));
    case "cross":
      return stroked(`${go([at(11, 4), at(3, -4)])}${go([at(11, -4), at(3, 4)])}`);
  }
}
