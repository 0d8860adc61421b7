import type { LayoutData } from "../narrow/graph.ts";
import { SPACING_NAME } from "../spacing.ts";

type Point = { readonly x: number; readonly y: number };
type Config = Readonly<Record<string, unknown>>;

/** Ways of laying out the same graph. None is best for all, so each is tried and the clearest one kept. */
const WAYS: readonly Config[] = [
  { elk: { considerModelOrder: "NODES_AND_EDGES" } },
  { elk: { considerModelOrder: "NODES_AND_EDGES", forceNodeModelOrder: true } },
  { elk: { preset: "modelOrder" } },
  { elk: { preset: "legacy" } },
];
/** Space between boxes for drawings that would be wider than the column. */
const SPACINGS = [24, 12];
/** Width of the column, and the width at which 14 px letters are shown 12 px high in it. */
const COLUMN = 816;
const WIDEST = 952;
/** A graph with more lines is drawn once. Never a matter of time: the same source gives the same drawing. */
const MANY = 60;

/** Whether groups are laid out in the order of the source; Mermaid hands them on from the last to the first. */
let inSourceOrder = false;

/** What the database answered last, in the order of the source. */
let answered: LayoutData | undefined;

type Database = { getData?: (...rest: unknown[]) => LayoutData };

/** The graph of the drawing that was made last. */
export const layoutData = (): LayoutData | undefined => answered;

/** Teaches the database of a type to answer with its groups in the order of the source, while that is wanted. */
export function teachOrder(database: object): void {
  const prototype = Object.getPrototypeOf(database) as Database & { taught?: boolean };
  const { getData } = prototype;
  if (!getData || Object.hasOwn(prototype, "taught")) return;
  prototype.taught = true;
  prototype.getData = function (...rest) {
    const data = getData.apply(this, rest);
    const groups = data.nodes.filter((node) => node.isGroup).reverse();
    const ordered = { ...data, nodes: data.nodes.map((node) => (node.isGroup ? groups.shift()! : node)) };
    // A layout writes into what it is given.
    answered = {
      ...data,
      nodes: ordered.nodes.map((node) => ({ ...node })),
      edges: data.edges.map((edge) => ({ ...edge })),
    };
    return inSourceOrder ? ordered : data;
  };
}

/**
 * Draws a graph in every way and returns the drawing that is easiest to read: in the
 * order of the source, few crossings and bends, no wider than the column. One without
 * any fault is taken at once: no other way makes a straight line straighter.
 * @param draw draws with a configuration that is laid over the usual one
 * @param hurry take the first way that works
 * @param type as Mermaid names it
 */
export async function chooseLayout(
  draw: (config: Config) => Promise<string>,
  hurry: boolean,
  type = "",
): Promise<string> {
  let best = "";
  let least = Number.POSITIVE_INFINITY;
  let isPlain = false;
  const attempt = async (config: Config) => {
    const svg = await draw(config).catch(() => "");
    const { faults, extent } = svg === "" ? { faults: Number.MAX_VALUE, extent: 0 } : costOf(svg);
    if (faults + extent < least) [best, least, isPlain] = [svg, faults + extent, faults === 0];
  };
  const attemptAll = async (ways: readonly Config[]) => {
    for (const way of ways) if (!isPlain && best.split("data-points").length <= MANY) await attempt(way);
  };
  inSourceOrder = true;
  await attemptAll(hurry ? WAYS.slice(0, 1) : WAYS);
  if (hurry && best !== "") {
    inSourceOrder = false;
    return best;
  }
  inSourceOrder = false;
  await attemptAll(WAYS.slice(0, 1));
  inSourceOrder = true;
  // The ends of such a line carry signs and numbers, for which so little room is none.
  for (const spacing of /^(?:er|class)/.test(type) ? [] : SPACINGS) {
    if (widthOf(best) <= COLUMN) break;
    Object.assign(globalThis, { [SPACING_NAME]: spacing });
    for (const way of WAYS.slice(0, 2)) await attempt(way);
  }
  Object.assign(globalThis, { [SPACING_NAME]: undefined });
  inSourceOrder = false;
  return best || draw({});
}

function widthOf(svg: string): number {
  return Number(/viewBox="[-\d.e]+ [-\d.e]+ ([\d.]+)/.exec(svg)?.[1] ?? 0);
}

/** What makes a drawing hard to read, and how large it is. */
function costOf(svg: string): { readonly faults: number; readonly extent: number } {
  const root = new DOMParser().parseFromString(svg, "text/html").querySelector("svg")!;
  const lines = [...root.querySelectorAll("[data-points]")].map(pointsOf);
  const width = widthOf(svg);
  const height = Number(/viewBox="[-\d.e]+ [-\d.e]+ [\d.]+ ([\d.]+)/.exec(svg)?.[1] ?? 0);
  const length = lines
    .flatMap(legsOf)
    .reduce((sum, [from, to]) => sum + Math.hypot(to.x - from.x, to.y - from.y), 0);
  const bends = lines.reduce((sum, line) => sum + Math.max(0, legsOf(line).length - 1), 0);
  return {
    faults:
      countCrossings(lines) * 60 +
      countInversions(root) * 40 +
      bends * 6 +
      Math.max(0, width - COLUMN) +
      (width > WIDEST ? 400 : 0),
    extent: length / 40 + (width * height) / 10_000,
  };
}

function pointsOf(edge: Element): Point[] {
  try {
    return JSON.parse(atob(edge.getAttribute("data-points") ?? "")) as Point[];
  } catch {
    return [];
  }
}

/** Straight legs of a line; points in the middle of one are left out. */
function legsOf(points: readonly Point[]): (readonly [Point, Point])[] {
  const corners = points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before || !after) return true;
    const turn = (point.x - before.x) * (after.y - point.y) - (point.y - before.y) * (after.x - point.x);
    return Math.abs(turn) > 4;
  });
  return corners.slice(1).map((point, index) => [corners[index]!, point] as const);
}

function countCrossings(lines: readonly Point[][]): number {
  let count = 0;
  for (let one = 0; one < lines.length; one++)
    for (let other = one + 1; other < lines.length; other++)
      for (const [a, b] of legsOf(lines[one]!))
        for (const [c, d] of legsOf(lines[other]!)) if (doCross(a, b, c, d)) count++;
  return count;
}

function doCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Pairs of boxes in one row or column that stand in another order than in the source. */
function countInversions(root: Element): number {
  const boxes = [...root.querySelectorAll("g.node")].flatMap((node) => {
    const place = /translate\(([-\d.e]+)[ ,]+([-\d.e]+)\)/.exec(node.getAttribute("transform") ?? "");
    const order = /-(\d+)$/.exec(node.id)?.[1];
    return place && order ? [{ x: Number(place[1]), y: Number(place[2]), order: Number(order) }] : [];
  });
  boxes.sort((one, other) => one.order - other.order);
  let count = 0;
  for (let one = 0; one < boxes.length; one++)
    for (let other = one + 1; other < boxes.length; other++) {
      const [first, second] = [boxes[one]!, boxes[other]!];
      if (Math.abs(first.y - second.y) < 12 && first.x > second.x) count++;
      else if (Math.abs(first.x - second.x) < 12 && first.y > second.y) count += 0.5;
    }
  return count;
}
