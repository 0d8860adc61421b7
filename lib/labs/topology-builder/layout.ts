import type { Link, Network } from "../../models/topology/network.ts";
import type { Shape } from "../../models/topology/shapes.ts";

/** Where the devices of a shape stand on the lab's plan, in pixels; what a stroke across the plan cuts. */

export type Point = readonly [x: number, y: number];
/** A stroke across the plan, from one point to another. */
export type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

export const WIDTH = 328;
export const HEIGHT = 268;
/** How far a link keeps from a device that it only passes. */
const CLEARANCE = 15;
const BEND = 34;
const STEPS = 8;

const CENTRE: Point = [WIDTH / 2, 134];
const RADIUS = 112;
/** The height of a bus. */
export const BUS_Y = 134;
const ROWS: Readonly<Record<string, Point>> = {
  s0: CENTRE,
  t0: [164, 30],
  t1: [82, 112],
  t2: [246, 112],
  p1: [109, 30],
  p2: [219, 30],
  l1: [41, 124],
  l2: [123, 124],
  l3: [205, 124],
  l4: [287, 124],
};

/** Where a device stands. */
export function placeOf(shape: Shape, hosts: number, id: string): Point {
  const fixed = ROWS[id];
  if (fixed !== undefined) return fixed;
  const index = Number(id.slice(1)) - 1;
  switch (shape) {
    case "bus": {
      const x = (WIDTH * (index + 0.5)) / hosts;
      return [Math.round(x), index % 2 === 0 ? BUS_Y - 64 : BUS_Y + 64];
    }
    case "tree":
    case "leaf-spine":
      return [Math.round((WIDTH * (index + 0.5)) / hosts), 214];
    default: {
      // From the top, clockwise, half a step on so that the ring's closing link lies level at the top.
      const angle = ((index + 0.5) / hosts) * 2 * Math.PI - Math.PI / 2;
      return [
        Math.round(CENTRE[0] + RADIUS * Math.cos(angle)),
        Math.round(CENTRE[1] + RADIUS * Math.sin(angle)),
      ];
    }
  }
}

/** The line of a link through the plan: straight, or bent around a device that stands in its way. */
export function lineOf(shape: Shape, hosts: number, network: Network, { ends }: Link): readonly Point[] {
  if (ends.length !== 2) {
    return [
      [6, BUS_Y],
      [WIDTH - 6, BUS_Y],
    ];
  }
  const at = (id: string) => placeOf(shape, hosts, id);
  const [from, to] = [at(ends[0]!), at(ends[1]!)];
  const inTheWay = network.devices.some(
    ({ id }) => !ends.includes(id) && distance(at(id), from, to) < CLEARANCE,
  );
  if (!inTheWay) return [from, to];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const by = Math.min(2 * BEND, length / 2);
  // Downwards where the link lies level, where there is room below the hosts.
  const side: Point = [-(to[1] - from[1]) / length, (to[0] - from[0]) / length];
  const down = side[1] < 0 ? -1 : 1;
  const middle: Point = [
    (from[0] + to[0]) / 2 + side[0] * by * down,
    (from[1] + to[1]) / 2 + side[1] * by * down,
  ];
  return Array.from({ length: STEPS + 1 }, (_, step): Point => {
    const t = step / STEPS;
    const mix = (axis: 0 | 1) =>
      Math.round((1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * middle[axis] + t ** 2 * to[axis]);
    return [mix(0), mix(1)];
  });
}

/** How far a point is from the stretch between two others. */
export function distance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const along = ((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point[0] - from[0] - t * dx, point[1] - from[1] - t * dy);
}

/** The ids of the links that a stroke crosses. */
export function crossedBy(shape: Shape, hosts: number, network: Network, stroke: Stroke): readonly string[] {
  const [x1, y1, x2, y2] = stroke;
  return network.links
    .filter((link) => {
      const line = lineOf(shape, hosts, network, link);
      return line.slice(1).some((point, index) => crosses(line[index]!, point, [x1, y1], [x2, y2]));
    })
    .map(({ id }) => id);
}

function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  const turn = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
}
