import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { openSource, stream } from "../../sim/random.ts";
import { atOnce } from "../../sim/remember.ts";
import { intervalOf } from "../../sim/statistics.ts";
import { mm1Sojourn } from "../queue/closed-forms.ts";
import { type CallNetwork, type Errand, runNetworkInSlices, type Unit } from "./call-network.ts";

const runNetwork = (...all: Parameters<typeof runNetworkInSlices>) => atOnce(runNetworkInSlices(...all));

const SECOND = 1_000_000;

const unit = (name: string, parts: readonly string[], more: Partial<Unit> = {}): Unit => ({
  name,
  parts,
  copies: 1,
  threads: Number.POSITIVE_INFINITY,
  boot: SECOND,
  ...more,
});

/** Requests at random, each through all parts, with exponential work. */
function errands(seed: number, parts: readonly string[], gap: number, work: number, until: number): Errand[] {
  const [arrivals, works] = [openSource(stream(seed, "arrivals")), openSource(stream(seed, "work"))];
  const all: Errand[] = [];
  for (let at = arrivals.drawExponential(gap); at < until; at += arrivals.drawExponential(gap))
    all.push({
      at: Math.round(at),
      kind: "",
      steps: parts.map((part) => ({
        part,
        work: Math.round(works.drawExponential(work)),
        luck: works.draw(),
      })),
    });
  return all;
}

function meanOf(network: CallNetwork, all: readonly Errand[], until: number): number {
  const { ends } = runNetwork(network, all, until);
  const times = ends.flatMap(({ done, ok }, index) => (ok ? [done - all[index]!.at] : []));
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

test("processes in a row are a Jackson network: their times of M/M/1 add up, and the hops between them", () => {
  const [gap, work, hop, until] = [40_000, 20_000, 2000, 400 * SECOND];
  const units = [unit("a", ["a"]), unit("b", ["b"]), unit("c", ["c"])];
  const means = Array.from({ length: 24 }, (_, seed) =>
    meanOf({ units, hop }, errands(seed, ["a", "b", "c"], gap, work, until), until + 60 * SECOND),
  );
  const { mean, half } = intervalOf(means);
  const expected = 3 * mm1Sojourn({ rate: 1 / gap, service: work }) + 2 * hop;
  expect(Math.abs(mean - expected)).toBeLessThan(1.5 * half);
  expect(half / expected).toBeLessThan(0.05);
});

test("calls that fail leave the product of those that do not", () => {
  const all = errands(5, ["a", "b", "c"], 10_000, 100, 200 * SECOND);
  const units = [unit("a", ["a"]), unit("b", ["b"]), unit("c", ["c"])];
  const { ends } = runNetwork({ units, hop: 0, fails: 0.1 }, all, 300 * SECOND);
  expect(ends.filter(({ ok }) => ok).length / ends.length).toBeCloseTo(0.9 ** 2, 2);
  // In one process nothing is called.
  const one = runNetwork({ units: [unit("all", ["a", "b", "c"])], hop: 0, fails: 0.1 }, all, 300 * SECOND);
  expect(one.ends.every(({ ok }) => ok)).toBe(true);
});

/** One a ten milliseconds, each through `a` to `b`, of which nothing takes long. */
const steady = Array.from(
  { length: 1000 },
  (_, index): Errand => ({
    at: index * 10_000,
    kind: "",
    steps: ["a", "b"].map((part) => ({ part, work: 100, luck: 0.5 })),
  }),
);
const hangs = { kind: "hangs", part: "b", from: 2 * SECOND, until: 8 * SECOND } as const;

test("the note's sum: a hundred a second that wait two seconds hold two hundred threads, with 0.2 s twenty", () => {
  const heldWith = (timeout: number) =>
    runNetwork(
      { units: [unit("a", ["a"]), unit("b", ["b"])], hop: 0, timeout, trouble: hangs },
      steady,
      10 * SECOND,
    ).units[0]!.held;
  // Whoever waits so long has been worked on for a tenth of a millisecond before.
  expect([2 * SECOND, SECOND / 5].map((held) => heldWith(held - 200))).toEqual([200, 20]);
});

test("without a timeout the caller's threads run out, and what needs only the caller waits too", () => {
  const network: CallNetwork = {
    units: [unit("a", ["a"], { threads: 100 }), unit("b", ["b"])],
    hop: 0,
    trouble: hangs,
  };
  const late: Errand = { at: 4 * SECOND, kind: "alone", steps: [{ part: "a", work: 100, luck: 0.5 }] };
  const all = [...steady, late].sort((one, other) => one.at - other.at);
  const index = all.indexOf(late);
  expect(runNetwork(network, all, 20 * SECOND).ends[index]!.done).toBeGreaterThanOrEqual(8 * SECOND);
  const timed = runNetwork({ ...network, timeout: SECOND / 2 }, all, 20 * SECOND);
  expect(timed.ends[index]!.done - late.at).toBeLessThan(SECOND / 100);
});

test("a process that leaks dies with all that it had, and comes back", () => {
  const leaks = { kind: "leaks", part: "b", after: 300 } as const;
  const one = runNetwork({ units: [unit("all", ["a", "b"])], hop: 0, trouble: leaks }, steady, 20 * SECOND);
  // Three seconds of work, one of booting, and again.
  expect(one.units[0]!.restarts).toBe(2);
  expect(one.ends.filter(({ ok }) => !ok)).toHaveLength(200);
});

test("one process calls nobody: hops, limits and calls that fail change nothing of it", () => {
  const units = [unit("all", ["a", "b"], { copies: 2, threads: 20 })];
  for (const trouble of [
    { kind: "leaks", part: "b", after: 100 },
    { kind: "hangs", part: "b", from: 2 * SECOND, until: 8 * SECOND },
    { kind: "deploys", part: "b", from: 2 * SECOND },
  ] as const) {
    const plain = runNetwork({ units, hop: 0, trouble }, steady, 20 * SECOND);
    const called = { units, hop: 50_000, timeout: SECOND / 2, fails: 0.2, trouble };
    expect(runNetwork(called, steady, 20 * SECOND)).toEqual(plain);
  }
});

test("a deployment exchanges one copy after the other, and nobody is turned away while there is a second", () => {
  const deploys = { kind: "deploys", part: "b", from: SECOND } as const;
  const with2 = (copies: number) =>
    runNetwork(
      { units: [unit("all", ["a", "b"], { copies })], hop: 0, trouble: deploys },
      steady,
      20 * SECOND,
    );
  expect(with2(2).units[0]!.restarts).toBe(2);
  expect(with2(2).ends.every(({ ok }) => ok)).toBe(true);
  expect(with2(2).deployed! / SECOND).toBeCloseTo(3, 1);
  expect(with2(1).ends.filter(({ ok }) => !ok).length).toBeGreaterThan(90);
});

test("every request ends at most once, CPUs work no more than there is time, and the same input is the same run", () => {
  fc.assert(
    fc.property(
      fc.nat(1000),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 20 }),
      fc.constantFrom(undefined, 50_000, 500_000),
      fc.constantFrom(
        undefined,
        { ...hangs, from: SECOND, until: 2 * SECOND },
        { kind: "leaks", part: "b", after: 20 } as const,
        { kind: "deploys", part: "b", from: SECOND } as const,
      ),
      (seed, copies, threads, timeout, trouble) => {
        const network: CallNetwork = {
          units: [unit("a", ["a"], { copies, threads }), unit("b", ["b", "c"], { copies, threads })],
          hop: 1000,
          fails: 0.05,
          ...(timeout !== undefined && { timeout }),
          ...(trouble !== undefined && { trouble }),
        };
        const all = errands(seed, ["a", "b", "c"], 20_000, 15_000, 4 * SECOND);
        const run = runNetwork(network, all, 10 * SECOND);
        for (const [index, { done, ok }] of run.ends.entries()) {
          expect(done).toBeGreaterThanOrEqual(all[index]!.at);
          if (ok) expect(done).toBeLessThan(Number.POSITIVE_INFINITY);
        }
        for (const { busy, held } of run.units) {
          expect(busy).toBeLessThanOrEqual(copies * 10 * SECOND);
          expect(held).toBeLessThanOrEqual(copies * threads);
        }
        expect(runNetwork(network, all, 10 * SECOND)).toEqual(run);
      },
    ),
    runs(100),
  );
});
