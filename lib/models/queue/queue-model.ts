import type { BreakerConfig, BreakerState } from "../microservices/circuit-breaker.ts";
import type { Distribution } from "./distribution.ts";
import type { Pieces } from "./pieces.ts";
import type { Policy } from "./policies.ts";

/** Requests, and servers that work on them: what a run needs to know. All times in whole microseconds. */
export type QueueModel = {
  readonly source: OpenSource | ClosedSource;
  /** How long a server of speed 1 works on a request. */
  readonly work: Distribution;
  readonly servers: readonly Server[];
  /** `round-robin` where there is but one server. */
  readonly policy?: Policy;
  /**
   * What the balancer shares out: each request (L7), or each client's connection, whose requests then all go
   * to the server that it was given (L4), until that server is taken out or refuses it.
   */
  readonly unit?: "request" | "connection";
  /** How many clients the requests come from, each as many as the others in the long run. */
  readonly clients?: number;
  /** After so long a client gives up on an attempt. The server does not learn of it and works on. */
  readonly timeout?: number;
  /**
   * Servers are told when the client gives up, and refuse what, by the mean of the work, cannot be answered in
   * time when its turn comes.
   */
  readonly heedsDeadlines?: boolean;
  readonly retry?: Retry;
  /** Stands between all clients and the balancer; what it does not permit is not tried again. */
  readonly breaker?: BreakerConfig;
  readonly faults?: readonly Fault[];
  readonly check?: HealthCheck;
  readonly scaler?: Scaler;
};

/** Arrivals that do not wait for answers. */
export type OpenSource = {
  readonly kind: "open";
  /** Between two arrivals, where `rates` say 1. */
  readonly gap: Distribution;
  /** How the rate changes over time, in multiples. */
  readonly rates?: Pieces;
};

/** Customers that think, ask, wait for the answer, and think again. */
export type ClosedSource = {
  readonly kind: "closed";
  readonly customers: number;
  readonly think: Distribution;
};

export type Server = {
  readonly name: string;
  /** How many requests it works on at once, each at its full speed. */
  readonly slots?: number;
  /** How much faster than the work says. */
  readonly speed?: number;
  readonly weight?: number;
  /** With so many inside, worked on ones included, it refuses. */
  readonly limit?: number;
};

/**
 * What goes wrong with a server in a stretch of time: it refuses everything at once and loses what it had;
 * it accepts and does nothing; it works at a share of its speed.
 */
export type Fault = {
  readonly server: number;
  readonly from: number;
  readonly until: number;
  readonly kind: "refuses" | "hangs" | "slow";
  /** Of the speed, for `slow`. */
  readonly share?: number;
};

/**
 * A probe of each server every `every`, which fails at once where it is refused and after `timeout` where
 * nothing answers. After `fall` failures in a row a server is out, after `rise` successes in again (the names
 * of HAProxy). A probe does not queue behind requests.
 */
export type HealthCheck = {
  readonly every: number;
  readonly timeout: number;
  readonly fall: number;
  readonly rise: number;
};

/** What a client does when an attempt fails. */
export type Retry = {
  /** Attempts in all, the first included. */
  readonly attempts: number;
  /** Before the second attempt; doubled for each further one, up to `cap`. */
  readonly base: number;
  readonly cap: number;
  /** Anywhere from 0 to the delay instead of the delay itself ("full jitter", Brooker 2015). */
  readonly jitter: boolean;
  /** Retries for each first attempt that all clients together may make; unset: as many as they like. */
  readonly budget?: number;
};

/** What a scaler sees of the stretch since it last looked. */
export type Sample = {
  readonly now: number;
  /** Servers that are in. */
  readonly ready: number;
  /** Servers that are in or booting. */
  readonly wanted: number;
  /** Work done over what the ready servers could have done, 0 to 1. */
  readonly utilisation: number;
  readonly waiting: number;
};

/** Decides every so often how many servers there shall be; new ones are copies of the last. */
export type Scaler = {
  readonly every: number;
  /** From the decision until a new server takes its first request. */
  readonly boot: number;
  /** Starts a fresh one for a run, and remembers. */
  readonly start: () => (sample: Sample) => number;
};

/** How an attempt ended for its client. */
export type Outcome = "ok" | "timeout" | "refused" | "lost" | "nowhere" | "not-permitted";

/** One attempt of a request at one server. Times are `Infinity` for what did not happen in the run. */
export type Attempt = {
  readonly request: number;
  /** The first is 0. */
  readonly number: number;
  /** -1 where there was no server to ask. */
  readonly server: number;
  readonly sent: number;
  started: number;
  /** When the server was rid of it. */
  left: number;
  /** When the client knew, or gave up. */
  ended: number;
  outcome: Outcome | "open";
};

/** What somebody asked for, however often it was tried. */
export type Request = {
  readonly number: number;
  readonly client: number;
  readonly arrived: number;
  /** Of a server of speed 1. */
  readonly work: number;
  attempts: number;
  /** When the answer or the last failure came. */
  done: number;
  ok: boolean;
};

/** A server coming in or going out. */
export type Change = { readonly at: number; readonly server: number; readonly in: boolean };

export type QueueRun = {
  readonly requests: readonly Request[];
  readonly attempts: readonly Attempt[];
  readonly changes: readonly Change[];
  /** When the circuit breaker changed its state; empty without one. */
  readonly breaker: readonly { readonly at: number; readonly state: BreakerState }[];
  /** When the last thing happened. */
  readonly end: number;
  /** Time that each server's slots were at work. */
  readonly busy: readonly number[];
  /** Samples of the scaler, with what it decided. */
  readonly samples: readonly (Sample & { readonly decided: number })[];
  /** Servers times the time they were there, booting included. */
  readonly serverTime: number;
};
