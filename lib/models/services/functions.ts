import { categorizeEndpoints } from "./categorize-endpoints.ts";
import { endpointConditions } from "./endpoint-conditions.ts";
import { hostMatches, ingressPick, pathMatches } from "./ingress-path.ts";
import { iptablesProbabilities, overallShare } from "./iptables.ts";
import { ipvsLeastConnection, ipvsRoundRobin } from "./ipvs.ts";
import { affinity } from "./session-affinity.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const serviceFunctions = {
  pathMatches,
  ingressPick,
  hostMatches,
  categorizeEndpoints,
  iptablesProbabilities,
  overallShare,
  endpointConditions,
  affinity,
  ipvsRoundRobin,
  ipvsLeastConnection,
};
