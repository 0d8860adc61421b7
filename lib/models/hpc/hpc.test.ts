import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { amdahl, efficiency, gustafson, karpFlatt } from "./speedup.ts";

const fractions = fc.double({ min: 0, max: 1, noNaN: true });
const processors = fc.integer({ min: 2, max: 100_000 });

test("a fixed job gains at most the number of processors and never reaches its limit", () => {
  fc.assert(
    fc.property(fractions, processors, (parallelFraction, n) => {
      const speedup = amdahl({ parallelFraction, n });
      expect(speedup).toBeGreaterThanOrEqual(1 - 1e-12);
      expect(speedup).toBeLessThanOrEqual(n * (1 + 1e-12));
      expect(speedup).toBeLessThanOrEqual(amdahl({ parallelFraction, n: null }));
    }),
    RUNS,
  );
  expect(amdahl({ parallelFraction: 1, n: null })).toBe(Infinity);
});

test("Karp and Flatt find the serial share that Amdahl was given", () => {
  fc.assert(
    fc.property(fractions, processors, (parallelFraction, n) => {
      const speedup = amdahl({ parallelFraction, n });
      expect(karpFlatt({ speedup, n })).toBeCloseTo(1 - parallelFraction, 9);
      expect(efficiency({ speedup, n }) * n).toBeCloseTo(speedup, 6);
    }),
    RUNS,
  );
});

test("both laws see one run: the serial share of the parallel run gives the same speedup", () => {
  fc.assert(
    fc.property(fractions, processors, (serialFraction, n) => {
      const parallelTime = (1 - serialFraction) * n;
      const speedup = gustafson({ serialFraction, n });
      const parallelFraction = parallelTime / (serialFraction + parallelTime);
      expect(amdahl({ parallelFraction, n }) / speedup).toBeCloseTo(1, 6);
    }),
    RUNS,
  );
});

test("one processor tells nothing of the serial share", () => {
  expect(karpFlatt({ speedup: 1, n: 1 })).toHaveProperty("error");
});
