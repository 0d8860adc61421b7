import type { Change } from "../../models/cluster/change.ts";
import { openCluster } from "../../models/cluster/cluster.ts";
import type { ClusterState } from "../../models/cluster/state.ts";
import type { World } from "../../models/cluster/world.ts";
import { isNotable } from "./tell.ts";

/** How labs go from one state of a cluster to the next. */

/** The world that made a state goes on from there without being opened anew; nothing tells it from one that is. */
let left: { readonly state: ClusterState; readonly world: World } | undefined;

/** The cluster at a state, to work with until `leave`. */
export function enter(state: ClusterState): World {
  const world = left?.state === state ? left.world : openCluster(state);
  // Until it is left, it is at no state.
  left = undefined;
  world.changes = [];
  return world;
}

/** The cluster at a state, only to read it. */
export function look(state: ClusterState): World {
  return left?.state === state ? left.world : openCluster(state);
}

/** What became of it, as plain data. */
export function leave(world: World): ClusterState {
  const { state } = world;
  left = { state, world };
  return state;
}

/**
 * Lets time go on to the next moment at which something can be seen, by `most` microseconds at most.
 * @returns what changed on the way
 */
export function toNextMoment(world: World, most: number, isSeen = isNotable): readonly Change[] {
  const until = world.now + most;
  const changes: Change[] = [];
  for (let isSettled = false; !isSettled; ) {
    const isGoingOn = world.step(until);
    isSettled = world.changes.some(isSeen) || (!isGoingOn && world.now >= until);
    changes.push(...world.changes);
    world.changes = [];
  }
  return changes;
}
