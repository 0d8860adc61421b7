export type BreakerState = "CLOSED" | "OPEN" | "HALF_OPEN";

/** A resilience4j CircuitBreakerConfig; what is left out has upstream's default. Rates in percent 0–100. */
export type BreakerConfig = {
  readonly slidingWindowType?: "COUNT" | "TIME";
  /** Calls (COUNT) or seconds (TIME). */
  readonly slidingWindowSize?: number;
  readonly minimumNumberOfCalls?: number;
  readonly failureRateThreshold?: number;
  readonly slowCallRateThreshold?: number;
  readonly slowCallDurationThresholdMs?: number;
  readonly waitDurationInOpenStateMs?: number;
  readonly permittedCallsInHalfOpen?: number;
};

/**
 * `acquire` asks for permission to call; `success` and `error` report how a call ended; `ignored` gives
 * the permission back without a result. Times in ms, not decreasing.
 */
export type BreakerEvent = {
  readonly type: "acquire" | "success" | "error" | "ignored";
  readonly atMs: number;
  readonly durationMs?: number;
};

/** The state after an event and, for `acquire`, the answer. */
export type BreakerStep = { readonly state: BreakerState; readonly permitted?: boolean };

type Call = { readonly atMs: number; readonly failed: boolean; readonly slow: boolean };

/** A circuit breaker between events. `calls` are those of this state's window, oldest first. */
export type Breaker = {
  readonly state: BreakerState;
  readonly sinceMs: number;
  readonly calls: readonly Call[];
  /** Calls that HALF_OPEN still lets through. */
  readonly permits: number;
};

const DEFAULTS: Required<BreakerConfig> = {
  slidingWindowType: "COUNT",
  slidingWindowSize: 100,
  minimumNumberOfCalls: 100,
  failureRateThreshold: 50,
  slowCallRateThreshold: 100,
  slowCallDurationThresholdMs: 60_000,
  waitDurationInOpenStateMs: 60_000,
  permittedCallsInHalfOpen: 10,
};

/** A breaker that has just entered `state`: every change of state starts with an empty window. */
export function enterState(state: BreakerState, sinceMs: number, config: BreakerConfig): Breaker {
  const permits = config.permittedCallsInHalfOpen ?? DEFAULTS.permittedCallsInHalfOpen;
  return { state, sinceMs, calls: [], permits: state === "HALF_OPEN" ? permits : 0 };
}

/**
 * One event of a circuit breaker. It opens when the share of failed or of slow calls (longer than the
 * threshold) reaches (≥) its threshold, once enough calls are known; OPEN refuses until the wait has
 * passed, then HALF_OPEN lets a few calls through, whose results open or close it. Results that arrive
 * while OPEN change nothing.
 *
 * Source: `resilience4j/resilience4j` `CircuitBreakerStateMachine.java`, `CircuitBreakerMetrics.java`.
 * HALF_OPEN judges by a COUNT window of its permitted calls and, like upstream, already after
 * `minimumNumberOfCalls` results if these are fewer.
 */
export function stepBreaker(
  breaker: Breaker,
  event: BreakerEvent,
  config: BreakerConfig,
): { readonly breaker: Breaker; readonly permitted?: boolean } {
  if (event.type === "acquire") return acquire(breaker, event.atMs, config);
  if (breaker.state === "OPEN") return { breaker };
  if (event.type === "ignored") {
    return {
      breaker: breaker.state === "HALF_OPEN" ? { ...breaker, permits: breaker.permits + 1 } : breaker,
    };
  }
  return { breaker: record(breaker, event, { ...DEFAULTS, ...config }) };
}

/** The states that a breaker goes through, one for each event; it enters `initialState` at 0 ms. */
export function circuitBreaker(run: {
  readonly config?: BreakerConfig;
  readonly initialState?: BreakerState;
  readonly events: readonly BreakerEvent[];
}): readonly BreakerStep[] {
  const { config = {}, initialState = "CLOSED" } = run;
  let breaker = enterState(initialState, 0, config);
  return run.events.map((event) => {
    const next = stepBreaker(breaker, event, config);
    breaker = next.breaker;
    return { state: breaker.state, ...(next.permitted !== undefined && { permitted: next.permitted }) };
  });
}

function acquire(breaker: Breaker, atMs: number, config: BreakerConfig): ReturnType<typeof stepBreaker> {
  const waitMs = config.waitDurationInOpenStateMs ?? DEFAULTS.waitDurationInOpenStateMs;
  if (breaker.state === "OPEN" && atMs - breaker.sinceMs >= waitMs) {
    return acquire(enterState("HALF_OPEN", atMs, config), atMs, config);
  }
  if (breaker.state !== "HALF_OPEN") return { breaker, permitted: breaker.state === "CLOSED" };
  if (breaker.permits === 0) return { breaker, permitted: false };
  return { breaker: { ...breaker, permits: breaker.permits - 1 }, permitted: true };
}

function record(breaker: Breaker, event: BreakerEvent, config: Required<BreakerConfig>): Breaker {
  const { atMs, durationMs = 0 } = event;
  const isHalfOpen = breaker.state === "HALF_OPEN";
  const byTime = config.slidingWindowType === "TIME" && !isHalfOpen;
  const size = isHalfOpen ? config.permittedCallsInHalfOpen : config.slidingWindowSize;
  const call = {
    atMs,
    failed: event.type === "error",
    slow: durationMs > config.slowCallDurationThresholdMs,
  };
  const all = [...breaker.calls, call];
  const calls = byTime
    ? all.filter((one) => secondOf(one.atMs) > secondOf(atMs) - size)
    : all.slice(Math.max(0, all.length - size));

  const minimum = byTime ? config.minimumNumberOfCalls : Math.min(config.minimumNumberOfCalls, size);
  if (calls.length < minimum) return { ...breaker, calls };
  const percent = (isCounted: (one: Call) => boolean) =>
    (calls.filter(isCounted).length * 100) / calls.length;
  const isTooHigh =
    percent(({ failed }) => failed) >= config.failureRateThreshold ||
    percent(({ slow }) => slow) >= config.slowCallRateThreshold;
  if (isTooHigh) return enterState("OPEN", atMs, config);
  return isHalfOpen ? enterState("CLOSED", atMs, config) : { ...breaker, calls };
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1000);
}
