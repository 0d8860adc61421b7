import { averageAccessNs, breakEvenAccesses } from "./access-time.ts";
import { aggregate } from "./aggregate.ts";
import { coherence } from "./coherence.ts";
import { missDecision } from "./miss-decision.ts";
import { placement } from "./placement.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const inverseFunctions = {
  coherence,
  missDecision,
  placement,
  aggregate,
  averageAccessNs,
  breakEvenAccesses,
};
