import type { QueueRun } from "../../models/queue/queue-model.ts";

/** A run as it is watched: who stands where at each moment. Times in microseconds. */

/** How long a request is seen on its way to its place, and a queue moving up. */
const MOVE = 110_000;
/** Requests are seen coming so long before they arrive. */
const AHEAD = 160_000;

/** The requests that one server took in, in their order; they begin and leave in the same. */
type Track = {
  readonly request: Int32Array;
  readonly sent: Float64Array;
  /** When it stood in the queue no more. */
  readonly freed: Float64Array;
  readonly left: Float64Array;
  /** When the client gave up. */
  readonly ended: Float64Array;
  /** Those that were worked on, as places in the arrays above. */
  readonly served: Int32Array;
  /** When it refused. */
  readonly refused: Float64Array;
};

export type Film = {
  readonly arrivals: Float64Array;
  readonly servers: readonly Track[];
  readonly end: number;
};

export function filmOf(run: QueueRun, servers: number): Film {
  const tracks = Array.from({ length: servers }, (_, server): Track => {
    const all = run.attempts.filter((attempt) => attempt.server === server);
    const own = all.filter(({ outcome, started }) => outcome !== "refused" || Number.isFinite(started));
    const served = own.flatMap(({ started }, place) => (Number.isFinite(started) ? [place] : []));
    return {
      request: Int32Array.from(own, ({ request }) => request),
      sent: Float64Array.from(own, ({ sent }) => sent),
      freed: Float64Array.from(own, ({ started, left }) => Math.min(started, left)),
      left: Float64Array.from(own, ({ left }) => left),
      ended: Float64Array.from(own, ({ ended }) => ended),
      served: Int32Array.from(served),
      refused: Float64Array.from(
        all.filter(({ outcome }) => outcome === "refused"),
        ({ sent }) => sent,
      ),
    };
  });
  const arrivals = Float64Array.from(run.requests, ({ arrived }) => arrived);
  return { arrivals, servers: tracks, end: run.end };
}

/** A request in a queue. */
export type Waiting = {
  readonly request: number;
  /** How many stand before it; not whole while the queue moves up. */
  readonly ahead: number;
  /** How far it is on its way from the balancer to its place, 0 to 1. */
  readonly come: number;
  /** Whether its client waits no more. */
  readonly abandoned: boolean;
};

export type ServerNow = {
  readonly waiting: readonly Waiting[];
  /** All in the queue, those that are not told one by one included. */
  readonly count: number;
  readonly working:
    | { readonly request: number; readonly done: number; readonly abandoned: boolean }
    | undefined;
  /** Refused within the last second. */
  readonly refused: number;
};

/** One server at a moment. @param most so many of the queue are told, from its head */
export function serverAt(track: Track, now: number, most: number): ServerNow {
  const first = countUpTo(track.freed, now);
  const end = countUpTo(track.sent, now);
  const waiting: Waiting[] = [];
  for (let place = first; place < Math.min(end, first + most); place++) {
    let ahead = place - first;
    // Who left the queue just now still leaves a gap.
    for (let gone = first - 1; gone >= 0 && track.freed[gone]! > now - MOVE; gone--)
      if (track.sent[place]! < track.freed[gone]!) ahead += 1 - (now - track.freed[gone]!) / MOVE;
    waiting.push({
      request: track.request[place]!,
      ahead,
      come: Math.min(1, (now - track.sent[place]!) / MOVE),
      abandoned: track.ended[place]! <= now,
    });
  }
  const last = lastServed(track, first);
  const isWorking = last >= 0 && track.left[last]! > now;
  return {
    waiting,
    count: Math.max(0, end - first),
    working: isWorking
      ? {
          request: track.request[last]!,
          done: (now - track.freed[last]!) / (track.left[last]! - track.freed[last]!),
          abandoned: track.ended[last]! <= now,
        }
      : undefined,
    refused: countUpTo(track.refused, now) - countUpTo(track.refused, now - 1_000_000),
  };
}

/** The requests that come next, and how far each is on its way to the balancer, 0 to 1. */
export function comingAt(
  { arrivals }: Film,
  now: number,
): readonly { readonly request: number; readonly come: number }[] {
  const first = countUpTo(arrivals, now);
  const end = countUpTo(arrivals, now + AHEAD);
  return Array.from({ length: end - first }, (_, index) => ({
    request: first + index,
    come: 1 - (arrivals[first + index]! - now) / AHEAD,
  }));
}

/** How many stand in all queues at a moment. */
export function waitingAt({ servers }: Film, now: number): number {
  return servers.reduce((sum, { sent, freed }) => sum + countUpTo(sent, now) - countUpTo(freed, now), 0);
}

/** The last one before a place that was worked on; -1 where none was. */
function lastServed({ served }: Track, before: number): number {
  let [low, high] = [0, served.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (served[middle]! < before) low = middle + 1;
    else high = middle;
  }
  return served[low - 1] ?? -1;
}

/** How many of times in order are not after a moment. */
function countUpTo(times: Float64Array, moment: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
