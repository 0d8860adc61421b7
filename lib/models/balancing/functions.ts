import { jumpHash, ringLookup } from "./consistent-hash.ts";
import { powerOfTwo, weightedLeastConnections } from "./least-connections.ts";
import { reconcile, swarmRestart } from "./swarm-restart.ts";
import { swarmPreference, swarmSpread } from "./swarm-spread.ts";
import { smoothWeightedRoundRobin } from "./weighted-round-robin.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const balancingFunctions = {
  smoothWeightedRoundRobin,
  weightedLeastConnections,
  powerOfTwo,
  ringLookup,
  jumpHash,
  swarmSpread,
  swarmPreference,
  swarmRestart,
  reconcile,
};
