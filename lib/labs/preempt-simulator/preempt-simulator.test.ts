import { expect, test } from "vitest";
import { startRun } from "../../sim/run.ts";
import { type Batch, expectedOf, ledgerOf } from "./job.ts";
import { preemptSimulator } from "./preempt-simulator.ts";

const framesOf = (id: string) =>
  startRun(preemptSimulator, preemptSimulator.scenarios.find((one) => one.id === id)!).frames;
const usual: Batch = framesOf("interval")[0]!.state;

test("the run in words", () => {
  expect(framesOf("once").map(({ text }) => text)).toMatchInlineSnapshot(`
    [
      "120분 작업을 저장하지 않으면 170분 만에 끝나고 그 가운데 29.4%는 작업이 아니다. 값은 그대로 있는 노드의 43%다. 잃는 것은 마지막 저장 뒤의 일뿐이다.",
      "120분 작업을 30분마다 저장하면 140분 만에 끝나고 그 가운데 14.3%는 작업이 아니다. 값은 그대로 있는 노드의 35%다. 잃는 것은 마지막 저장 뒤의 일뿐이다.",
      "120분 작업을 30분마다 저장하면 120분 만에 끝나고 그 가운데 0%는 작업이 아니다. 값은 그대로 있는 노드의 30%다. 잃는 것은 마지막 저장 뒤의 일뿐이다.",
      "120분 작업을 저장하지 않으면 60분마다 처음으로 돌아가 영영 끝나지 않는다.",
    ]
  `);
});

test("the note's job: 170 minutes without a checkpoint, 140 with one every half hour, never if taken every hour", () => {
  const ends = framesOf("once").map(({ state }) => ledgerOf(state));
  expect(ends.map(({ end }) => end.mean).slice(0, 3)).toEqual([170, 140, 120]);
  expect(ends[3]!.finished).toBe(0);
});

test("the note's table: saved every 31 minutes for a minute, once in 480 taken away, 6.5 % are lost", () => {
  const lost = (interval: number) => Math.round((1 / interval + interval / (2 * 480)) * 1000) / 10;
  expect([5, 15, 31, 60, 120].map(lost)).toEqual([20.5, 8.2, 6.5, 7.9, 13.3]);
  expect(Math.round(ledgerOf({ ...usual, save: 1 }).young)).toBe(31);
});

test("means of sixty runs lie where the formula expects them, and jobs share their interruptions", () => {
  for (const interval of [15, 30, 60, 120]) {
    const { end } = ledgerOf({ ...usual, interval });
    expect(Math.abs(end.mean + usual.save - expectedOf(usual, interval)), `${interval}`).toBeLessThan(
      2.5 * end.half,
    );
  }
  const firsts = [30, 120].map((interval) =>
    ledgerOf({ ...usual, interval }).runs.map((run) => run.interruptions > 0),
  );
  // Whoever is interrupted with the shorter job is with the longer one too.
  for (const [run, was] of firsts[0]!.entries())
    if (was) expect(ledgerOf({ ...usual, interval: 5 }).runs[run]!.interruptions).toBeGreaterThan(0);
});

test("sixteen times the nodes are sixteen times the interruptions, and a quarter of Young's interval", () => {
  const [one, sixteen] = [1, 16].map((nodes) => ledgerOf({ ...usual, nodes }));
  expect(one!.young / sixteen!.young).toBeCloseTo(4, 10);
  const perMinute = [one!, sixteen!].map(({ interruptions, end }) => interruptions / end.mean);
  expect(perMinute[1]! / perMinute[0]!).toBeGreaterThan(11);
});
