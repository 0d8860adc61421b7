import { sojournOf } from "../../models/queue/measure.ts";
import type { Policy } from "../../models/queue/policies.ts";
import type { Fault, HealthCheck, QueueModel, QueueRun } from "../../models/queue/queue-model.ts";
import { runQueueInSlices } from "../../models/queue/run-queue.ts";
import { MICROSECONDS } from "../../sim/des.ts";
import { rememberedInSlices } from "../../sim/remember.ts";
import { percentile } from "../../sim/statistics.ts";
import { type Film, filmOf } from "./film.ts";

/** One stream of requests, shared out among four servers in two ways. */

const { ms: MS, s: SECOND } = MICROSECONDS;

export const SERVERS = 4;
/** Requests of a run: one sees them all, so that "the 1 % slowest" are forty. */
export const REQUESTS = 4000;
/** When the fault begins and ends, seconds. */
export const FAULT = { from: 20, until: 60 } as const;
/** After so many seconds a client gives up, and so does a probe. */
export const PATIENCE = 3;
/** Successes in a row that let a server in again. */
const RISE = 2;

export type Lane = "a" | "b";
export const LANES: readonly Lane[] = ["a", "b"];

/** Policies that send a client to the same server again. */
const KEEPS: readonly Policy[] = ["source-hash", "consistent"];

export const NO_FAULT = 0;
export const REFUSES = 1;
export const HANGS = 2;

export type Traffic = {
  readonly seed: number;
  readonly a: Policy;
  readonly b: Policy;
  readonly perSecond: number;
  readonly workMs: number;
  /** Deviation over mean of the work. */
  readonly spread: number;
  /** How many times slower the last server is. */
  readonly slow: number;
  readonly clients: number;
  /** The layer at which each side shares out: 7 requests, 4 connections. */
  readonly aLayer: number;
  readonly bLayer: number;
  readonly fault: number;
  /** Seconds between two probes; 0 without any. */
  readonly every: number;
  readonly fall: number;
};

/** What comes of one side. */
export type Outcome = {
  readonly run: QueueRun;
  readonly film: Film;
  /** Attempts by server. */
  readonly sentTo: readonly number[];
  /** Of the requests that were answered, milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Share of the requests that were not. */
  readonly failed: number;
  /** From the fault until the server was out, seconds; undefined where it never was. */
  readonly noticed: number | undefined;
  /**
   * Of the clients that were not at the server that left, the share that changed theirs; undefined where
   * none left, or clients have no server of their own.
   */
  readonly moved: number | undefined;
};

export function modelOf(traffic: Traffic, lane: Lane): QueueModel {
  const { perSecond, workMs, spread, slow, clients, fault, every, fall } = traffic;
  const policy = traffic[lane];
  const faults: readonly Fault[] =
    fault === NO_FAULT
      ? []
      : [
          {
            server: SERVERS - 1,
            from: FAULT.from * SECOND,
            until: FAULT.until * SECOND,
            kind: fault === REFUSES ? "refuses" : "hangs",
          },
        ];
  const check: HealthCheck | undefined =
    every === 0 ? undefined : { every: every * SECOND, timeout: PATIENCE * SECOND, fall, rise: RISE };
  return {
    source: { kind: "open", gap: { mean: SECOND / perSecond, spread: 1 } },
    work: { mean: workMs * MS, spread },
    servers: Array.from({ length: SERVERS }, (_, index) => {
      const isSlow = index === SERVERS - 1;
      return {
        name: String(index + 1),
        speed: isSlow ? 1 / slow : 1,
        // Only who set the weights knows which server is slow.
        weight: policy === "weighted" && !isSlow ? slow : 1,
      };
    }),
    policy,
    unit: traffic[lane === "a" ? "aLayer" : "bLayer"] === 4 ? "connection" : "request",
    clients,
    faults,
    ...(fault !== NO_FAULT && { timeout: PATIENCE * SECOND }),
    ...(check !== undefined && { check }),
  };
}

/** Both sides, on the same requests. */
export function outcomesOf(traffic: Traffic): Readonly<Record<Lane, Outcome>> {
  return { a: outcomeOf(traffic, "a"), b: outcomeOf(traffic, "b") };
}

/** The sides that were computed last are remembered: moving the other side costs nothing. */
export const outcomeOf = rememberedInSlices(compute, 12, (traffic, lane) => [
  traffic.seed,
  modelOf(traffic, lane),
]);

export function* prepare(traffic: Traffic) {
  for (const lane of LANES) yield* outcomeOf.prepare(traffic, lane);
}

function* compute(traffic: Traffic, lane: Lane): Generator<void, Outcome> {
  const run = yield* runQueueInSlices(modelOf(traffic, lane), traffic.seed, { requests: REQUESTS });
  yield;
  const times = run.requests.filter(({ ok }) => ok).map(sojournOf);
  const out = run.changes.find((change) => !change.in);
  const at = (share: number) => Math.round(percentile(times, share) / MS);
  const sentTo = Array<number>(SERVERS).fill(0);
  for (const { server } of run.attempts) if (server >= 0) sentTo[server]! += 1;
  return {
    run,
    film: filmOf(run, SERVERS),
    sentTo,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    failed: 1 - times.length / run.requests.length,
    noticed: out === undefined ? undefined : out.at / SECOND - FAULT.from,
    moved: out !== undefined && KEEPS.includes(traffic[lane]) ? movedOf(run, out.at) : undefined,
  };
}

/** The server that most of a client's requests went to. */
function homesOf(run: QueueRun, from: number, until: number): ReadonlyMap<number, number> {
  const counts = new Map<number, number[]>();
  for (const { request, server, sent } of run.attempts) {
    if (server < 0 || sent < from || sent >= until) continue;
    const { client } = run.requests[request]!;
    const own = counts.get(client) ?? Array<number>(SERVERS).fill(0);
    own[server]! += 1;
    counts.set(client, own);
  }
  return new Map([...counts].map(([client, own]) => [client, own.indexOf(Math.max(...own))]));
}

function movedOf(run: QueueRun, out: number): number {
  const back = run.changes.find((change) => change.in && change.at > out)?.at ?? FAULT.until * SECOND;
  const before = homesOf(run, 0, FAULT.from * SECOND);
  const during = homesOf(run, out, back);
  const stayed = [...before].filter(([client, home]) => home !== SERVERS - 1 && during.has(client));
  return stayed.filter(([client, home]) => during.get(client) !== home).length / Math.max(1, stayed.length);
}

/** The request whose times differ most between the two sides: the one to follow. */
export function followed(traffic: Traffic): number {
  const { a, b } = outcomesOf(traffic);
  let [best, most] = [0, -1];
  for (const [number, one] of a.run.requests.entries()) {
    const other = b.run.requests[number];
    if (!one.ok || !other?.ok) continue;
    const apart = Math.abs(sojournOf(one) - sojournOf(other));
    if (apart > most) [best, most] = [number, apart];
  }
  return best;
}

/** Moments worth a look, in order: the followed request waits, a fault begins and ends, a server goes and comes. */
export function momentsOf(traffic: Traffic): readonly number[] {
  const { a, b } = outcomesOf(traffic);
  const mark = followed(traffic);
  const faults = traffic.fault === NO_FAULT ? [] : [FAULT.from * SECOND, FAULT.until * SECOND];
  const changes = [...a.run.changes, ...b.run.changes].map(({ at }) => at);
  const { arrived } = a.run.requests[mark]!;
  const done = Math.max(a.run.requests[mark]!.done, b.run.requests[mark]!.done);
  const waits = Math.round(arrived + (done - arrived) * 0.3);
  return [...new Set([waits, ...faults, ...changes])].sort((one, other) => one - other);
}

/** Per server at a moment: whether a check took it out of the rotation, and whether it has its fault. */
export function standingAt(
  { fault }: Traffic,
  { changes }: QueueRun,
  now: number,
): readonly { readonly out: boolean; readonly faulty: boolean }[] {
  return Array.from({ length: SERVERS }, (_, server) => ({
    out: changes.findLast((change) => change.server === server && change.at <= now)?.in === false,
    faulty:
      fault !== NO_FAULT &&
      server === SERVERS - 1 &&
      now >= FAULT.from * SECOND &&
      now < FAULT.until * SECOND,
  }));
}

/** The moment to show first: where a fault has done its work, else where the followed request waits. */
export function firstMoment(traffic: Traffic): number {
  if (traffic.fault !== NO_FAULT) return (FAULT.from + 8) * SECOND;
  return momentsOf(traffic)[0]!;
}
