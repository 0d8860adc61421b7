import { batchMeans, type Interval, warmUpOf } from "../../sim/statistics.ts";
import type { QueueRun, Request } from "./queue-model.ts";

/** What is told of a run. Times in microseconds. */
export type Measured = {
  /** Requests that were answered, in all. */
  readonly answered: number;
  /** Share of all requests that came to nothing. */
  readonly failed: number;
  /** Answers a second. */
  readonly throughput: number;
  /** Of each server, 0 to 1. */
  readonly utilisation: readonly number[];
  /** From the arrival to the answer, of those that were answered. */
  readonly sojourn: Interval;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
};

/**
 * What a run shows once its start is cut off. A time counts from the moment that the request was due, however
 * long its first attempt had to wait to be sent, and whoever was still waiting when the run was cut counts as
 * unanswered: nothing slow is left out because it was slow.
 */
export function measure(run: QueueRun): Measured {
  const answered = run.requests.filter(({ ok }) => ok);
  const times = answered.map(sojournOf);
  const settled = times.slice(warmUpOf(times)).sort((a, b) => a - b);
  const { mean, half, count } = batchMeans(times);
  const at = (share: number) => settled[Math.max(0, Math.ceil(share * settled.length) - 1)] ?? Number.NaN;
  return {
    answered: answered.length,
    failed: failedOf(run),
    throughput: run.end === 0 ? 0 : (answered.length / run.end) * 1e6,
    utilisation: run.busy.map((busy) => (run.end === 0 ? 0 : busy / run.end)),
    sojourn: { mean, half, count },
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
  };
}

/** Share of all requests that came to nothing. */
export function failedOf({ requests }: QueueRun): number {
  let answered = 0;
  for (const { ok } of requests) if (ok) answered++;
  return requests.length === 0 ? 0 : 1 - answered / requests.length;
}

export function sojournOf({ arrived, done }: Request): number {
  return done - arrived;
}

/** How long each request waited for a server, in the order of arrival; of the attempt that was answered. */
export function waitsOf(run: QueueRun): readonly number[] {
  return run.attempts.filter(({ outcome }) => outcome === "ok").map(({ sent, started }) => started - sent);
}

/**
 * What a load generator would have seen that waits for each answer before it sends the next request, once the
 * requests that it held back meanwhile are put in: for each time longer than the gap also that time less one
 * gap, two gaps, and so on (Tene's correction, as HdrHistogram makes it).
 */
export function correctOmission(times: readonly number[], gap: number): readonly number[] {
  return times.flatMap((time) => {
    const all = [time];
    for (let missing = time - gap; missing >= gap; missing -= gap) all.push(missing);
    return all;
  });
}
