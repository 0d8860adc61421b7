import type { Source } from "../../sim/random.ts";
import { nextInRoundRobin } from "../balancing/weighted-round-robin.ts";

/** How a balancer chooses, named as the manuals of nginx, HAProxy and Envoy name it. */
export const POLICIES = [
  "random",
  "round-robin",
  "weighted",
  "least-connections",
  "two-choices",
  "source-hash",
  "consistent",
] as const;
export type Policy = (typeof POLICIES)[number];

/** What a balancer knows of a server when it chooses. */
export type Candidate = {
  /** Its place among all servers, also of those that are out. */
  readonly index: number;
  readonly weight: number;
  /** Requests that it was given and that were not answered yet. */
  readonly connections: number;
};

/** Chooses a server for a client among those that may be chosen, at least one. */
export type Choose = (candidates: readonly Candidate[], client: number) => number;

/** With this much more than the mean a server is full for consistent hashing, and the next on the ring takes over. */
export const LOAD_BOUND = 1.25;
/** Points of a server on the ring. */
const RING_POINTS = 100;

/**
 * A balancer that remembers its turns. `least-connections` shares among equals by turns, as nginx does;
 * `two-choices` draws two different ones (Mitzenmacher 2001); `source-hash` is the hash modulo the number of
 * servers; `consistent` is a ring with bounded loads (Mirrokni, Thorup and Zadimoghaddam, "Consistent Hashing
 * with Bounded Loads", 2018).
 * @param chance for what is left to chance, a stream of its own
 */
export function makePolicy(policy: Policy, chance: Source): Choose {
  switch (policy) {
    case "random":
      return (all) => all[Math.floor(chance.draw() * all.length)]!.index;
    case "round-robin":
      return byTurns(() => 1);
    case "weighted":
      return byTurns(({ weight }) => weight);
    case "least-connections": {
      let last = -1;
      return (all) => {
        // From the one after the last on, so that equals take turns.
        const from = Math.max(
          0,
          all.findIndex(({ index }) => index > last),
        );
        let best = all[from]!;
        for (let step = 1; step < all.length; step++) {
          const one = all[(from + step) % all.length]!;
          if (one.connections * best.weight < best.connections * one.weight) best = one;
        }
        last = best.index;
        return last;
      };
    }
    case "two-choices":
      return (all) => {
        const first = Math.floor(chance.draw() * all.length);
        const draw = Math.floor(chance.draw() * (all.length - 1));
        const [one, other] = [all[first]!, all[draw < first ? draw : draw + 1]];
        return other !== undefined && other.connections < one.connections ? other.index : one.index;
      };
    case "source-hash":
      return (all, client) => all[hashOf(`client ${client}`) % all.length]!.index;
    case "consistent":
      return onRing();
  }
}

/** Smooth weighted round robin among those that are there. */
function byTurns(weightOf: (candidate: Candidate) => number): Choose {
  const current = new Map<number, number>();
  return (all) => {
    const pick = nextInRoundRobin(
      all.map((one) => ({ name: "", weight: weightOf(one) })),
      all.map(({ index }) => current.get(index) ?? 0),
    );
    for (const [place, { index }] of all.entries()) current.set(index, pick.current[place]!);
    return all[pick.index!]!.index;
  };
}

/** The first server clockwise that is not full: at most `LOAD_BOUND` times the mean, this request counted. */
function onRing(): Choose {
  const points = new Map<number, readonly number[]>();
  const pointsOf = (index: number) => {
    const known = points.get(index);
    if (known !== undefined) return known;
    const made = Array.from({ length: RING_POINTS }, (_, point) => hashOf(`server ${index} point ${point}`));
    points.set(index, made);
    return made;
  };
  let ring: readonly { readonly hash: number; readonly index: number }[] = [];
  let members = "";
  return (all, client) => {
    const names = all.map(({ index }) => index).join();
    if (names !== members) {
      members = names;
      ring = all
        .flatMap(({ index }) => pointsOf(index).map((hash) => ({ hash, index })))
        .sort((one, other) => one.hash - other.hash);
    }
    const inAll = all.reduce((sum, one) => sum + one.connections, 0);
    const most = Math.ceil((LOAD_BOUND * (inAll + 1)) / all.length);
    const full = new Set(all.filter((one) => one.connections >= most).map(({ index }) => index));
    const hash = hashOf(`client ${client}`);
    const from = Math.max(
      0,
      ring.findIndex((point) => point.hash >= hash),
    );
    for (let step = 0; step < ring.length; step++) {
      const { index } = ring[(from + step) % ring.length]!;
      if (!full.has(index)) return index;
    }
    return all[0]!.index;
  };
}

/** FNV-1a with the finisher of MurmurHash3, so that near names lie far apart. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
