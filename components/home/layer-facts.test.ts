import { expect, test } from "vitest";
import { controlLoop } from "../../lib/labs/cluster/control-loop.ts";
import { densityCalculator, fitOf } from "../../lib/labs/density-calculator/density-calculator.ts";
import { readHash } from "../../lib/sim/hash.ts";
import { factOf, LAYERS } from "./layer-facts.ts";

test("each layer has the numbers of its lab", () => {
  expect(LAYERS.map((layer) => [layer, factOf(layer).without, factOf(layer).with])).toEqual([
    ["services", 1646, 565],
    ["pods", 348, 3],
    ["containers", 122, 42],
    ["kernel", 80, 240],
    ["hypervisor", 4, 24],
    ["hardware", 0, 4],
  ]);
});

test("the address opens the state that the number is of", () => {
  const hashOf = (href: string) => href.slice(href.indexOf("#"));
  const density = readHash(densityCalculator, hashOf(factOf("kernel").href));
  expect(density.problem).toBeUndefined();
  expect(fitOf(density.run.stateAt(density.at), "container").apps).toBe(factOf("kernel").with);
  const loop = readHash(controlLoop, hashOf(factOf("pods").href));
  expect(loop.problem).toBeUndefined();
  expect(loop.run.stateAt(loop.at).loop).toMatchObject({ wanted: 3, ready: 3, missing: 0 });
  // One moment before, it was not so yet.
  expect(loop.run.stateAt(loop.at - 1).loop.ready).toBeLessThan(3);
});
