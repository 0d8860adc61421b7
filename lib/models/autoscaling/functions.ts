import { alarm, cooldown } from "./alarm.ts";
import { burst } from "./burst.ts";
import {
  clusterMtbf,
  dalyInterval,
  dalyIntervalRounded,
  spotExpectedCost,
  youngHours,
  youngInterval,
} from "./checkpoint-interval.ts";
import { erlangC } from "./erlang-c.ts";
import { heatNewCapacity, roundPercent, stepScaling, targetTracking } from "./step-scaling.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const autoscalingFunctions = {
  stepScaling,
  roundPercent,
  heatNewCapacity,
  targetTracking,
  youngInterval,
  youngHours,
  dalyInterval,
  dalyIntervalRounded,
  clusterMtbf,
  spotExpectedCost,
  burst,
  alarm,
  cooldown,
  erlangC,
};
