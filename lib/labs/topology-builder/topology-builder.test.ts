import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { pairsOf } from "../../models/topology/network.ts";
import { BUS, linkBetween, SHAPES } from "../../models/topology/shapes.ts";
import { readEvent, writeEvent } from "../../sim/event-schema.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import { crossedBy, distance, HEIGHT, lineOf, placeOf, type Stroke, WIDTH } from "./layout.ts";
import {
  type BuilderEvent,
  type BuilderState,
  DEVICES,
  designOf,
  HOST_COUNTS,
  lostOf,
  standingOf,
  topologyBuilder,
} from "./topology-builder.ts";

const lostAlong = (id: string) =>
  startRun(topologyBuilder, topologyBuilder.scenarios.find((one) => one.id === id)!).frames.map(({ state }) =>
    lostOf(state),
  );

test("scripts cut off as many pairs as the note says", () => {
  expect(lostAlong("tree-cut")).toEqual([0, 16, 0, 22, 0, 7]);
  expect(lostAlong("star")).toEqual([0, 9, 0, 45]);
  expect(lostAlong("ring")).toEqual([0, 0, 16, 0, 0]);
  expect(lostAlong("leaf-spine")).toEqual([0, 0, 0, 13, 0, 7]);
});

const start = (shape: (typeof SHAPES)[number], hosts = 8): BuilderState =>
  topologyBuilder.init({ shape, hosts }, 1);
const after = (state: BuilderState, ...events: BuilderEvent[]) =>
  events.reduce((now, event) => {
    const step = stepLab(topologyBuilder, now, event);
    if (!step.ok) throw new Error(step.reason);
    return step.state;
  }, state);

test("a stroke cuts what lies under it and nothing else", () => {
  const through = (state: BuilderState, stroke: Stroke) =>
    crossedBy(state.shape, state.hosts, designOf(state), stroke);
  // Left of the root of a tree, straight down between root and first branch.
  expect(through(start("tree"), [120, 40, 120, 100])).toEqual(["t0-t1"]);
  expect(through(start("ring"), [164, 0, 164, HEIGHT])).toEqual(["h4-h5", "h1-h8"]);
  expect(through(start("bus"), [164, 100, 164, 170])).toEqual([BUS]);
  expect(through(start("tree"), [0, 260, 320, 260])).toEqual([]);
  const step = stepLab(topologyBuilder, start("tree"), { type: "sweep", stroke: [0, 260, 320, 260] });
  expect(step).toEqual({ ok: false, reason: "그은 선이 지나는 링크가 없습니다." });
});

test("a link that is taken out and put back is the same network; cut and mended too", () => {
  const ring = start("ring");
  const wire = { type: "wire", one: "h1", other: "h2" } as const;
  const cut = { type: "cut", one: "h1", other: "h2" } as const;
  expect(after(ring, wire, wire)).toEqual(ring);
  expect(after(ring, cut, cut)).toEqual(ring);
  expect(designOf(after(ring, wire)).links).toHaveLength(7);
  expect(standingOf(after(ring, cut)).links).toHaveLength(7);
  // What is taken out while it is cut is whole when it comes back.
  expect(after(ring, cut, wire, wire).failed).toEqual([]);
});

test("no device of a shape lies on another, and no link runs through one that it only passes", () => {
  for (const shape of SHAPES)
    for (const hosts of HOST_COUNTS) {
      const network = designOf(start(shape, hosts));
      const at = (id: string) => placeOf(shape, hosts, id);
      for (const { id } of network.devices) {
        const [x, y] = at(id);
        expect(x >= 12 && x <= WIDTH - 12 && y >= 12 && y <= HEIGHT - 12, `${shape} ${hosts} ${id}`).toBe(
          true,
        );
        for (const other of network.devices)
          if (other.id !== id) expect(distance(at(id), at(other.id), at(other.id))).toBeGreaterThan(24);
        for (const link of network.links) {
          if (link.ends.includes(id)) continue;
          const line = lineOf(shape, hosts, network, link);
          for (const [index, end] of line.slice(1).entries())
            expect(distance(at(id), line[index]!, end), `${shape} ${hosts} ${link.id} ${id}`).toBeGreaterThan(
              12,
            );
        }
      }
    }
});

const device = fc.constantFrom(...DEVICES);
const events: fc.Arbitrary<BuilderEvent> = fc.oneof(
  fc.record({ type: fc.constant("shape" as const), shape: fc.constantFrom(...SHAPES) }),
  fc.record({ type: fc.constant("hosts" as const), count: fc.constantFrom(...HOST_COUNTS) }),
  fc
    .tuple(fc.constantFrom("wire" as const, "cut" as const), device, device)
    .filter(([, one, other]) => one !== other)
    .map(([type, one, other]) => {
      const [first = "", second = ""] = linkBetween(one, other).ends;
      return { type, one: first, other: second };
    }),
  fc.record({ type: fc.constant("fail" as const), what: device }),
  fc.record({
    type: fc.constant("sweep" as const),
    stroke: fc.tuple(fc.nat(WIDTH), fc.nat(HEIGHT), fc.nat(WIDTH), fc.nat(HEIGHT)),
  }),
  fc.constant<BuilderEvent>({ type: "repair" }),
);

test("whatever is done, what is broken belongs to the network, and mending brings all back", () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 12 }), (all) => {
      let state = start("ring");
      for (const event of all) {
        expect(readEvent(topologyBuilder.events, writeEvent(topologyBuilder.events, event))).toEqual(event);
        const step = stepLab(topologyBuilder, state, event);
        if (!step.ok) continue;
        const said = topologyBuilder.describe(step.state, state, event);
        state = step.state;
        const ids = [...designOf(state).devices, ...designOf(state).links].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of state.failed) expect(ids).toContain(id);
        const { all: pairs, lost } = pairsOf(standingOf(state));
        expect(lost).toBeLessThanOrEqual(pairs);
        if (said.includes("모두 이어져 있다")) expect(lost).toBe(0);
        if (state.failed.length > 0) expect(after(state, { type: "repair" }).failed).toEqual([]);
      }
    }),
    runs(4),
  );
});
