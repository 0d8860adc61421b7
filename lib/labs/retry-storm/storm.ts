import { retryAmplification } from "../../models/microservices/retry-amplification.ts";
import { failedOf } from "../../models/queue/measure.ts";
import type { QueueModel, QueueRun } from "../../models/queue/queue-model.ts";
import { runQueueInSlices } from "../../models/queue/run-queue.ts";
import { MICROSECONDS } from "../../sim/des.ts";
import { rememberedInSlices } from "../../sim/remember.ts";

/** Callers, a service at the end of a chain, ten bad seconds, and what retries make of them. */

const { ms: MS, s: SECOND } = MICROSECONDS;

const SLOTS = 4;
const WORK_MS = 100;
/** Requests a second that the service answers when it is never idle. */
export const CAPACITY = (SLOTS * 1000) / WORK_MS;
/** Seconds: how long one looks, and when the service stands still. */
export const LENGTH = 120;
export const TROUBLE = { from: 20, until: 30 } as const;
/** With so many more answers than this share of the load the service is well again. */
const WELL = 0.9;
/** For so many seconds in a row. */
const STEADY = 5;

export type Storm = {
  readonly seed: number;
  /** Requests a second that come from outside. */
  readonly perSecond: number;
  /** Attempts of each layer, the first included, and how many layers try again. */
  readonly attempts: number;
  readonly layers: number;
  readonly timeoutMs: number;
  /** Before the second attempt; doubled for each further one. */
  readonly baseMs: number;
  /** 1: anywhere between nothing and that delay. */
  readonly jitter: number;
  /** Percent of the first attempts that may be tried again; 0 as many as they like. */
  readonly budget: number;
  /** With so many inside the service refuses; 0 never. */
  readonly limit: number;
  readonly deadlines: number;
  readonly breaker: number;
};

/** Over time, a value for each second. */
export type PerSecond = readonly (readonly [second: number, value: number])[];

export type Weather = {
  readonly run: QueueRun;
  /** Attempts that reach the service, and answers that somebody still waits for. */
  readonly sent: PerSecond;
  readonly good: PerSecond;
  /** Seconds from the end of the trouble until the service is well; undefined if never. */
  readonly recovered: number | undefined;
  /** Share of the requests that came to nothing. */
  readonly failed: number;
  /** Attempts for each request. */
  readonly amplification: number;
  /** Share of the service's work that nobody waited for any more. */
  readonly wasted: number;
};

/** How often one request may reach the service at most. */
export function mostAttempts({ attempts, layers }: Pick<Storm, "attempts" | "layers">): number {
  return retryAmplification({ layers, attemptsPerLayer: attempts });
}

function modelOf(storm: Storm): QueueModel {
  const { perSecond, timeoutMs, baseMs, jitter, budget, limit, deadlines, breaker } = storm;
  return {
    source: { kind: "open", gap: { mean: SECOND / perSecond, spread: 1 } },
    work: { mean: WORK_MS * MS, spread: 0.5 },
    servers: [{ name: "service", slots: SLOTS, ...(limit > 0 && { limit }) }],
    timeout: timeoutMs * MS,
    heedsDeadlines: deadlines === 1,
    retry: {
      attempts: mostAttempts(storm),
      base: baseMs * MS,
      cap: 30 * SECOND,
      jitter: jitter === 1,
      ...(budget > 0 && { budget: budget / 100 }),
    },
    faults: [{ server: 0, from: TROUBLE.from * SECOND, until: TROUBLE.until * SECOND, kind: "hangs" }],
    ...(breaker === 1 && {
      breaker: {
        slidingWindowSize: 50,
        minimumNumberOfCalls: 20,
        waitDurationInOpenStateMs: 5000,
        permittedCallsInHalfOpen: 10,
      },
    }),
  };
}

/** What comes of a setting; the ones asked for last are remembered. */
export const weatherOf = rememberedInSlices(compute, 12);

function* compute(storm: Storm): Generator<void, Weather> {
  const run = yield* runQueueInSlices(modelOf(storm), storm.seed, {
    requests: Number.POSITIVE_INFINITY,
    until: LENGTH * SECOND,
  });
  const sent = Array<number>(LENGTH).fill(0);
  const good = Array<number>(LENGTH).fill(0);
  let [all, wasted] = [0, 0];
  for (const { sent: at, server, outcome, ended, started, left } of run.attempts) {
    if (server >= 0) sent[Math.min(LENGTH - 1, Math.floor(at / SECOND))]! += 1;
    if (outcome === "ok") good[Math.min(LENGTH - 1, Math.floor(ended / SECOND))]! += 1;
    if (!Number.isFinite(left) || !Number.isFinite(started)) continue;
    all += left - started;
    if (outcome !== "ok") wasted += left - started;
  }
  return {
    run,
    sent: sent.map((count, second) => [second, count]),
    good: good.map((count, second) => [second, count]),
    recovered: recoveredOf(good, storm.perSecond),
    failed: failedOf(run),
    amplification: run.attempts.length / run.requests.length,
    wasted: all === 0 ? 0 : wasted / all,
  };
}

function recoveredOf(good: readonly number[], perSecond: number): number | undefined {
  for (let second = TROUBLE.until; second + STEADY <= LENGTH; second++) {
    const stretch = good.slice(second, second + STEADY);
    const mean = stretch.reduce((sum, count) => sum + count, 0) / STEADY;
    if (mean >= WELL * perSecond) return second - TROUBLE.until;
  }
  return undefined;
}
