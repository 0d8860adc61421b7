import { Agenda } from "../../sim/des.ts";
import { openSource, stream } from "../../sim/random.ts";
import { atOnce } from "../../sim/remember.ts";
import { backoffCeiling } from "../microservices/backoff.ts";
import {
  type BreakerEvent,
  type BreakerState,
  enterState,
  stepBreaker,
} from "../microservices/circuit-breaker.ts";
import { drawFrom } from "./distribution.ts";
import { type Pieces, whenDone } from "./pieces.ts";
import { type Candidate, makePolicy } from "./policies.ts";
import type {
  Attempt,
  Change,
  Fault,
  Outcome,
  QueueModel,
  QueueRun,
  Request,
  Sample,
  Server,
} from "./queue-model.ts";

/** How long it takes to be refused. */
const REFUSED_AFTER = 1000;
/** So many events are a slice. */
const SLICE = 400;
/** What ends comes before what begins, and what is measured comes last. */
const PRIORITY = { end: 0, change: 1, begin: 2, look: 3 } as const;

type Event =
  | { readonly type: "arrive"; readonly customer: number }
  | { readonly type: "send"; readonly request: Request }
  | { readonly type: "finish"; readonly attempt: Attempt }
  | { readonly type: "fail"; readonly attempt: Attempt; readonly outcome: Outcome }
  | { readonly type: "timeout"; readonly attempt: Attempt }
  | { readonly type: "crash"; readonly server: number }
  | { readonly type: "probe"; readonly server: number }
  | { readonly type: "probed"; readonly server: number; readonly ok: boolean }
  | { readonly type: "scale" }
  | { readonly type: "join"; readonly server: number };

/** A server in a run. */
type Place = Candidate & {
  connections: number;
  readonly slots: number;
  readonly limit: number;
  readonly pieces: Pieces;
  readonly refusals: readonly Fault[];
  readonly waiting: Attempt[];
  /** How many of `waiting` are already served: the queue's head. */
  head: number;
  readonly working: Set<Attempt>;
  busy: number;
  healthy: boolean;
  /** Successes (positive) or failures (negative) in a row. */
  row: number;
  /** `booting` and `leaving` get no requests. */
  stage: "booting" | "in" | "leaving" | "gone";
  readonly born: number;
  died: number;
};

/**
 * Lets a model run until its requests are answered. The same model and seed make the same run; two models with an
 * open source that differ in policy, faults, checks or retries alone see the same arrivals from the same clients
 * with the same work, because each source of chance is a stream of its own.
 * @param size how many requests come, and until when the clock goes at most; one of the two has an end, and where
 *   a fault has none it is the clock
 */
export function runQueue(model: QueueModel, seed: number, size: Size): QueueRun {
  return atOnce(runQueueInSlices(model, seed, size));
}

type Size = { readonly requests: number; readonly until?: number };

/** The same run in slices, for whoever has something else to do between them. */
export function* runQueueInSlices(
  model: QueueModel,
  seed: number,
  { requests: most, until = Number.POSITIVE_INFINITY }: Size,
): Generator<void, QueueRun> {
  const open = (name: string) => openSource(stream(seed, name));
  const [arrivals, works, clients, jitters] = [
    open("arrivals"),
    open("work"),
    open("clients"),
    open("jitter"),
  ];
  const choose = makePolicy(model.policy ?? "round-robin", open("policy"));
  const agenda = new Agenda<Event>();
  const requests: Request[] = [];
  const attempts: Attempt[] = [];
  const changes: Change[] = [];
  const states: { at: number; state: BreakerState }[] = [];
  const samples: (Sample & { decided: number })[] = [];
  const places = model.servers.map((server, index) => placeOf(server, index, 0, model.faults ?? []));
  const connected = new Map<number, number>();
  const { source, check, retry, scaler } = model;
  const decide = scaler?.start();
  let breaker = enterState("CLOSED", 0, model.breaker ?? {});
  let [firsts, retries, unfinished, lastBusy, lastLook] = [0, 0, 0, 0, 0];

  const later = (at: number, event: Event, priority: number) => {
    if (Number.isFinite(at)) agenda.plan(Math.max(agenda.now, Math.round(at)), event, priority);
  };

  if (source.kind === "open") planArrival();
  else for (let one = 0; one < source.customers; one++) think(one);
  for (const { server, from, kind } of model.faults ?? [])
    if (kind === "refuses") later(from, { type: "crash", server }, PRIORITY.change);
  if (check !== undefined)
    for (const { index } of places) later(check.every, { type: "probe", server: index }, PRIORITY.look);
  if (scaler !== undefined) later(scaler.every, { type: "scale" }, PRIORITY.look);

  while (handleSome()) yield;
  const end = agenda.now;
  return {
    requests,
    attempts,
    changes,
    breaker: states,
    end,
    busy: places.map(busyUntilNow),
    samples,
    serverTime: places.reduce((sum, { born, died }) => sum + Math.min(died, end) - born, 0),
  };

  /** Does a slice. @returns whether more is to come */
  function handleSome(): boolean {
    for (let count = 0; count < SLICE; count++) {
      const next = agenda.nextAt;
      if (next === undefined || next > until) return false;
      // Probes and samples go on for ever; without requests nobody asks for them.
      if (firsts >= most && unfinished === 0) return false;
      handle(agenda.take()!.event);
    }
    return true;
  }

  function handle(event: Event): void {
    switch (event.type) {
      case "arrive":
        arrive(event.customer);
        return;
      case "send":
        send(event.request);
        return;
      case "finish":
        finish(event.attempt);
        return;
      case "fail":
        if (event.attempt.outcome === "open") settle(event.attempt, event.outcome);
        return;
      case "timeout":
        if (event.attempt.outcome === "open") settle(event.attempt, "timeout");
        return;
      case "crash":
        crash(places[event.server]!);
        return;
      case "probe":
        probe(places[event.server]!);
        return;
      case "probed":
        probed(places[event.server]!, event.ok);
        return;
      case "scale":
        scale();
        return;
      case "join": {
        const place = places[event.server]!;
        if (place.stage !== "booting") return;
        place.stage = "in";
        changes.push({ at: agenda.now, server: place.index, in: true });
        if (check !== undefined)
          later(agenda.now + check.every, { type: "probe", server: place.index }, PRIORITY.look);
      }
    }
  }

  function planArrival(): void {
    if (source.kind !== "open") return;
    const gap = drawFrom(source.gap, arrivals);
    const at = source.rates === undefined ? agenda.now + gap : whenDone(source.rates, agenda.now, gap);
    later(at, { type: "arrive", customer: -1 }, PRIORITY.begin);
  }

  function think(customer: number): void {
    if (source.kind !== "closed") return;
    later(agenda.now + drawFrom(source.think, arrivals), { type: "arrive", customer }, PRIORITY.begin);
  }

  function arrive(customer: number): void {
    if (firsts >= most) return;
    firsts++;
    unfinished++;
    const drawn = model.clients === undefined ? 0 : Math.floor(clients.draw() * model.clients);
    const request: Request = {
      number: requests.length,
      client: customer < 0 ? drawn : customer,
      arrived: agenda.now,
      work: drawFrom(model.work, works),
      attempts: 0,
      done: Number.POSITIVE_INFINITY,
      ok: false,
    };
    requests.push(request);
    if (customer < 0 && firsts < most) planArrival();
    send(request);
  }

  function candidates(): readonly Candidate[] {
    return places.length === 1 && places[0]!.healthy && places[0]!.stage === "in"
      ? places
      : places.filter(({ healthy, stage }) => healthy && stage === "in");
  }

  function serverFor(client: number): number {
    const all = candidates();
    if (all.length === 0) return -1;
    if (model.unit !== "connection") return all.length === 1 ? all[0]!.index : choose(all, client);
    const kept = connected.get(client);
    if (kept !== undefined && all.some(({ index }) => index === kept)) return kept;
    const given = choose(
      all.map((one) => ({ ...one, connections: countConnections(one.index) })),
      client,
    );
    connected.set(client, given);
    return given;
  }

  /** What an L4 balancer counts: the connections that are open to a server, busy or not. */
  function countConnections(server: number): number {
    let count = 0;
    for (const to of connected.values()) if (to === server) count++;
    return count;
  }

  /** Tells the breaker, if there is one, what happened. @returns whether it lets a call through */
  function tellBreaker(type: BreakerEvent["type"], duration = 0): boolean {
    if (model.breaker === undefined) return true;
    const before = breaker.state;
    const event = { type, atMs: agenda.now / 1000, durationMs: duration / 1000 };
    const step = stepBreaker(breaker, event, model.breaker);
    breaker = step.breaker;
    if (breaker.state !== before) states.push({ at: agenda.now, state: breaker.state });
    return step.permitted ?? true;
  }

  function send(request: Request): void {
    const permitted = tellBreaker("acquire");
    const server = permitted ? serverFor(request.client) : -1;
    const attempt: Attempt = {
      request: request.number,
      number: request.attempts++,
      server,
      sent: agenda.now,
      started: Number.POSITIVE_INFINITY,
      left: Number.POSITIVE_INFINITY,
      ended: Number.POSITIVE_INFINITY,
      outcome: "open",
    };
    attempts.push(attempt);
    const place = places[server];
    if (place === undefined) {
      const outcome = permitted ? "nowhere" : "not-permitted";
      later(agenda.now + REFUSED_AFTER, { type: "fail", attempt, outcome }, PRIORITY.end);
      return;
    }
    place.connections++;
    const inside = place.working.size + place.waiting.length - place.head;
    if (inside >= place.limit || refuses(place, agenda.now)) {
      attempt.left = agenda.now;
      later(agenda.now + REFUSED_AFTER, { type: "fail", attempt, outcome: "refused" }, PRIORITY.end);
      return;
    }
    if (model.timeout !== undefined)
      later(agenda.now + model.timeout, { type: "timeout", attempt }, PRIORITY.end);
    place.waiting.push(attempt);
    serve(place);
  }

  /** Begins what can begin. */
  function serve(place: Place): void {
    while (place.working.size < place.slots && place.head < place.waiting.length) {
      const attempt = place.waiting[place.head++]!;
      // Served ones are thrown away now and then.
      if (place.head > 1024) {
        place.waiting.splice(0, place.head);
        place.head = 0;
      }
      if (model.heedsDeadlines && isTooLate(attempt, place)) {
        attempt.left = agenda.now;
        if (attempt.outcome === "open") settle(attempt, "refused");
        continue;
      }
      attempt.started = agenda.now;
      place.working.add(attempt);
      const { work } = requests[attempt.request]!;
      later(whenDone(place.pieces, agenda.now, work), { type: "finish", attempt }, PRIORITY.end);
    }
  }

  function isTooLate({ sent }: Attempt, { pieces }: Place): boolean {
    if (model.timeout === undefined) return false;
    return agenda.now + model.work.mean / pieces[0]!.rate > sent + model.timeout;
  }

  function finish(attempt: Attempt): void {
    const place = places[attempt.server]!;
    // Lost in a crash meanwhile.
    if (!place.working.delete(attempt)) return;
    attempt.left = agenda.now;
    place.busy += attempt.left - attempt.started;
    if (attempt.outcome === "open") settle(attempt, "ok");
    serve(place);
    if (place.stage === "leaving") retire(place);
  }

  /** The client of an attempt knows how it ended: it is done, or tries again. */
  function settle(attempt: Attempt, outcome: Outcome): void {
    attempt.outcome = outcome;
    attempt.ended = agenda.now;
    const place = places[attempt.server];
    if (place !== undefined) place.connections--;
    const request = requests[attempt.request]!;
    if (outcome !== "not-permitted")
      tellBreaker(outcome === "ok" ? "success" : "error", attempt.ended - attempt.sent);
    if (outcome !== "ok" && outcome !== "not-permitted") {
      // A connection that broke is made again, wherever the balancer then sends it.
      connected.delete(request.client);
      if (retry !== undefined && request.attempts < retry.attempts && mayRetry()) {
        retries++;
        const ceiling = backoffCeiling({
          baseMs: retry.base,
          capMs: retry.cap,
          attempt: request.attempts - 1,
        });
        const delay = retry.jitter ? jitters.draw() * ceiling : ceiling;
        later(agenda.now + delay, { type: "send", request }, PRIORITY.begin);
        return;
      }
    }
    request.done = agenda.now;
    request.ok = outcome === "ok";
    unfinished--;
    if (source.kind === "closed") think(request.client);
  }

  function mayRetry(): boolean {
    return retry?.budget === undefined || retries < retry.budget * firsts;
  }

  function crash(place: Place): void {
    const lost = [...place.working, ...place.waiting.slice(place.head)];
    for (const attempt of place.working) place.busy += agenda.now - attempt.started;
    place.working.clear();
    place.waiting.length = 0;
    place.head = 0;
    for (const attempt of lost) {
      attempt.left = agenda.now;
      if (attempt.outcome === "open") settle(attempt, "lost");
    }
  }

  function probe(place: Place): void {
    if (check === undefined || place.stage === "gone") return;
    const { index } = place;
    later(agenda.now + check.every, { type: "probe", server: index }, PRIORITY.look);
    const hangs = place.pieces.findLast(({ from }) => from <= agenda.now)?.rate === 0;
    if (hangs)
      later(agenda.now + check.timeout, { type: "probed", server: index, ok: false }, PRIORITY.change);
    else probed(place, !refuses(place, agenda.now));
  }

  function probed(place: Place, ok: boolean): void {
    if (check === undefined) return;
    place.row = ok ? Math.max(0, place.row) + 1 : Math.min(0, place.row) - 1;
    const healthy = place.healthy ? -place.row < check.fall : place.row >= check.rise;
    if (healthy !== place.healthy) changes.push({ at: agenda.now, server: place.index, in: healthy });
    place.healthy = healthy;
  }

  function scale(): void {
    if (scaler === undefined || decide === undefined) return;
    const ready = places.filter(({ stage }) => stage === "in");
    const wanted = places.filter(({ stage }) => stage === "in" || stage === "booting");
    const busy = places.reduce((sum, place) => sum + busyUntilNow(place), 0);
    const room = ready.reduce((sum, { slots }) => sum + slots, 0) * (agenda.now - lastLook);
    const sample: Sample = {
      now: agenda.now,
      ready: ready.length,
      wanted: wanted.length,
      utilisation: Math.min(1, (busy - lastBusy) / Math.max(1, room)),
      waiting: places.reduce((sum, place) => sum + place.waiting.length - place.head, 0),
    };
    [lastBusy, lastLook] = [busy, agenda.now];
    const decided = decide(sample);
    samples.push({ ...sample, decided });
    for (let count = wanted.length; count < decided; count++) {
      const index = places.length;
      places.push(placeOf(model.servers.at(-1)!, index, agenda.now, []));
      places[index]!.stage = "booting";
      later(agenda.now + scaler.boot, { type: "join", server: index }, PRIORITY.change);
    }
    // The newest go first.
    for (const place of wanted.slice(Math.max(0, decided)).reverse()) {
      if (place.stage === "in") changes.push({ at: agenda.now, server: place.index, in: false });
      place.stage = "leaving";
      retire(place);
    }
    later(agenda.now + scaler.every, { type: "scale" }, PRIORITY.look);
  }

  /** A server that was told to leave goes when it has answered what it was given. */
  function retire(place: Place): void {
    if (place.working.size > 0 || place.head < place.waiting.length) return;
    place.stage = "gone";
    place.died = agenda.now;
  }

  function busyUntilNow(place: Place): number {
    let busy = place.busy;
    for (const { started } of place.working) busy += agenda.now - started;
    return busy;
  }
}

function placeOf(server: Server, index: number, born: number, faults: readonly Fault[]): Place {
  const own = faults.filter((fault) => fault.server === index);
  const speed = server.speed ?? 1;
  const pieces = own
    .filter(({ kind }) => kind !== "refuses")
    .sort((one, other) => one.from - other.from)
    .flatMap(({ from, until, kind, share = 0 }) => [
      { from, rate: kind === "slow" ? speed * share : 0 },
      { from: until, rate: speed },
    ]);
  return {
    index,
    weight: server.weight ?? 1,
    connections: 0,
    slots: server.slots ?? 1,
    limit: server.limit ?? Number.POSITIVE_INFINITY,
    pieces: [{ from: 0, rate: speed }, ...pieces],
    refusals: own.filter(({ kind }) => kind === "refuses"),
    waiting: [],
    head: 0,
    working: new Set(),
    busy: 0,
    healthy: true,
    row: 0,
    stage: "in",
    born,
    died: Number.POSITIVE_INFINITY,
  };
}

function refuses({ refusals }: Place, at: number): boolean {
  return refusals.some(({ from, until }) => from <= at && at < until);
}
