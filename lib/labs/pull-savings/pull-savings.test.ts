import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { chainIDs } from "../../models/images/chain-ids.ts";
import { startRun } from "../../sim/run.ts";
import { layersToFetch, planOf, pullSavings } from "./pull-savings.ts";

test("the check value of the curriculum: 42 MB of 80, 30 and 12 when 80 is local", () => {
  const { frames } = startRun(pullSavings, pullSavings.scenarios[0]);
  expect(planOf(frames[0]!.state).megabytes).toBe(42);
  expect(frames[1]!.state.pulled?.megabytes).toBe(42);
  expect(planOf(frames[1]!.state).megabytes).toBe(0);
});

test("only the base is new: 80 MB with containerd, all 122 with overlay2", () => {
  const { frames } = startRun(pullSavings, pullSavings.scenarios[2]!);
  expect(frames.slice(0, 2).map((frame) => planOf(frame.state).megabytes)).toEqual([80, 122]);
});

test("overlay2 fetches exactly the layers whose ChainID is not there, containerd those whose blob is not", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), (local) => {
      const wanted = local.map((_, index) => `sha256:${index}`);
      // What is local was pulled with another image, whose other layers are different.
      const there = local.map((own, index) => (own ? `sha256:${index}` : `sha256:other${index}`));
      const known = new Set(chainIDs(there));
      expect(layersToFetch(local, "overlay2")).toEqual(chainIDs(wanted).map((id) => !known.has(id)));
      expect(layersToFetch(local, "containerd")).toEqual(wanted.map((id) => !there.includes(id)));
    }),
    RUNS,
  );
});
