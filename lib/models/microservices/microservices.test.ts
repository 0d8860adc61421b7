import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { kOfN, parallelAvailability, serialAvailability } from "./availability.ts";
import {
  backoffCeiling,
  decorrelatedJitter,
  equalJitter,
  exponentialInterval,
  fullJitter,
} from "./backoff.ts";
import { type BreakerEvent, type BreakerState, circuitBreaker } from "./circuit-breaker.ts";
import { fixedWindow, tokenBucket } from "./rate-limits.ts";
import { saga } from "./saga.ts";
import { slidingWindow } from "./sliding-window.ts";

const CONFIG = {
  slidingWindowSize: 4,
  minimumNumberOfCalls: 4,
  waitDurationInOpenStateMs: 1000,
  permittedCallsInHalfOpen: 2,
};

const call = (type: BreakerEvent["type"], atMs = 0, durationMs = 0): BreakerEvent => ({
  type,
  atMs,
  durationMs,
});
const statesOf = (steps: readonly { readonly state: BreakerState }[]) => steps.map(({ state }) => state);

test("an open breaker lets nothing through before its wait is over, and a half-open one no more than its permits", () => {
  const event = fc.record({
    type: fc.constantFrom<BreakerEvent["type"]>("acquire", "success", "error"),
    stepMs: fc.nat(600),
    durationMs: fc.nat(100_000),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), fc.constantFrom("COUNT", "TIME"), (steps, type) => {
      let atMs = 0;
      const events = steps.map(({ stepMs, ...rest }) => {
        atMs += stepMs;
        return { ...rest, atMs };
      });
      let openedMs = 0;
      let permitted = 0;
      let before: BreakerState = "CLOSED";
      circuitBreaker({ config: { ...CONFIG, slidingWindowType: type }, events }).forEach((step, index) => {
        if (step.state !== before) permitted = 0;
        if (before !== "OPEN" && step.state === "OPEN") openedMs = events[index]!.atMs;
        if (before === "OPEN" && step.state !== "OPEN") {
          expect(step.state).toBe("HALF_OPEN");
          expect(events[index]!.atMs - openedMs).toBeGreaterThanOrEqual(1000);
        }
        expect(step.permitted !== undefined).toBe(events[index]!.type === "acquire");
        if (step.state === "OPEN") expect(step.permitted ?? false).toBe(false);
        if (step.state === "CLOSED") expect(step.permitted ?? true).toBe(true);
        if (step.permitted) permitted++;
        if (step.state === "HALF_OPEN") expect(permitted).toBeLessThanOrEqual(2);
        before = step.state;
      });
    }),
    RUNS,
  );
});

test("a breaker that was closed again knows nothing of the failures before", () => {
  const events = [
    ...["error", "error", "success", "success"].map((type) => call(type as BreakerEvent["type"])),
    call("acquire", 1000),
    call("success", 1001),
    call("success", 1002),
    ...[1, 2, 3].map((at) => call("error", 1010 + at)),
    call("success", 1020),
  ];
  expect(statesOf(circuitBreaker({ config: CONFIG, events }))).toEqual([
    ...["CLOSED", "CLOSED", "CLOSED", "OPEN", "HALF_OPEN", "HALF_OPEN", "CLOSED"],
    ...["CLOSED", "CLOSED", "CLOSED", "OPEN"],
  ]);
});

test("a call is slow only above the threshold", () => {
  const config = { ...CONFIG, slowCallDurationThresholdMs: 50 };
  const run = (durationMs: number) =>
    circuitBreaker({ config, events: [1, 2, 3, 4].map((at) => call("success", at, durationMs)) }).at(-1);
  expect([run(50), run(51)]).toEqual([{ state: "CLOSED" }, { state: "OPEN" }]);
});

test("a window of seconds forgets a call in the second that is its size later", () => {
  const config = {
    ...CONFIG,
    slidingWindowType: "TIME" as const,
    slidingWindowSize: 2,
    minimumNumberOfCalls: 2,
  };
  const last = (atMs: number) =>
    circuitBreaker({ config, events: [call("error", 999), call("error", atMs)] }).at(-1);
  expect([last(1999), last(2000)]).toEqual([{ state: "OPEN" }, { state: "CLOSED" }]);
});

test("a window counts the last calls and no others", () => {
  const calls = fc.array(fc.record({ failed: fc.boolean(), slow: fc.boolean(), durationMs: fc.nat(1000) }));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), calls, (size, all) => {
      slidingWindow({ size, calls: all }).forEach((row, index) => {
        const held = all.slice(0, index + 1).slice(-size);
        expect(row.total).toBe(held.length);
        expect(row.failed).toBe(held.filter(({ failed }) => failed).length);
        expect(row.slowRate).toBeCloseTo((100 * held.filter(({ slow }) => slow).length) / held.length, 9);
        expect(row.averageMs).toBeLessThanOrEqual(Math.max(...held.map(({ durationMs }) => durationMs)));
      });
    }),
    RUNS,
  );
});

test("waits stay between what their names promise", () => {
  const input = fc.record({
    baseMs: fc.integer({ min: 1, max: 1000 }),
    capMs: fc.integer({ min: 1000, max: 100_000 }),
    attempt: fc.nat(40),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(input, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (one, randoms) => {
      const ceiling = backoffCeiling(one);
      expect(ceiling).toBeLessThanOrEqual(one.capMs);
      expect(fullJitter(one)).toBeLessThanOrEqual(ceiling);
      expect(equalJitter(one)).toBeGreaterThanOrEqual(ceiling / 2);
      expect(equalJitter(one)).toBeLessThanOrEqual(ceiling);
      for (const wait of decorrelatedJitter({ ...one, randoms })) {
        expect(wait).toBeGreaterThanOrEqual(one.baseMs);
        expect(wait).toBeLessThanOrEqual(one.capMs);
      }
    }),
    RUNS,
  );
});

test("intervals lose their fraction at each step, and there is no attempt before the first", () => {
  const interval = (attempt: number, maxMs: number | null = null) =>
    exponentialInterval({ initialMs: 5, multiplier: 1.5, maxMs, attempt });
  expect([1, 2, 3, 4, 5].map((attempt) => interval(attempt))).toEqual([5, 7, 10, 15, 22]);
  expect(interval(5, 20)).toBe(20);
  expect(interval(100_000)).toBe(2 ** 63);
  expect(interval(0)).toHaveProperty("error");
});

test("n of n is a chain, one of n is a set of replicas, and none is always there", () => {
  const availability = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(availability, fc.integer({ min: 1, max: 30 }), (one, n) => {
      const parts = Array.from({ length: n }, () => one);
      expect(kOfN({ k: n, n, availability: one })).toBeCloseTo(serialAvailability({ parts }), 9);
      expect(kOfN({ k: 1, n, availability: one })).toBeCloseTo(parallelAvailability({ parts }), 9);
      expect(kOfN({ k: 0, n, availability: one })).toBeCloseTo(1, 9);
    }),
    RUNS,
  );
});

test("a saga ends committed or with everything it did undone, last first", () => {
  const steps = fc.uniqueArray(fc.string({ maxLength: 5 }), { maxLength: 8 });
  fc.assert(
    fc.property(steps, fc.nat(10), (names, at) => {
      const { outcome, log } = saga({ steps: names, failAt: names[at] ?? null });
      expect(outcome).toBe(at < names.length ? "rolled back" : "committed");
      const done = log.filter((line) => line.startsWith("do ")).map((line) => line.slice(3));
      const undone = log.filter((line) => line.startsWith("compensate ")).map((line) => line.slice(11));
      expect(undone).toEqual(at < names.length ? done.toReversed() : []);
    }),
    RUNS,
  );
});

test("a bucket gives no more than it held and was given, a window no more than its limit", () => {
  const times = fc.array(fc.nat(100), { maxLength: 40 }).map((all) => all.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 5 }), (atSec, limit) => {
      const passed = tokenBucket({
        capacity: limit,
        refillPerSec: 0.5,
        requests: atSec.map((at) => ({ atSec: at })),
      });
      expect(passed.filter(Boolean).length).toBeLessThanOrEqual(limit + 0.5 * (atSec.at(-1) ?? 0));
      expect(passed.length).toBe(atSec.length);
      const answers = fixedWindow({ limit, windowSec: 10, atSec });
      for (let window = 0; window <= 10; window++) {
        const here = answers.filter((_, index) => Math.floor(atSec[index]! / 10) === window);
        expect(here.filter(Boolean).length).toBe(Math.min(limit, here.length));
      }
    }),
    RUNS,
  );
});
