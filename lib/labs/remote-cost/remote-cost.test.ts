import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { readEvent } from "../../sim/event-schema.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import { formatNumber } from "../../text/format-number.ts";
import {
  type CostEvent,
  type CostState,
  costOf,
  movingOf,
  remoteCost,
  SETTINGS,
  type SettingName,
} from "./remote-cost.ts";

const framesOf = (id: string) =>
  startRun(remoteCost, remoteCost.scenarios.find((one) => one.id === id)!).frames;
const relatives = (id: string) => framesOf(id).map(({ state }) => formatNumber(costOf(state).relative));

test("2% remote is 1.38 times as slow, 10% is 2.9 times", () => {
  expect(relatives("locality")).toEqual(["1", "1.38", "2.9", "5.75", "10.5"]);
});

test("1,024 GiB walked evenly over nodes of 256 GiB: 75% remote, 15.25 times as slow", () => {
  expect(relatives("overflow").slice(0, 4)).toEqual(["1", "1", "10.5", "15.25"]);
  expect(costOf(framesOf("overflow")[3]!.state)).toMatchObject({ remote: 0.75, fits: true, fitsNode: false });
  expect(costOf(framesOf("overflow")[4]!.state).fits).toBe(false);
});

test("moving a page pays from the 11th use on", () => {
  const said = framesOf("break-even").map(({ state }) => movingOf(state));
  expect(said.map(({ pays }) => pays)).toEqual([11, 11, 11, 11, 11]);
  expect(said.map(({ movedNs, stayedNs }) => movedNs < stayedNs)).toEqual([false, false, false, true, true]);
});

test("the run in words", () => {
  expect(framesOf("overflow").map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "작업 집합이 한 노드에 담기고 접근이 모두 로컬이라, 접근 평균은 100ns, 로컬만 쓸 때의 1배다.",
      "작업 집합이 한 노드에 담기고 접근이 모두 로컬이라, 접근 평균은 100ns, 로컬만 쓸 때의 1배다.",
      "작업 집합 512GiB를 고르게 쓰면 한 노드에는 256GiB뿐이라 50%가 원격이고, 접근 평균은 1,050ns, 로컬만 쓸 때의 10.5배다.",
      "작업 집합 1,024GiB를 고르게 쓰면 한 노드에는 256GiB뿐이라 75%가 원격이고, 접근 평균은 1,525ns, 로컬만 쓸 때의 15.25배다.",
      "작업 집합 2,048GiB는 노드 4대의 1,024GiB에도 담기지 않아, 이 셈과 상관없이 디스크로 넘친다.",
    ]
  `);
  expect(framesOf("break-even")[3]?.text).toMatchInlineSnapshot(
    `"옮겨서 11번 쓰면 21,100ns, 그때마다 건너가 쓰면 22,000ns라서 옮기는 편이 싸다. 본전은 11번이다."`,
  );
});

const STATES = fc.record(
  Object.fromEntries(
    Object.entries(SETTINGS).map(([what, { values }]) => [what, fc.constantFrom(...values)]),
  ) as Record<SettingName, fc.Arbitrary<number>>,
) as fc.Arbitrary<CostState>;

test("the mean lies between local and remote, and moving pays exactly from the break-even on", () => {
  fc.assert(
    fc.property(STATES, (state) => {
      const { averageNs, remote } = costOf(state);
      const [least, most] = [state.localNs, state.remoteNs].sort((a, b) => a - b);
      expect(averageNs).toBeGreaterThanOrEqual(least! - 1e-9);
      expect(averageNs).toBeLessThanOrEqual(most! + 1e-9);
      expect(remote).toBeLessThanOrEqual(1);
      const { pays, movedNs, stayedNs } = movingOf(state);
      if (pays === undefined) expect(state.remoteNs).toBeLessThanOrEqual(state.localNs);
      else if (state.reuse >= pays) expect(movedNs).toBeLessThanOrEqual(stayedNs);
      else expect(movedNs).toBeGreaterThan(stayedNs);
    }),
    RUNS,
  );
});

test("a value that is not on the list cannot be set", () => {
  const state = framesOf("locality")[0]!.state;
  expect(stepLab(remoteCost, state, { type: "set", what: "nodes", value: 3 } as CostEvent).ok).toBe(false);
  expect(readEvent(remoteCost.events, "nodes:3")).toBeUndefined();
  expect(readEvent(remoteCost.events, "constructor:1")).toBeUndefined();
});
