import type { Device, Link, Network } from "./network.ts";

export const SHAPES = ["bus", "line", "star", "ring", "mesh", "tree", "leaf-spine"] as const;
export type Shape = (typeof SHAPES)[number];

/** Hosts are h1, h2, …. */
export const hostId = (index: number) => `h${index + 1}`;

const LEAVES = ["l1", "l2", "l3", "l4"] as const;
const SPINES = ["p1", "p2"] as const;
const BRANCHES = ["t1", "t2"] as const;
/** The devices of all shapes that are no hosts. */
export const SWITCHES: readonly string[] = ["s0", "t0", ...BRANCHES, ...SPINES, ...LEAVES];

/** A link between two devices; it has one name whichever end is told first. */
export function linkBetween(one: string, other: string): Link {
  const ends = [one, other].toSorted((left, right) => rankOf(left) - rankOf(right));
  return { id: ends.join("-"), ends };
}

/** Hosts by number, then switches in their order. */
function rankOf(id: string): number {
  return id.startsWith("h") ? Number(id.slice(1)) : 100 + SWITCHES.indexOf(id);
}

/** The link that a bus is. */
export const BUS = "bus";

const switches = (...ids: readonly string[]): Device[] => ids.map((id) => ({ id, kind: "switch" }));
/** The one of `parents` that a child belongs to, when each takes its share in turn from the first. */
const parentOf = <T>(parents: readonly T[], child: number, children: number): T =>
  parents[Math.floor((child * parents.length) / children)]!;

/**
 * Hosts joined in one of the shapes: a bus is one medium, a tree has a root with two switches below it, a leaf–spine
 * four leaves that each lead to two spines.
 *
 * Source: RFC 7938 §3.2 for leaf and spine; the others are what every textbook draws.
 */
export function makeNetwork(shape: Shape, hosts: number): Network {
  const names = Array.from({ length: hosts }, (_, index) => hostId(index));
  const devices: Device[] = names.map((id) => ({ id, kind: "host" }));
  const chain = names.slice(1).map((name, index) => linkBetween(names[index]!, name));
  switch (shape) {
    case "bus":
      return { devices, links: [{ id: BUS, ends: names }] };
    case "line":
      return { devices, links: chain };
    case "ring":
      return { devices, links: [...chain, linkBetween(names[0]!, names.at(-1)!)] };
    case "mesh":
      return {
        devices,
        links: names.flatMap((one, index) => names.slice(index + 1).map((other) => linkBetween(one, other))),
      };
    case "star":
      return {
        devices: [...devices, ...switches("s0")],
        links: names.map((name) => linkBetween(name, "s0")),
      };
    case "tree":
      return {
        devices: [...devices, ...switches("t0", ...BRANCHES)],
        links: [
          ...BRANCHES.map((branch) => linkBetween("t0", branch)),
          ...names.map((name, index) => linkBetween(name, parentOf(BRANCHES, index, hosts))),
        ],
      };
    case "leaf-spine":
      return {
        devices: [...devices, ...switches(...SPINES, ...LEAVES)],
        links: [
          ...SPINES.flatMap((spine) => LEAVES.map((leaf) => linkBetween(spine, leaf))),
          ...names.map((name, index) => linkBetween(name, parentOf(LEAVES, index, hosts))),
        ],
      };
  }
}
