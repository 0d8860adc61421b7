import { boundWithoutBehavior } from "../../models/hpa/bounds.ts";
import { type Recommendation, stabilizeWithBehavior } from "../../models/hpa/stabilize.ts";
import { tolerancesOf, withinTolerance } from "../../models/hpa/tolerance.ts";
import { sojournOf } from "../../models/queue/measure.ts";
import type { Pieces } from "../../models/queue/pieces.ts";
import type { QueueModel, QueueRun, Sample } from "../../models/queue/queue-model.ts";
import { runQueueInSlices } from "../../models/queue/run-queue.ts";
import { MICROSECONDS } from "../../sim/des.ts";
import { rememberedInSlices } from "../../sim/remember.ts";
import { percentile } from "../../sim/statistics.ts";

/** A group of equal servers behind a balancer, a load over twenty minutes, and what decides how many servers. */

const { ms: MS, s: SECOND } = MICROSECONDS;

export const MINUTES = 20;
const END = MINUTES * 60 * SECOND;
/** Requests that one server works on at once, and for how long each. */
const SLOTS = 2;
const WORK_MS = 1000;
/** Requests a second that a server answers when it is never idle. */
export const CAPACITY = (SLOTS * 1000) / WORK_MS;
/** The least and the most servers there may be. */
export const MOST = 16;
/** An answer that takes longer is slow, seconds. */
export const SLOW = 5;
/** One looks at the metric so often, seconds: the default of the HPA's controller. */
const LOOK = 15;
/** The resolution of the curves, seconds. */
const BUCKET = 20;

export const THRESHOLD = 0;
export const HPA = 1;
export const SURGE = 0;
export const WAVES = 1;
export const RAMP = 2;
export const STEADY = 3;

/** What a server shows of its load: at full CPU the disk and the network are this busy. */
const METRICS = [1, 0.45, 0.3] as const;

export type Group = {
  readonly seed: number;
  readonly load: number;
  /** Requests a second at the highest. */
  readonly peak: number;
  readonly by: number;
  /** 0 CPU, 1 disk, 2 network. */
  readonly metric: number;
  /** Percent; `down` is of the threshold rule alone, and `up` is the target of the HPA. */
  readonly up: number;
  readonly down: number;
  /** Looks in a row that must breach before the rule acts, and the rest afterwards, seconds. */
  readonly periods: number;
  readonly cooldown: number;
  /** Percent by which the HPA's ratio may be off. */
  readonly tolerance: number;
  /** For so long the HPA keeps to its largest wish before it shrinks, seconds. */
  readonly window: number;
  /** How old the metric is that is looked at, seconds. */
  readonly delay: number;
  /** From the decision until a new server takes requests, seconds. */
  readonly boot: number;
  readonly least: number;
};

export type Course = {
  readonly run: QueueRun;
  /** How often the number of wanted servers was changed, and how often it turned from growing to shrinking or back. */
  readonly changes: number;
  readonly turns: number;
  /** Share of the requests that were answered late. */
  readonly slow: number;
  readonly p99: number;
  /** Servers times minutes, booting included. */
  readonly serverMinutes: number;
  /** Wanted and ready servers over time, seconds. */
  readonly wanted: readonly (readonly [number, number])[];
  readonly ready: readonly (readonly [number, number])[];
  /** p95 of those that arrived in each stretch, seconds. */
  readonly tail: readonly (readonly [number, number])[];
};

/** Requests a second over time. */
export function ratesOf({ load, peak }: Pick<Group, "load" | "peak">): Pieces {
  const low = peak / 4;
  const at = (minute: number, rate: number) => ({ from: minute * 60 * SECOND, rate });
  switch (load) {
    case SURGE:
      return [at(0, low), at(3, peak), at(12, low)];
    case WAVES:
      return Array.from({ length: MINUTES }, (_, minute) =>
        at(minute, low + ((peak - low) * (1 - Math.cos((minute / 5) * Math.PI))) / 2),
      );
    case RAMP:
      return Array.from({ length: MINUTES * 2 }, (_, half) =>
        at(half / 2, low + (peak - low) * Math.min(1, half / 16)),
      );
    default:
      return [at(0, peak)];
  }
}

/** The rule of thresholds as an alarm and a policy make it: one server more, one server less. */
function thresholdRule({ up, down, periods, cooldown, least }: Group) {
  let [above, below, last] = [0, 0, Number.NEGATIVE_INFINITY];
  return (percent: number, { wanted, now }: Sample): number => {
    above = percent > up ? above + 1 : 0;
    below = percent < down ? below + 1 : 0;
    const change = above >= periods ? 1 : below >= periods ? -1 : 0;
    if (change === 0 || now - last < cooldown * SECOND) return wanted;
    [above, below, last] = [0, 0, now];
    return Math.min(MOST, Math.max(least, wanted + change));
  };
}

/** The Horizontal Pod Autoscaler, by the functions of its controller. Percent is cut to whole numbers as there. */
function hpaRule({ up, tolerance, window, least }: Group) {
  let log: readonly Recommendation[] = [];
  return (percent: number, { wanted, ready }: Sample): number => {
    const ratio = Math.trunc(percent) / up;
    const wish = withinTolerance(ratio, tolerancesOf(tolerance / 100)) ? wanted : Math.ceil(ready * ratio);
    const steady = stabilizeWithBehavior({
      current: wanted,
      desired: wish,
      recommendations: log.map(({ replicas, secAgo }) => ({ replicas, secAgo: secAgo + LOOK })),
      scaleDownWindowSec: window,
    });
    log = steady.log;
    return boundWithoutBehavior({ current: wanted, desired: steady.replicas, min: least, max: MOST })
      .replicas;
  };
}

function modelOf(group: Group): QueueModel {
  const rates = ratesOf(group);
  const start = () => {
    const rule = group.by === HPA ? hpaRule(group) : thresholdRule(group);
    const seen: number[] = [];
    return (sample: Sample) => {
      seen.push(sample.utilisation * METRICS[group.metric]! * 100);
      // The metric comes late: what is looked at is what was so some looks ago.
      const percent = seen.at(-1 - Math.round(group.delay / LOOK)) ?? seen[0]!;
      return rule(percent, sample);
    };
  };
  // The group starts with what the load of the start needs.
  const needed = Math.ceil((rates[0]!.rate / CAPACITY / group.up) * 100);
  const first = Math.min(MOST, Math.max(group.least, needed));
  return {
    source: { kind: "open", gap: { mean: SECOND, spread: 1 }, rates },
    work: { mean: WORK_MS * MS, spread: 0.5 },
    servers: Array.from({ length: first }, (_, index) => ({ name: String(index + 1), slots: SLOTS })),
    policy: "least-connections",
    scaler: { every: LOOK * SECOND, boot: group.boot * SECOND, start },
  };
}

/** What comes of a group; the ones asked for last are remembered. */
export const courseOf = rememberedInSlices(compute, 12);

function* compute(group: Group): Generator<void, Course> {
  const run = yield* runQueueInSlices(modelOf(group), group.seed, {
    requests: Number.POSITIVE_INFINITY,
    until: END,
  });
  yield;
  // Whoever was still waiting when the time was over had waited so long already.
  const times = run.requests.map(
    (request) => (request.ok ? sojournOf(request) : END - request.arrived) / SECOND,
  );
  const slow = times.filter((time) => time > SLOW).length / times.length;
  const wanted: [number, number][] = [[0, run.samples[0]?.wanted ?? 0]];
  let [changes, turns, direction] = [0, 0, 0];
  for (const { now, wanted: before, decided } of run.samples) {
    if (decided === before) continue;
    changes++;
    const way = Math.sign(decided - before);
    if (direction !== 0 && way !== direction) turns++;
    direction = way;
    wanted.push([now / SECOND, decided]);
  }
  const ready: [number, number][] = [[0, run.samples[0]?.ready ?? 0]];
  for (const change of run.changes) ready.push([change.at / SECOND, ready.at(-1)![1] + (change.in ? 1 : -1)]);
  for (const curve of [wanted, ready]) curve.push([MINUTES * 60, curve.at(-1)![1]]);
  return {
    run,
    changes,
    turns,
    slow,
    p99: percentile(times, 0.99),
    serverMinutes: run.serverTime / SECOND / 60,
    wanted,
    ready,
    tail: tailOf(run, times),
  };
}

function tailOf(run: QueueRun, times: readonly number[]): readonly (readonly [number, number])[] {
  const buckets = Array.from({ length: (MINUTES * 60) / BUCKET }, (): number[] => []);
  for (const [number, { arrived }] of run.requests.entries())
    buckets[Math.min(buckets.length - 1, Math.floor(arrived / SECOND / BUCKET))]!.push(times[number]!);
  return buckets.flatMap((bucket, index) =>
    bucket.length === 0 ? [] : [[(index + 0.5) * BUCKET, percentile(bucket, 0.95)] as const],
  );
}
