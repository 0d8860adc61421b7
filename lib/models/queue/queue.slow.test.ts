import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { openSource, seedRandom } from "../../sim/random.ts";
import { batchMeans, meanOf, percentile } from "../../sim/statistics.ts";
import { mg1Wait, mm1Sojourn, mmcWait, repairSojourn } from "./closed-forms.ts";
import { drawFrom, spreadOf } from "./distribution.ts";
import { correctOmission, measure, sojournOf, waitsOf } from "./measure.ts";
import { whenDone } from "./pieces.ts";
import { LOAD_BOUND, makePolicy, POLICIES } from "./policies.ts";
import type { Fault, QueueModel, QueueRun } from "./queue-model.ts";
import { runQueue } from "./run-queue.ts";

const SECOND = 1_000_000;
const one = (slots = 1) => [{ name: "a", slots }];
const poisson = (perSecond: number) => ({
  kind: "open" as const,
  gap: { mean: SECOND / perSecond, spread: 1 },
});
const work = (spread: number) => ({ mean: SECOND, spread });
const four = Array.from({ length: 4 }, (_, index) => ({ name: String(index) }));

const CLOSED_FORMS: readonly (readonly [
  string,
  QueueModel,
  (run: QueueRun) => readonly number[],
  truth: number,
])[] = [
  [
    "M/M/1 at load 0.6",
    { source: poisson(0.6), work: work(1), servers: one() },
    (run) => run.requests.map(sojournOf),
    mm1Sojourn({ rate: 0.6, service: 1 }),
  ],
  [
    "M/M/4 at load 0.7 (Erlang C)",
    { source: poisson(2.8), work: work(1), servers: one(4) },
    waitsOf,
    mmcWait({ rate: 2.8, service: 1, servers: 4 }),
  ],
  [
    "M/D/1 at load 0.6",
    { source: poisson(0.6), work: work(0), servers: one() },
    waitsOf,
    mg1Wait({ rate: 0.6, service: 1, spread: 0 }),
  ],
  [
    "M/H2/1 at load 0.5",
    { source: poisson(0.5), work: work(1.5), servers: one() },
    waitsOf,
    mg1Wait({ rate: 0.5, service: 1, spread: 1.5 }),
  ],
  [
    "ten machines and two repairers",
    {
      source: { kind: "closed", customers: 10, think: { mean: 8 * SECOND, spread: 1 } },
      work: work(1),
      servers: one(2),
    },
    (run) => run.requests.map(sojournOf),
    repairSojourn({ machines: 10, repairers: 2, life: 8, repair: 1 }),
  ],
];

describe("closed forms", () => {
  test.each(CLOSED_FORMS)(
    "%s: of 200 seeds 180 to 198 intervals hold the truth",
    (_, model, values, truth) => {
      let held = 0;
      for (let seed = 1; seed <= 200; seed++) {
        const { mean, half } = batchMeans(values(runQueue(model, seed, { requests: 8000 })));
        if (Math.abs(mean / SECOND - truth) <= half / SECOND) held++;
      }
      expect(held).toBeGreaterThanOrEqual(180);
      expect(held).toBeLessThanOrEqual(198);
    },
  );

  test("agree where one is a special case of the other", () => {
    const rate = 0.7;
    expect(mmcWait({ rate, service: 1, servers: 1 })).toBeCloseTo(mm1Sojourn({ rate, service: 1 }) - 1, 8);
    expect(mg1Wait({ rate, service: 1, spread: 1 })).toBeCloseTo(mm1Sojourn({ rate, service: 1 }) - 1, 8);
    // With a repairer for each machine nobody waits.
    expect(repairSojourn({ machines: 5, repairers: 5, life: 3, repair: 2 })).toBeCloseTo(2, 10);
    expect(mm1Sojourn({ rate: 1, service: 1 })).toBe(Number.POSITIVE_INFINITY);
  });

  test("throughput is what arrives, and utilisation what it takes", () => {
    const { throughput, utilisation, failed } = measure(
      runQueue({ source: poisson(0.6), work: work(1), servers: one() }, 3, { requests: 50_000 }),
    );
    expect(throughput).toBeCloseTo(0.6, 1);
    expect(utilisation[0]).toBeCloseTo(0.6, 1);
    expect(failed).toBe(0);
  });
});

test("distributions have the mean and the spread that they say", () => {
  for (const spread of [0, 0.3, 0.5, 1, 1.5, 3]) {
    const source = openSource(seedRandom(9));
    const wanted = { mean: 80, spread };
    const values = Array.from({ length: 200_000 }, () => drawFrom(wanted, source));
    const mean = meanOf(values);
    const deviation = Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
    expect(mean / 80).toBeCloseTo(1, 1);
    expect(Math.abs(deviation / mean - spreadOf(wanted)), `${spread}`).toBeLessThan(0.06);
    expect(spreadOf(wanted)).toBeLessThanOrEqual(spread);
  }
});

test("an amount is done when rate times time adds up to it", () => {
  const pieces = [
    { from: 0, rate: 1 },
    { from: 10, rate: 0 },
    { from: 20, rate: 0.5 },
  ];
  expect([3, 10, 12].map((amount) => whenDone(pieces, 0, amount))).toEqual([3, 10, 24]);
  expect(whenDone(pieces, 12, 4)).toBe(28);
  expect(whenDone([{ from: 0, rate: 0 }], 5, 1)).toBe(Number.POSITIVE_INFINITY);
});

describe("two runs that differ in one thing", () => {
  const base: QueueModel = {
    source: poisson(38),
    work: { mean: 80_000, spread: 1 },
    servers: four,
    clients: 24,
  };
  const fault: Fault = { server: 3, from: 5 * SECOND, until: 20 * SECOND, kind: "refuses" };
  const others: readonly QueueModel[] = [
    ...POLICIES.map((policy) => ({ ...base, policy })),
    { ...base, policy: "least-connections", unit: "connection" },
    { ...base, faults: [fault], timeout: SECOND },
    { ...base, faults: [fault], retry: { attempts: 3, base: 1000, cap: 1000, jitter: true } },
    {
      ...base,
      check: { every: SECOND, timeout: SECOND, fall: 2, rise: 2 },
      faults: [{ ...fault, kind: "hangs" }],
    },
  ];

  test("see the same arrivals, from the same clients, with the same work", () => {
    const seen = (model: QueueModel) =>
      runQueue(model, 7, { requests: 1000 }).requests.map(({ arrived, client, work: amount }) => [
        arrived,
        client,
        amount,
      ]);
    for (const other of others) expect(seen(other)).toEqual(seen(base));
  });

  test("and each of them is the same every time", () => {
    for (const other of others)
      expect(runQueue(other, 5, { requests: 300 })).toEqual(runQueue(other, 5, { requests: 300 }));
  });
});

const models = fc.record({
  policy: fc.constantFrom(...POLICIES),
  unit: fc.constantFrom("request" as const, "connection" as const),
  perSecond: fc.integer({ min: 5, max: 60 }),
  slots: fc.integer({ min: 1, max: 3 }),
  limit: fc.constantFrom(Number.POSITIVE_INFINITY, 1, 5),
  kind: fc.constantFrom("refuses" as const, "hangs" as const, "slow" as const),
  timeout: fc.constantFrom(undefined, 100_000, SECOND),
  attempts: fc.integer({ min: 1, max: 4 }),
  budget: fc.constantFrom(undefined, 0.1),
  check: fc.boolean(),
  drops: fc.boolean(),
  closed: fc.boolean(),
  seed: fc.nat(1000),
});

test("every request ends once, in order and within the bounds of its servers, whatever goes wrong", () => {
  fc.assert(
    fc.property(models, (drawn) => {
      const { slots, limit, timeout, attempts: most, budget } = drawn;
      const run = runQueue(
        {
          source: drawn.closed
            ? { kind: "closed", customers: 20, think: { mean: SECOND / 2, spread: 1 } }
            : poisson(drawn.perSecond),
          work: { mean: 80_000, spread: 1 },
          servers: four.map((server) => ({ ...server, slots, limit })),
          policy: drawn.policy,
          unit: drawn.unit,
          clients: 9,
          ...(timeout !== undefined && { timeout }),
          retry: {
            attempts: most,
            base: 10_000,
            cap: 100_000,
            jitter: true,
            ...(budget !== undefined && { budget }),
          },
          faults: [{ server: 1, from: SECOND, until: 4 * SECOND, kind: drawn.kind, share: 0.2 }],
          ...(drawn.check && { check: { every: SECOND / 2, timeout: SECOND / 4, fall: 2, rise: 2 } }),
          heedsDeadlines: drawn.drops,
        },
        drawn.seed,
        { requests: 250 },
      );
      expect(run.requests).toHaveLength(250);
      const retries = run.attempts.filter(({ number }) => number > 0).length;
      if (budget !== undefined) expect(retries).toBeLessThanOrEqual(Math.ceil(budget * 250));
      for (const request of run.requests) {
        const own = run.attempts.filter((attempt) => attempt.request === request.number);
        expect(own.length).toBe(request.attempts);
        expect(own.length).toBeLessThanOrEqual(most);
        expect(own.map(({ outcome }) => outcome === "ok")).toEqual(
          own.map((_, at) => request.ok && at === own.length - 1),
        );
        expect(own.at(-1)!.ended).toBe(request.done);
        for (const { sent, ended, outcome } of own) {
          expect(outcome).not.toBe("open");
          if (timeout !== undefined) expect(ended - sent).toBeLessThanOrEqual(timeout);
        }
        if (request.ok) expect(sojournOf(request)).toBeGreaterThanOrEqual(Math.floor(request.work) - 1);
      }
      for (let server = 0; server < 4; server++) {
        const own = run.attempts.filter(
          (attempt) => attempt.server === server && attempt.left > attempt.sent,
        );
        const begun = own.filter(({ started }) => Number.isFinite(started));
        // First come, first served.
        for (const [at, attempt] of begun.entries())
          if (at > 0) expect(attempt.started).toBeGreaterThanOrEqual(begun[at - 1]!.started);
        for (const { started } of begun) {
          const busy = begun.filter((other) => other.started <= started && other.left > started).length;
          expect(busy).toBeLessThanOrEqual(slots);
        }
        for (const { sent } of own) {
          const inside = own.filter((other) => other.sent <= sent && other.left > sent).length;
          expect(inside).toBeLessThanOrEqual(limit);
        }
        expect(run.busy[server]).toBeLessThanOrEqual(slots * run.end);
      }
    }),
    runs(10),
  );
});

describe("faults and checks", () => {
  const calm: QueueModel = {
    source: { kind: "open", gap: { mean: 100_000, spread: 0 } },
    work: { mean: 50_000, spread: 0 },
    servers: four,
    policy: "round-robin",
  };
  const outAt = (kind: Fault["kind"], from: number) =>
    runQueue(
      {
        ...calm,
        timeout: 3 * SECOND,
        faults: [{ server: 3, from, until: from + 60 * SECOND, kind }],
        check: { every: 5 * SECOND, timeout: 3 * SECOND, fall: 3, rise: 2 },
      },
      1,
      { requests: 1500 },
    ).changes;

  test("checked every 5 s with a patience of 3 s and three failures, a server is out after 10 to 18 s", () => {
    const after = [];
    for (let from = 20_100_000; from < 25_100_000; from += 500_000) {
      for (const kind of ["refuses", "hangs"] as const) {
        const [out, back] = outAt(kind, from);
        after.push((out!.at - from) / SECOND);
        expect([out!.in, out!.server, back!.in]).toEqual([false, 3, true]);
        // Two good probes bring it back.
        expect(back!.at - (from + 60 * SECOND)).toBeLessThanOrEqual(10 * SECOND);
      }
    }
    expect(Math.min(...after)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...after)).toBeLessThanOrEqual(18);
    expect(Math.max(...after)).toBeGreaterThan(17);
  });

  test("a server that refuses loses what it had, one that hangs goes on afterwards, a slow one takes longer", () => {
    const during = (kind: Fault["kind"]) =>
      runQueue(
        {
          ...calm,
          servers: [{ name: "a" }],
          faults: [{ server: 0, from: 20_000, until: SECOND, kind, share: 0.5 }],
        },
        1,
        { requests: 1 },
      ).attempts[0]!;
    // The first request comes at 100 ms.
    expect(during("refuses")).toMatchObject({ outcome: "refused", ended: 101_000 });
    expect(during("hangs")).toMatchObject({ outcome: "ok", ended: SECOND + 50_000 });
    expect(during("slow")).toMatchObject({ outcome: "ok", ended: 200_000 });
  });

  test("a client that gives up leaves its work behind, unless the server knows the deadline", () => {
    const crowded: QueueModel = {
      source: { kind: "open", gap: { mean: 10_000, spread: 0 } },
      work: { mean: 50_000, spread: 0 },
      servers: one(),
      timeout: 125_000,
    };
    const answered = (heedsDeadlines: boolean) =>
      measure(runQueue({ ...crowded, heedsDeadlines }, 1, { requests: 500 })).answered;
    // Without deadlines the server is only ever at work for those who have left.
    expect(answered(false)).toBeLessThan(5);
    expect(answered(true)).toBeGreaterThan(90);
  });

  test("a connection keeps its server until that is out, a request does not", () => {
    const servers = (unit: "request" | "connection") => {
      const run = runQueue({ ...calm, unit, clients: 1 }, 1, { requests: 40 });
      return new Set(run.attempts.map(({ server }) => server)).size;
    };
    expect([servers("connection"), servers("request")]).toEqual([1, 4]);
  });
});

describe("policies", () => {
  const chance = () => openSource(seedRandom(4));
  const candidates = (connections: readonly number[], weight = 1) =>
    connections.map((count, index) => ({ index, weight, connections: count }));

  test("least connections takes the fewest, and equals by turns", () => {
    const choose = makePolicy("least-connections", chance());
    expect(Array.from({ length: 5 }, () => choose(candidates([1, 0, 0, 0]), 0))).toEqual([1, 2, 3, 1, 2]);
  });

  test("a bounded ring keeps clients at home, and no server over a quarter more than the mean", () => {
    const choose = makePolicy("consistent", chance());
    const empty = candidates([0, 0, 0, 0]);
    const homes = Array.from({ length: 300 }, (_, client) => choose(empty, client));
    expect(Array.from({ length: 300 }, (_, client) => choose(empty, client))).toEqual(homes);
    const without = empty.slice(0, 3);
    for (const [client, home] of homes.entries()) if (home !== 3) expect(choose(without, client)).toBe(home);
    const modulo = makePolicy("source-hash", chance());
    const moved = homes.filter((_, client) => modulo(empty, client) !== modulo(without, client)).length;
    expect(moved / 300).toBeGreaterThan(0.65);
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 2, maxLength: 6 }), fc.nat(1000), (counts, client) => {
        const chosen = choose(candidates(counts), client);
        const mean = (counts.reduce((sum, count) => sum + count, 0) + 1) / counts.length;
        expect(counts[chosen]! + 1).toBeLessThanOrEqual(Math.ceil(LOAD_BOUND * mean));
      }),
      runs(1),
    );
  });
});

test("what a generator that waits does not see is put in again", () => {
  expect(correctOmission([100, 10], 30)).toEqual([100, 70, 40, 10]);
  // A stall of a second in ten seconds of requests every 10 ms: seen once, though a hundred were due.
  const times = [...Array<number>(900).fill(1), 1000];
  expect([times, correctOmission(times, 10)].map((all) => percentile(all, 0.99))).toEqual([1, 900]);
});

test("a scaler adds servers that boot, drains those that it takes away, and pays for all of them", () => {
  const run = runQueue(
    {
      source: {
        ...poisson(30),
        rates: [
          { from: 0, rate: 1 },
          { from: 30 * SECOND, rate: 0.1 },
        ],
      },
      work: { mean: 100_000, spread: 1 },
      servers: [{ name: "a" }],
      policy: "least-connections",
      scaler: {
        every: 5 * SECOND,
        boot: 3 * SECOND,
        start:
          () =>
          ({ wanted, utilisation }) =>
            Math.max(
              1,
              Math.min(6, utilisation > 0.7 ? wanted + 1 : utilisation < 0.3 ? wanted - 1 : wanted),
            ),
      },
    },
    2,
    { requests: 1100 },
  );
  const most = Math.max(...run.samples.map(({ ready }) => ready));
  expect(most).toBeGreaterThanOrEqual(4);
  expect(run.samples.at(-1)!.ready).toBeLessThan(most);
  expect(run.requests.every(({ ok }) => ok)).toBe(true);
  const joined = run.changes.find((change) => change.in)!;
  expect(joined.at).toBe(run.samples.find(({ wanted, decided }) => decided > wanted)!.now + 3 * SECOND);
  for (const { at, server } of run.changes.filter((change) => !change.in))
    for (const attempt of run.attempts)
      if (attempt.server === server) expect(attempt.sent).toBeLessThanOrEqual(at);
  expect(run.serverTime).toBeGreaterThan(run.end);
  expect(run.serverTime).toBeLessThan(most * run.end);
});
