import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { startRun } from "../../sim/run.ts";
import { CAPACITY, courseOf, type Group, HPA, MINUTES, MOST, ratesOf, SURGE, WAVES } from "./group.ts";
import { SETTINGS, type SettingName, scalingTimeline } from "./scaling-timeline.ts";

const framesOf = (id: string) =>
  startRun(scalingTimeline, scalingTimeline.scenarios.find((one) => one.id === id)!).frames;
const coursesOf = (id: string) => framesOf(id).map(({ state }) => courseOf(state));

test("the run in words", () => {
  expect(
    ["flapping", "surge", "window", "wrong-metric"].map((id) => framesOf(id)[0]!.text),
  ).toMatchInlineSnapshot(`
    [
      "부하가 그대로면 서버가 많게는 9대가 되고, 5초를 넘긴 요청은 2.5%, 쓴 서버는 112대·분이다. 늘렸다 줄였다 방향을 27번 바꾼다. 줄인 뒤의 지표가 다시 늘리는 기준을 넘기 때문이다.",
      "부하가 네 배로 뛰면 서버가 많게는 13대가 되고, 5초를 넘긴 요청은 74.5%, 쓴 서버는 156대·분이다. 판단하고 서버가 뜨기까지 걸린 시간만큼은 있던 서버가 버텨야 한다.",
      "부하가 오르내리면 서버가 많게는 15대가 되고, 5초를 넘긴 요청은 13.2%, 쓴 서버는 138대·분이다. 늘렸다 줄였다 방향을 18번 바꾼다. 줄인 뒤의 지표가 다시 목표를 넘기 때문이다.",
      "부하가 차츰 오르면 서버가 많게는 3대가 되고, 5초를 넘긴 요청은 96.4%, 쓴 서버는 41대·분이다. CPU가 다 차도 네트워크는 기준에 닿지 않아 늘리지 않는다.",
    ]
  `);
});

test("one threshold for both ways flaps; 35 % below 70 % does not", () => {
  const turns = coursesOf("flapping").map((course) => course.turns);
  expect(turns[0]).toBeGreaterThan(20);
  expect(turns[1]).toBeLessThan(turns[0]!);
  expect(turns.at(-1)).toBe(0);
});

test("what is slow in a surge goes down with the time that a server takes to boot", () => {
  const slow = coursesOf("surge")
    .slice(1)
    .map((course) => course.slow);
  expect([...slow].sort((a, b) => b - a)).toEqual(slow);
});

test("without a window the group shrinks in each valley; with one it costs more and turns less", () => {
  const [none, minute, five] = coursesOf("window");
  expect(none!.turns).toBeGreaterThan(minute!.turns);
  expect(five!.turns).toBeLessThanOrEqual(minute!.turns);
  expect(five!.slow).toBeLessThan(none!.slow);
  expect(five!.serverMinutes).toBeGreaterThan(none!.serverMinutes);
});

test("a metric that the bottleneck does not move never lets the group grow", () => {
  const [network, disk, cpu] = coursesOf("wrong-metric");
  expect(network!.slow).toBeGreaterThan(0.9);
  expect(disk!.slow).toBeGreaterThan(0.9);
  expect(cpu!.slow).toBeLessThan(0.01);
});

const groups = fc.record(
  Object.fromEntries(
    Object.entries(SETTINGS).map(([what, { values }]) => [what, fc.constantFrom(...values)]),
  ) as Record<SettingName, fc.Arbitrary<number>>,
);

test("servers stay within their bounds, decisions wait for the boot, and the load is the one that was asked for", () => {
  fc.assert(
    fc.property(groups, fc.nat(50), (drawn, seed) => {
      const group: Group = { ...drawn, seed };
      const { run, wanted, ready, slow, serverMinutes } = courseOf(group);
      for (const { decided } of run.samples) {
        expect(decided).toBeGreaterThanOrEqual(group.least);
        expect(decided).toBeLessThanOrEqual(MOST);
      }
      for (const [, count] of [...wanted, ...ready]) expect(count).toBeGreaterThan(0);
      for (const { at } of run.changes.filter((change) => change.in)) {
        const since = run.samples.filter(({ now }) => now === at - group.boot * 1_000_000);
        expect(since.some(({ decided, wanted: before }) => decided > before)).toBe(true);
      }
      expect(slow).toBeGreaterThanOrEqual(0);
      expect(slow).toBeLessThanOrEqual(1);
      expect(serverMinutes).toBeGreaterThanOrEqual(group.least * MINUTES - 0.01);
      const most = Math.max(...ratesOf(group).map(({ rate }) => rate));
      expect(run.requests.length).toBeLessThan(most * MINUTES * 60 * 1.2 + 50);
    }),
    runs(25),
  );
});

test("the load is what its name says, in requests a second", () => {
  expect(ratesOf({ load: SURGE, peak: 12 }).map(({ rate }) => rate)).toEqual([3, 12, 3]);
  const waves = ratesOf({ load: WAVES, peak: 12 }).map(({ rate }) => rate);
  expect([Math.min(...waves), Math.max(...waves)]).toEqual([3, 12]);
  expect(CAPACITY).toBe(2);
});

test("the HPA of a group keeps what its target asks for: 12 a second at 60 % are ten servers of two a second", () => {
  const state = { ...framesOf("window")[0]!.state, load: 3, peak: 12, by: HPA, up: 60, window: 300 };
  const { run } = courseOf(state);
  const last = run.samples.slice(-20).map(({ decided }) => decided);
  expect(Math.min(...last)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...last)).toBeLessThanOrEqual(12);
});
