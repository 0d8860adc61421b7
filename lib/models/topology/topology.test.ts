import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import {
  bisectionOf,
  farthestOf,
  hostsOf,
  islandsOf,
  type Network,
  pairsOf,
  withoutFailed,
  worstFailure,
} from "./network.ts";
import { hostId, linkBetween, makeNetwork, SHAPES, type Shape, SWITCHES } from "./shapes.ts";

const measure = (shape: Shape, hosts: number) => {
  const network = makeNetwork(shape, hosts);
  return [network.links.length, farthestOf(network).hops, bisectionOf(network)];
};

test("eight hosts: links, diameter and bisection as the note has them", () => {
  expect(Object.fromEntries(SHAPES.map((shape) => [shape, measure(shape, 8)]))).toEqual({
    bus: [1, 1, 1],
    line: [7, 7, 1],
    star: [8, 2, 4],
    ring: [8, 4, 2],
    mesh: [28, 1, 16],
    tree: [10, 4, 1],
    "leaf-spine": [16, 4, 4],
  });
});

test("the formulas of the shapes hold for every even number of hosts", () => {
  for (const n of [4, 6, 8, 10, 12]) {
    expect(measure("line", n)).toEqual([n - 1, n - 1, 1]);
    expect(measure("star", n)).toEqual([n, 2, n / 2]);
    expect(measure("ring", n)).toEqual([n, n / 2, 2]);
    expect(measure("mesh", n)).toEqual([(n * (n - 1)) / 2, 1, (n / 2) ** 2]);
    expect(measure("tree", n)).toEqual([n + 2, 4, 1]);
  }
});

test("what the worst failure of one link and of one device cuts off, as the note has it", () => {
  const worst = (shape: Shape) => {
    const network = makeNetwork(shape, 8);
    return [worstFailure(network, "links").lost, worstFailure(network, "devices").lost];
  };
  expect(worst("bus")).toEqual([28, 0]);
  expect(worst("line")).toEqual([16, 12]);
  expect(worst("ring")).toEqual([0, 0]);
  expect(worst("star")).toEqual([7, 28]);
  expect(worst("mesh")).toEqual([0, 0]);
  expect(worst("tree")).toEqual([16, 22]);
  expect(worst("leaf-spine")).toEqual([7, 13]);
});

const lost = (network: Network, ...failed: string[]) => pairsOf(withoutFailed(network, new Set(failed))).lost;

test("a ring bears one cut, and two that face each other make two islands", () => {
  const ring = makeNetwork("ring", 8);
  expect(lost(ring, "h1-h8")).toBe(0);
  expect(farthestOf(withoutFailed(ring, new Set(["h1-h8"]))).hops).toBe(7);
  expect(lost(ring, "h1-h8", "h4-h5")).toBe(16);
});

test("a spine takes bandwidth away and no pair; a leaf takes its hosts", () => {
  const fabric = makeNetwork("leaf-spine", 8);
  expect(lost(fabric, "p1")).toBe(0);
  expect(bisectionOf(withoutFailed(fabric, new Set(["p1"])))).toBe(2);
  expect(lost(fabric, "l1")).toBe(13);
});

test("an empty and a lonely network have neither pairs nor bisection", () => {
  for (const devices of [[], [{ id: "h1", kind: "host" as const }]]) {
    const network = { devices, links: [] };
    expect([bisectionOf(network), pairsOf(network).all, farthestOf(network).hops]).toEqual([0, 0, 0]);
  }
});

/** Any wiring of a few hosts and switches. */
const networks = fc
  .record({
    hosts: fc.constantFrom(2, 4, 5, 6),
    switches: fc.nat(3),
    wires: fc.array(fc.tuple(fc.nat(8), fc.nat(8)), { maxLength: 14 }),
  })
  .map(({ hosts, switches, wires }): Network => {
    const devices = [
      ...Array.from({ length: hosts }, (_, index) => ({ id: hostId(index), kind: "host" as const })),
      ...SWITCHES.slice(0, switches).map((id) => ({ id, kind: "switch" as const })),
    ];
    const links = new Map(
      wires.flatMap(([from, to]) => {
        const [one, other] = [devices[from % devices.length]!.id, devices[to % devices.length]!.id];
        const link = linkBetween(one, other);
        return one === other ? [] : [[link.id, link] as const];
      }),
    );
    return { devices, links: [...links.values()] };
  });

/** Bisection by trying every side of every device: slow, and nothing to get wrong. */
function slowBisection({ devices, links }: Network): number {
  const hosts = devices.filter(({ kind }) => kind === "host").length;
  let best = Infinity;
  for (let sides = 0; sides < 2 ** devices.length; sides++) {
    const left = new Set(devices.filter((_, index) => (sides >> index) & 1).map(({ id }) => id));
    const count = devices.filter(({ id, kind }) => kind === "host" && left.has(id)).length;
    if (count !== Math.floor(hosts / 2)) continue;
    best = Math.min(best, links.filter(({ ends }) => left.has(ends[0]!) !== left.has(ends[1]!)).length);
  }
  return best;
}

test("the bisection is that of trying everything", () => {
  fc.assert(
    fc.property(networks, (network) => {
      expect(bisectionOf(network)).toBe(slowBisection(network));
    }),
    runs(20),
  );
});

test("every host is on one island, a failure never joins two, and the lost pairs are those between islands", () => {
  fc.assert(
    fc.property(networks, fc.nat(13), (network, which) => {
      const islands = islandsOf(network);
      expect(islands.flat().toSorted()).toEqual([...hostsOf(network)].toSorted());
      const between = islands.flatMap((one, index) =>
        islands.slice(index + 1).map((other) => one.length * other.length),
      );
      expect(pairsOf(network).lost).toBe(between.reduce((sum, count) => sum + count, 0));
      const cut = network.links[which % (network.links.length || 1)];
      if (cut !== undefined) expect(lost(network, cut.id)).toBeGreaterThanOrEqual(pairsOf(network).lost);
    }),
    runs(2),
  );
});
