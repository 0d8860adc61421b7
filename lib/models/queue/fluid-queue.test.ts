import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { fluidQueue } from "./fluid-queue.ts";

test("a stop of R with the load λ and the capacity μ: λR wait, gone after λR/(μ-λ), the first of them for R", () => {
  const [load, capacity, stop] = [20, 30, 60];
  const arrivals = Array<number>(600).fill(load);
  const { waiting, waits } = fluidQueue(
    arrivals,
    arrivals.map((_, second) => (second >= 100 && second < 100 + stop ? 0 : capacity)),
  );
  expect(Math.max(...waiting)).toBe(load * stop);
  expect(waiting.lastIndexOf(load * stop - (capacity - load))).toBe(100 + stop);
  expect(waiting.findIndex((left, second) => second > 160 && left === 0)).toBe(
    100 + stop + (load * stop) / (capacity - load) - 1,
  );
  expect(waits[100]).toBe(stop);
  expect(waits[99]).toBe(0);
});

test("nothing is lost or served before it came, and whoever came later is not served earlier", () => {
  const amounts = fc.array(fc.nat(50), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(amounts, amounts, (arrivals, capacity) => {
      const { served, waiting, waits } = fluidQueue(arrivals, capacity);
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      expect(sum(served) + waiting.at(-1)!).toBe(sum(arrivals));
      for (const [index, wait] of waits.entries()) {
        expect(served[index]!).toBeLessThanOrEqual(capacity[index] ?? 0);
        expect(index + wait).toBeGreaterThanOrEqual((index > 0 ? index - 1 : 0) + (waits[index - 1] ?? 0));
        if (waiting[index] === 0) expect(wait).toBe(0);
      }
    }),
    runs(200),
  );
});
