import { backoffTrace, backoffValues, crashLoopDelays } from "./backoff.ts";
import { evictionOrder } from "./eviction-order.ts";
import { oomScoreAdj } from "./oom-score.ts";
import { podPhase } from "./pod-phase.ts";
import { doProbe, probeSequence } from "./probes.ts";
import { qosClass } from "./qos-class.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const kubeletFunctions = {
  podPhase,
  qosClass,
  oomScoreAdj,
  backoffTrace,
  backoffValues,
  crashLoopDelays,
  probeSequence,
  doProbe,
  evictionOrder,
};
