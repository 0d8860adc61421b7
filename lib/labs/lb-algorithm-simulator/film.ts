import type { Attempt, QueueRun } from "../../models/queue/queue-model.ts";

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
  /** When it refused. */
  readonly refused: Float64Array;
};

export type Film = {
  readonly arrivals: Float64Array;
  readonly servers: readonly Track[];
};

export function filmOf(run: QueueRun, servers: number): Film {
  const tracks = Array.from({ length: servers }, (_, server): Track => {
    const all = run.attempts.filter((attempt) => attempt.server === server);
    const own = all.filter(({ outcome, started }) => outcome !== "refused" || Number.isFinite(started));
    const times = (of: (attempt: Attempt) => number) => new Float64Array(own.map(of));
    return {
      request: new Int32Array(own.map(({ request }) => request)),
      sent: times(({ sent }) => sent),
      freed: times(({ started, left }) => Math.min(started, left)),
      left: times(({ left }) => left),
      ended: times(({ ended }) => ended),
      refused: new Float64Array(all.filter(({ outcome }) => outcome === "refused").map(({ sent }) => sent)),
    };
  });
  const arrivals = new Float64Array(run.requests.map(({ arrived }) => arrived));
  return { arrivals, servers: tracks };
}

export type ServerNow = {
  /** All in the queue. */
  readonly count: number;
  /** What is worked on, and how much of it is done, 0 to 1. */
  readonly working: { readonly request: number; readonly done: number } | undefined;
  /** Refused within the last second. */
  readonly refused: number;
};

/** One server at a moment. */
export function serverAt(track: Track, now: number): ServerNow {
  const first = countUpTo(track.freed, now);
  // Who leaves in the moment of being freed was not worked on.
  let last = first - 1;
  while (last >= 0 && track.left[last] === track.freed[last]) last--;
  const isWorking = last >= 0 && track.left[last]! > now;
  return {
    count: Math.max(0, countUpTo(track.sent, now) - first),
    working: isWorking
      ? {
          request: track.request[last]!,
          done: (now - track.freed[last]!) / (track.left[last]! - track.freed[last]!),
        }
      : undefined,
    refused: countUpTo(track.refused, now) - countUpTo(track.refused, now - 1_000_000),
  };
}

/**
 * A request in a queue.
 * @param ahead how many stand before it; not whole while the queue moves up
 * @param come how far it is on its way from the balancer to its place, 0 to 1
 * @param abandoned whether its client waits no more
 */
export type TellWaiting = (request: number, ahead: number, come: number, abandoned: boolean) => void;

/** Tells a queue at a moment, from its head; nothing is made for it. @param most no more than so many are told */
export function eachWaiting(track: Track, now: number, most: number, tell: TellWaiting): void {
  const first = countUpTo(track.freed, now);
  const end = Math.min(countUpTo(track.sent, now), first + most);
  // Who left the queue just now still leaves a gap: the same for all behind it, or who comes late would overtake.
  let gap = 0;
  for (let left = first - 1; left >= 0 && track.freed[left]! > now - MOVE; left--)
    gap += 1 - (now - track.freed[left]!) / MOVE;
  for (let place = first; place < end; place++) {
    const come = Math.min(1, (now - track.sent[place]!) / MOVE);
    tell(track.request[place]!, place - first + gap, come, track.ended[place]! <= now);
  }
}

/** Whether a request waits behind the first so many of a queue. */
export function waitsBehind(
  { request, sent, freed }: Track,
  now: number,
  most: number,
  one: number,
): boolean {
  return request.subarray(countUpTo(freed, now) + most, countUpTo(sent, now)).includes(one);
}

/** How far each of the requests that come next is on its way to the balancer, 0 to 1. */
export function comingAt({ arrivals }: Film, now: number): readonly number[] {
  const next = arrivals.subarray(countUpTo(arrivals, now), countUpTo(arrivals, now + AHEAD));
  return Array.from(next, (arrived) => 1 - (arrived - now) / AHEAD);
}

/** How many stand in all queues at a moment. */
export function waitingAt({ servers }: Film, now: number): number {
  return servers.reduce((sum, { sent, freed }) => sum + countUpTo(sent, now) - countUpTo(freed, now), 0);
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
