import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { openSource, stream } from "../../sim/random.ts";
import { intervalOf } from "../../sim/statistics.ts";
import { youngInterval } from "../autoscaling/checkpoint-interval.ts";
import { checkpointedRun, expectedTime } from "./checkpointed-run.ts";

const none = { work: 120, interval: Number.POSITIVE_INFINITY, save: 0, restart: 0 };
const half = { ...none, interval: 30 };
const once = (at: number) => [at, Number.POSITIVE_INFINITY];

test("one interruption costs what was not saved: 120 minutes of work, with and without checkpoints", () => {
  const ends = (at: number) => [none, half].map((job) => checkpointedRun(job, once(at), 10_000).end);
  expect(ends(60)).toEqual([180, 120]);
  expect(ends(50)).toEqual([170, 140]);
});

function* everyHour() {
  for (let at = 60; ; at += 60) yield at;
}

test("interrupted every hour, two hours of work without a checkpoint never end", () => {
  expect(checkpointedRun(none, everyHour(), 6000)).toMatchObject({ finished: false, end: 6000, saves: 0 });
  expect(checkpointedRun(half, everyHour(), 6000)).toMatchObject({ finished: true, end: 120 });
});

function* atRandom(mtbf: number, seed: number) {
  const source = openSource(stream(seed, "interruptions"));
  for (let at = source.drawExponential(mtbf); ; at += source.drawExponential(mtbf)) yield at;
}

test("over many seeds the mean is Daly's, in 90 to 99 of 100 intervals, and Young's interval is near the best", () => {
  // The model does not save after the last piece, and an interruption in a restart only begins it anew.
  const job = { work: 1200, interval: 40, save: 4, restart: 10 };
  let held = 0;
  for (let group = 0; group < 200; group++) {
    const ends = Array.from(
      { length: 40 },
      (_, seed) => checkpointedRun(job, atRandom(200, group * 100 + seed), 1e6).end,
    );
    const { mean, half: error } = intervalOf(ends);
    if (Math.abs(mean + job.save - expectedTime(job, 200)) <= error) held++;
  }
  expect(held).toBeGreaterThanOrEqual(180);
  expect(held).toBeLessThanOrEqual(198);
  const young = youngInterval({ checkpointMin: 4, mtbfMin: 200 });
  const cost = (interval: number) => expectedTime({ ...job, interval }, 200);
  for (const interval of [5, 10, 80, 160]) expect(cost(young)).toBeLessThan(cost(interval));
});

test("what is kept is the work and its checkpoints, whatever comes between", () => {
  const jobs = fc.record({
    work: fc.integer({ min: 1, max: 300 }),
    interval: fc.integer({ min: 1, max: 100 }),
    save: fc.integer({ min: 0, max: 10 }),
    restart: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(jobs, fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 8 }), (job, drawn) => {
      const times = [...new Set(drawn)].sort((a, b) => a - b);
      const run = checkpointedRun(job, [...times, Number.POSITIVE_INFINITY], 1e6);
      expect(run.finished).toBe(true);
      const kept = run.stretches.filter((one) => one.kept).reduce((sum, { from, to }) => sum + to - from, 0);
      expect(kept).toBeCloseTo(job.work + run.saves * job.save, 6);
      expect(run.end).toBeGreaterThanOrEqual(job.work);
      for (const [place, { from, kept: was }] of run.stretches.entries()) {
        const before = run.stretches[place - 1];
        expect(from).toBe(before?.to ?? 0);
        if (before !== undefined) expect(was).toBe(!before.kept);
      }
    }),
    RUNS,
  );
});
