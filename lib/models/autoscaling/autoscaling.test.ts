import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { alarm, cooldown } from "./alarm.ts";
import { burst } from "./burst.ts";
import { dalyInterval, spotExpectedCost, youngInterval } from "./checkpoint-interval.ts";
import { erlangC } from "./erlang-c.ts";
import {
  type AdjustmentType,
  heatNewCapacity,
  roundPercent,
  stepScaling,
  targetTracking,
} from "./step-scaling.ts";

const TYPE = fc.constantFrom<AdjustmentType>("ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity");
const BOUNDS = fc.tuple(fc.nat(20), fc.nat(20)).map(([min, more]) => ({ min, max: min + more }));
const REAL = (min: number, max: number) => fc.double({ min, max, noNaN: true });

test("whatever a policy asks for, the capacity stays within its bounds", () => {
  fc.assert(
    fc.property(
      TYPE,
      BOUNDS,
      fc.nat(50),
      fc.integer({ min: -200, max: 200 }),
      fc.nat(5),
      (type, bounds, ...rest) => {
        const [current, adjustment, step] = rest;
        const heat = heatNewCapacity({
          adjustmentType: type,
          current,
          adjustment,
          minimum: bounds.min,
          maximum: bounds.max,
          minAdjustmentStep: step,
        });
        const aws = stepScaling({
          adjustmentType: type,
          threshold: 50,
          steps: [{ adjustment }],
          metric: 60,
          capacity: current,
          minAdjustmentMagnitude: step,
          ...bounds,
        });
        const tracked = targetTracking({ capacity: current, metric: 60, target: 50, ...bounds });
        for (const capacity of [heat, aws, tracked]) {
          expect(capacity).toBeGreaterThanOrEqual(bounds.min);
          expect(capacity).toBeLessThanOrEqual(bounds.max);
          expect(Number.isInteger(capacity)).toBe(true);
        }
      },
    ),
    RUNS,
  );
});

test("a percentage never rounds to nothing, nor away from zero beyond one", () => {
  fc.assert(
    fc.property(REAL(-1000, 1000), (change) => {
      const rounded = roundPercent(change);
      if (change !== 0) expect(Math.sign(rounded)).toBe(Math.sign(change));
      expect(Math.abs(rounded)).toBeLessThanOrEqual(Math.max(1, Math.abs(change)));
      expect(Math.abs(change - rounded)).toBeLessThanOrEqual(1);
    }),
    RUNS,
  );
});

test("steps that meet cover every metric once", () => {
  const steps = [
    { lower: null, upper: -10, adjustment: -2 },
    { lower: -10, upper: 0, adjustment: -1 },
    { lower: 0, upper: 10, adjustment: 1 },
    { lower: 10, upper: null, adjustment: 2 },
  ];
  const at = (metric: number) =>
    stepScaling({
      adjustmentType: "ChangeInCapacity",
      threshold: 50,
      steps,
      metric,
      capacity: 10,
      min: 0,
      max: 20,
    });
  expect([39, 40, 40.1, 49.9, 50, 59.9, 60].map(at)).toEqual([8, 8, 9, 9, 11, 11, 12]);
  fc.assert(
    fc.property(REAL(0, 100), (metric) => {
      expect([8, 9, 11, 12]).toContain(at(metric));
    }),
    RUNS,
  );
});

test("Heat takes its least step down where a percentage comes to nothing; AWS stays", () => {
  const heat = {
    adjustmentType: "percent_change_in_capacity",
    minimum: 0,
    maximum: 9,
    minAdjustmentStep: 2,
  } as const;
  expect(heatNewCapacity({ ...heat, current: 5, adjustment: 0 })).toBe(3);
  expect(
    stepScaling({
      adjustmentType: "PercentChangeInCapacity",
      threshold: 50,
      steps: [{ adjustment: 0 }],
      metric: 60,
      capacity: 5,
      min: 0,
      max: 9,
      minAdjustmentMagnitude: 2,
    }),
  ).toBe(5);
});

test("an alarm is on exactly while its last samples all breach", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4)), fc.integer({ min: 1, max: 4 }), (samples, periods) => {
      const states = alarm({ threshold: 2, comparison: "ge", periods, samples });
      const expected = samples.map(
        (_, index) =>
          index + 1 >= periods &&
          samples.slice(index + 1 - periods, index + 1).every((sample) => sample >= 2),
      );
      expect(states).toEqual(expected);
    }),
    RUNS,
  );
});

test("events that are carried out are a cooldown apart, and no event is ignored without one before it", () => {
  const events = fc.array(fc.nat(1000)).map((all) => all.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(events, fc.nat(200), (all, cooldownSec) => {
      const runs = cooldown({ cooldownSec, events: all });
      const carriedOut = all.filter((_, index) => runs[index]);
      for (const [index, event] of carriedOut.entries()) {
        if (index > 0) expect(event - carriedOut[index - 1]!).toBeGreaterThanOrEqual(cooldownSec);
      }
      if (all.length > 0) expect(runs[0]).toBe(true);
    }),
    RUNS,
  );
});

test("Daly's interval is Young's less a checkpoint while checkpoints are short", () => {
  fc.assert(
    fc.property(REAL(0.01, 1), REAL(10_000, 1_000_000), (checkpointMin, mtbfMin) => {
      const cost = { checkpointMin, mtbfMin };
      const young = youngInterval(cost);
      expect(Math.abs(dalyInterval(cost) - (young - checkpointMin)) / young).toBeLessThan(0.01);
    }),
    RUNS,
  );
  expect(dalyInterval({ checkpointMin: 20, mtbfMin: 10 })).toBe(10);
});

test("Young's interval is the cheapest on instances that may be taken away", () => {
  const costAt = (checkpointIntervalH: number) =>
    spotExpectedCost({
      workHours: 100,
      checkpointIntervalH,
      checkpointH: 0.01,
      interruptionsPerHour: 0.01,
      restartH: 0.1,
      pricePerHour: 1,
    }).cost;
  const young = youngInterval({ checkpointMin: 0.01, mtbfMin: 100 });
  for (const factor of [0.5, 0.8, 1.25, 2]) expect(costAt(young)).toBeLessThan(costAt(young * factor));
});

test("no local job waits longer than allowed, and no more run at once than there are slots", () => {
  const jobs = fc
    .array(fc.record({ arrive: fc.nat(60), duration: fc.integer({ min: 1, max: 30 }) }), { maxLength: 12 })
    .map((all) =>
      all.toSorted((a, b) => a.arrive - b.arrive).map((job, index) => ({ ...job, id: `job-${index}` })),
    );
  fc.assert(
    fc.property(jobs, fc.nat(3), fc.nat(20), (all, localSlots, maxWaitMin) => {
      const runs = burst({ localSlots, cloudBootMin: 5, maxWaitMin, jobs: all });
      const local = runs.filter(({ where }) => where === "local");
      for (const [index, run] of runs.entries()) {
        const wait = run.start - all[index]!.arrive;
        if (run.where === "cloud") expect(wait).toBe(5);
        else expect(wait).toBeLessThanOrEqual(maxWaitMin);
        const atOnce = local.filter(({ start, end }) => start <= run.start && run.start < end);
        expect(atOnce.length).toBeLessThanOrEqual(localSlots);
      }
    }),
    RUNS,
  );
});

test("one server waits with the probability of its load, and more servers wait less", () => {
  fc.assert(
    fc.property(REAL(0.01, 0.99), fc.integer({ min: 1, max: 60 }), (load, servers) => {
      const at = (count: number) =>
        erlangC({ servers: count, arrivalPerMin: load, servicePerMin: 1 }) as {
          readonly probabilityWait: number;
        };
      expect(at(1).probabilityWait).toBeCloseTo(load, 8);
      expect(at(servers + 1).probabilityWait).toBeLessThanOrEqual(at(servers).probabilityWait);
    }),
    RUNS,
  );
  expect(erlangC({ servers: 2, arrivalPerMin: 4, servicePerMin: 2 })).toEqual({ stable: false });
  expect(erlangC({ servers: 2, arrivalPerMin: 0, servicePerMin: 2 })).toEqual({
    stable: true,
    probabilityWait: 0,
    meanWaitMin: 0,
  });
});
