import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RUNS } from "../../tests/support/seeds.ts";
import { compare, pairedDifference, sayDifference, verdictOf } from "./compare.ts";
import { Agenda, runInSlices, runUntil } from "./des.ts";
import { drawNumber, openSource, stream } from "./random.ts";
import { batchMeans, intervalOf, percentile, studentT, warmUpOf, writeInterval } from "./statistics.ts";

describe("an agenda", () => {
  test("happens in the order of time, priority and planning, whatever the order of the plans", () => {
    const plans = fc.array(fc.tuple(fc.nat(50), fc.integer({ min: -2, max: 2 })), { maxLength: 60 });
    fc.assert(
      fc.property(plans, (wanted) => {
        const agenda = new Agenda<number>();
        for (const [index, [at, priority]] of wanted.entries()) agenda.plan(at, index, priority);
        const taken: number[] = [];
        for (let next = agenda.take(); next !== undefined; next = agenda.take()) {
          expect(agenda.now).toBe(wanted[next.event]![0]);
          taken.push(next.event);
        }
        const expected = wanted
          .map(([at, priority], index) => ({ at, priority, index }))
          .sort((a, b) => a.at - b.at || a.priority - b.priority || a.index - b.index);
        expect(taken).toEqual(expected.map(({ index }) => index));
      }),
      RUNS,
    );
  });

  test("goes on from plain data as if nothing had been in between", () => {
    const agenda = new Agenda<string>();
    for (const [index, at] of [30, 10, 20, 10, 40].entries()) agenda.plan(at, `${index}`);
    agenda.cancel(2);
    agenda.take();
    const again = new Agenda(structuredClone(agenda.toState()));
    const rest = (of: Agenda<string>) => {
      const all: string[] = [];
      for (let next = of.take(); next !== undefined; next = of.take()) all.push(`${next.at}:${next.event}`);
      return all;
    };
    expect(again.now).toBe(10);
    expect(rest(again)).toEqual(["10:3", "30:0", "40:4"]);
    expect(rest(agenda)).toEqual(["10:3", "30:0", "40:4"]);
  });

  test("refuses what is past, and fractions of a microsecond", () => {
    const agenda = new Agenda<string>();
    agenda.plan(10, "a");
    agenda.take();
    expect(() => agenda.plan(9, "b")).toThrow(RangeError);
    expect(() => agenda.plan(10.5, "b")).toThrow(RangeError);
    expect(() => agenda.plan(Number.NaN, "b")).toThrow(RangeError);
  });

  test("stops at a time, at a notable moment, or when it has handled enough", () => {
    const ticking = () => {
      const agenda = new Agenda<number>();
      agenda.plan(0, 0);
      return agenda;
    };
    const handle = (event: number, agenda: Agenda<number>) => {
      agenda.plan(agenda.now + 10, event + 1);
      return event === 7;
    };
    const agenda = ticking();
    expect([runUntil(agenda, 45, handle), agenda.now]).toEqual([{ stop: "time", handled: 5 }, 45]);
    expect([runUntil(agenda, 1000, handle), agenda.now]).toEqual([{ stop: "notable", handled: 3 }, 70]);
    expect([runUntil(agenda, 1000, handle, 2), agenda.now]).toEqual([{ stop: "enough", handled: 2 }, 90]);
    expect(runUntil(new Agenda<number>(), 5, handle)).toEqual({ stop: "empty", handled: 0 });
    const slices = [...runInSlices(ticking(), 10_000, handle, 300)];
    expect(slices.map(({ handled }) => handled)).toEqual([300, 600, 900]);
  });
});

test("named streams do not disturb each other: two policies meet the same arrivals", () => {
  const arrivals = (other: number) => {
    const source = openSource(stream(7, "arrivals"));
    const policy = openSource(stream(7, "policy"));
    return Array.from({ length: 8 }, () => {
      for (let draw = 0; draw < other; draw++) policy.draw();
      return source.drawExponential(1);
    });
  };
  expect(arrivals(0)).toEqual(arrivals(3));
  expect(stream(7, "arrivals")).not.toBe(stream(7, "service"));
  expect(stream(7, "arrivals")).not.toBe(stream(8, "arrivals"));
  expect(openSource(openSource(5).at()).draw()).toBe(drawNumber(5).value);
});

describe("statistics", () => {
  test("Student's t as the tables have it", () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.
    expect([1, 10, 30, 40, 60, 100].map((freedom) => Number(studentT(freedom).toFixed(3)))).toEqual([
      12.706, 2.228, 2.042, 2.021, 2.0, 1.984,
    ]);
    expect(studentT(0)).toBe(Number.POSITIVE_INFINITY);
  });

  test("a start that is unlike the rest is cut, a steady one is not", () => {
    const noise = openSource(3);
    const steady = Array.from({ length: 2000 }, () => 10 + noise.draw());
    const cold = steady.map((value, index) => value - 10 * Math.exp(-index / 50));
    expect(warmUpOf(steady)).toBeLessThan(100);
    expect(warmUpOf(cold)).toBeGreaterThan(100);
    expect(warmUpOf(cold)).toBeLessThanOrEqual(200);
    expect(Math.abs(batchMeans(cold).mean - 10.5)).toBeLessThan(0.1);
  });

  test("percentiles are values that occurred (nearest rank)", () => {
    const values = [15, 20, 35, 40, 50];
    expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => percentile(values, share))).toEqual([15, 20, 20, 35, 50]);
    expect(percentile([], 0.5)).toBeNaN();
  });

  test("an interval is written with the digits that mean something", () => {
    expect(writeInterval({ mean: 10.1234, half: 0.4321, count: 20 })).toBe("10.12 ± 0.43");
    expect(writeInterval({ mean: 1579.4, half: 41.2, count: 20 })).toBe("1579 ± 41");
    expect(writeInterval(intervalOf([3]))).toBe("3 ± ?");
    expect(writeInterval(intervalOf([]))).toBe("?");
  });
});

type QueueEvent = "arrive" | "leave";

/** Sojourn times of customers of an M/M/c queue in seconds, by the core: mean service 1 s. */
function sojourns(load: number, servers: number, customers: number, seed: number): readonly number[] {
  const arrivals = openSource(stream(seed, "arrivals"));
  const services = openSource(stream(seed, "services"));
  const micro = (mean: number, source: typeof arrivals) => Math.round(source.drawExponential(mean) * 1e6);
  const agenda = new Agenda<{ readonly type: QueueEvent; readonly came: number }>();
  const waiting: number[] = [];
  const times: number[] = [];
  let [busy, served] = [0, 0];
  const begin = (came: number) => agenda.plan(agenda.now + micro(1, services), { type: "leave", came });
  agenda.plan(micro(1 / (load * servers), arrivals), { type: "arrive", came: 0 });
  runUntil(agenda, Number.POSITIVE_INFINITY, ({ type, came }) => {
    if (type === "arrive") {
      if (busy < servers) {
        busy++;
        begin(agenda.now);
      } else waiting.push(agenda.now);
      agenda.plan(agenda.now + micro(1 / (load * servers), arrivals), { type: "arrive", came: 0 });
      return false;
    }
    times.push((agenda.now - came) / 1e6);
    if (served < waiting.length) begin(waiting[served++]!);
    else busy--;
    return times.length >= customers;
  });
  return times;
}

/** Mean time in an M/M/c system with mean service 1, by Erlang's C formula (1917). */
function erlang(load: number, servers: number): number {
  const offered = load * servers;
  let term = 1;
  let sum = 1;
  for (let busy = 1; busy < servers; busy++) {
    term *= offered / busy;
    sum += term;
  }
  const last = (term * offered) / servers / (1 - load);
  const waits = last / (sum + last);
  return waits / (servers * (1 - load)) + 1;
}

describe("queues against their closed forms, within the interval that is stated", () => {
  test.each([
    [0.5, 1],
    [0.7, 1],
    [0.75, 2],
    [0.7, 4],
  ])("load %d, %d servers: the intervals hold the truth as often as they say", (load, servers) => {
    const truth = erlang(load, servers);
    let held = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const { mean, half } = batchMeans(sojourns(load, servers, 15_000, seed));
      expect(half / mean).toBeLessThan(0.25);
      if (Math.abs(mean - truth) <= half) held++;
    }
    expect(held).toBeGreaterThanOrEqual(34);
  });
});

/** Sojourn times of M/M/1 by Lindley's recursion (1952), which needs no events: mean service 1. */
function lindley(load: number, customers: number, seed: number): readonly number[] {
  const [arrivals, services] = [openSource(stream(seed, "arrivals")), openSource(stream(seed, "services"))];
  let wait = 0;
  return Array.from({ length: customers }, () => {
    const time = wait + services.drawExponential(1);
    wait = Math.max(0, time - arrivals.drawExponential(1 / load));
    return time;
  });
}

test.each(
  [15_000, 30_000].flatMap((customers) =>
    [0.5, 0.6, 0.7, 0.8, 0.9].map((load) => [customers, load] as const),
  ),
)("of 200 runs of %d customers at load %d, 180 to 198 intervals hold the mean", (customers, load) => {
  let held = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const { mean, half } = batchMeans(lindley(load, customers, seed));
    if (Math.abs(mean - 1 / (1 - load)) <= half) held++;
  }
  expect(held).toBeGreaterThanOrEqual(180);
  expect(held).toBeLessThanOrEqual(198);
});

test("of a run that is too short for batches nothing is claimed", () => {
  expect(batchMeans([1, 2, 3]).half).toBe(Number.POSITIVE_INFINITY);
  expect(batchMeans([]).mean).toBeNaN();
  expect(batchMeans(Array(100).fill(7))).toMatchObject({ mean: 7, half: 0 });
});

describe("side by side", () => {
  test("settings on the same seeds differ by little chance, and the sentence says what is known", () => {
    const seeds = Array.from({ length: 12 }, (_, seed) => seed + 1);
    const run = (load: number, seed: number) => batchMeans(sojourns(load, 1, 3000, seed)).mean;
    const [slow, fast] = compare([0.7, 0.6], seeds, run);
    const difference = pairedDifference(slow!.values, fast!.values);
    expect(verdictOf(difference)).toBe("less");
    expect(difference.half).toBeLessThan(slow!.interval.half + fast!.interval.half);
    expect(sayDifference("70%", "60%", "평균", "초", { mean: -0.83, half: 0.1, count: 12 })).toBe(
      "60%는 70%보다 평균이 0.83 ± 0.10초 작다.",
    );
    expect(sayDifference("무작위", "순서대로", "p99", "ms", { mean: 3, half: 9, count: 12 })).toBe(
      "p99는 무작위와 순서대로 사이에 다르다고 말할 수 없다. 차이 3.0 ± 9.0ms는 우연일 수 있다.",
    );
  });

  test("a setting against itself is no difference", () => {
    const same = compare(["a", "a"], [1, 2, 3], (_, seed) => seed * 2);
    expect(pairedDifference(same[0]!.values, same[1]!.values)).toMatchObject({ mean: 0, half: 0 });
    expect(verdictOf(pairedDifference(same[0]!.values, same[1]!.values))).toBe("unclear");
  });
});
