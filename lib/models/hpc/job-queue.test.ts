import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { openSource, stream } from "../../sim/random.ts";
import { intervalOf } from "../../sim/statistics.ts";
import { mmcWait } from "../queue/closed-forms.ts";
import { type BatchCluster, type BatchJob, runBatch } from "./job-queue.ts";

const alone = (own: number, backfill = false): BatchCluster => ({
  own,
  cloud: 0,
  backfill,
  patience: Number.POSITIVE_INFINITY,
  boot: 0,
  resumeTimeout: 0,
  suspendTime: 0,
});
const job = (at: number, nodes: number, seconds: number, staging = 0): BatchJob => ({
  at,
  nodes,
  seconds,
  staging,
});
const startsOf = (cluster: BatchCluster, jobs: readonly BatchJob[]) =>
  runBatch(cluster, jobs, 100_000).jobs.map(({ start }) => start);

test("jobs of one node in order are M/M/c: they wait as long as Erlang says", () => {
  const [own, gap, length] = [4, 300, 960];
  const means = Array.from({ length: 24 }, (_, seed) => {
    const [arrivals, lengths] = [openSource(stream(seed, "arrivals")), openSource(stream(seed, "lengths"))];
    const jobs: BatchJob[] = [];
    let at = 0;
    for (let number = 0; number < 2000; number++) {
      at += arrivals.drawExponential(gap);
      jobs.push(job(Math.round(at), 1, Math.round(lengths.drawExponential(length))));
    }
    const { jobs: told } = runBatch(alone(own), jobs, Math.round(at) + 1_000_000);
    return told.reduce((sum, { start }, index) => sum + start - jobs[index]!.at, 0) / jobs.length;
  });
  const { mean, half } = intervalOf(means);
  expect(Math.abs(mean - mmcWait({ rate: 1 / gap, service: length, servers: own }))).toBeLessThan(1.5 * half);
});

test("backfill starts what ends before the first in the queue can begin, and nothing that would delay it", () => {
  // Three of four nodes are busy until 100; the second wants all four.
  const jobs = [job(0, 3, 100), job(1, 4, 50), job(2, 1, 60), job(3, 1, 200)];
  expect(startsOf(alone(4), jobs)).toEqual([0, 100, 150, 150]);
  expect(startsOf(alone(4, true), jobs)).toEqual([0, 100, 2, 150]);
  // With a node left over beside the reservation the long one may start too.
  expect(startsOf(alone(5, true), jobs)).toEqual([0, 100, 2, 3]);
});

const cloud: BatchCluster = {
  ...alone(1),
  cloud: 4,
  patience: 60,
  boot: 240,
  resumeTimeout: 600,
  suspendTime: 600,
};

test("a job that has waited long enough takes its data, then its nodes boot, then it runs; idle ones go later", () => {
  const { jobs, paid, cloudBusy } = runBatch(cloud, [job(0, 1, 5000), job(0, 2, 1000, 300)], 100_000);
  expect(jobs[1]).toEqual({ start: 60 + 300 + 240, end: 1600, where: "cloud" });
  expect(cloudBusy).toBe(2 * 1000);
  expect(paid).toBe(2 * (240 + 1000 + 600));
});

test("nodes that are on are taken before others are switched on", () => {
  const jobs = [job(0, 1, 9000), job(0, 2, 1000), job(1500, 2, 100)];
  // The first is back in the pool at 1300 and stays until 1900.
  expect(runBatch(cloud, jobs, 100_000).jobs[2]!.start).toBe(1560);
  expect(runBatch({ ...cloud, suspendTime: 60 }, jobs, 100_000).jobs[2]!.start).toBe(1560 + 240);
});

test("with the default ResumeTimeout of 60 seconds, nodes that boot for four minutes end up DOWN", () => {
  const { jobs, down, paid } = runBatch(
    { ...cloud, resumeTimeout: 60 },
    [job(0, 1, 5000), job(0, 2, 1000)],
    100_000,
  );
  expect(down).toBe(4);
  expect(paid).toBe(4 * 60);
  // The job waits again, and gets a node of one's own only if it fits there.
  expect(jobs[1]!.where).toBeUndefined();
});

const drawn = fc.array(
  fc.record({
    at: fc.nat(5000),
    nodes: fc.constantFrom(1, 2, 4, 8),
    seconds: fc.integer({ min: 10, max: 3000 }),
    staging: fc.nat(2000),
  }),
  { maxLength: 25 },
);

test("no node does two things, every job that began ran its length, and what worked was paid for", () => {
  fc.assert(
    fc.property(
      drawn,
      fc.boolean(),
      fc.constantFrom(0, 300, 3000),
      fc.constantFrom(60, 600),
      fc.constantFrom(1, 600),
      (list, backfill, patience, resumeTimeout, suspendTime) => {
        const jobs = [...list].sort((a, b) => a.at - b.at);
        const cluster = { own: 8, cloud: 8, backfill, patience, boot: 240, resumeTimeout, suspendTime };
        const run = runBatch(cluster, jobs, 1_000_000);
        for (const [index, { start, end, where }] of run.jobs.entries()) {
          expect(where).toBeDefined();
          expect(start).toBeGreaterThanOrEqual(jobs[index]!.at);
          expect(end - start).toBe(jobs[index]!.seconds);
          if (where === "cloud")
            expect(start).toBeGreaterThanOrEqual(jobs[index]!.at + patience + jobs[index]!.staging);
          for (const side of ["own", "cloud"]) {
            const busy = run.jobs.reduce(
              (sum, other, number) =>
                other.where === side && other.start <= start && start < other.end
                  ? sum + jobs[number]!.nodes
                  : sum,
              0,
            );
            expect(busy).toBeLessThanOrEqual(8);
          }
        }
        for (const { own, paid } of run.curve) {
          expect(own).toBeGreaterThanOrEqual(0);
          expect(own).toBeLessThanOrEqual(8);
          expect(paid).toBeGreaterThanOrEqual(0);
          expect(paid).toBeLessThanOrEqual(8);
        }
        expect(run.paid).toBeGreaterThanOrEqual(run.cloudBusy);
        expect(run.down).toBeLessThanOrEqual(8);
        if (resumeTimeout === 600) expect(run.down).toBe(0);
      },
    ),
    runs(100),
  );
});
