import { balancedAllocation } from "./balanced-allocation.ts";
import { fitNames, insufficientResources } from "./fit.ts";
import { imageLocality, normalizedImageName } from "./image-locality.ts";
import { leastAllocated, mostAllocated } from "./least-most-allocated.ts";
import { nodeAffinityFilter, nodeAffinityScore } from "./node-affinity.ts";
import { normalize } from "./normalize-score.ts";
import { brokenLinear, requestedToCapacityRatio } from "./requested-to-capacity-ratio.ts";
import { spreadFilter } from "./spread-filter.ts";
import { spreadScore } from "./spread-score.ts";
import { taintFilter, taintScore } from "./taint-toleration.ts";
import { weightedSum } from "./weighted-sum.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const schedulerFunctions = {
  fit: insufficientResources,
  fitNames,
  leastAllocated,
  mostAllocated,
  requestedToCapacityRatio,
  brokenLinear,
  balancedAllocation,
  normalize,
  taintFilter,
  taintScore,
  nodeAffinityFilter,
  nodeAffinityScore,
  normalizedImageName,
  imageLocality,
  spreadFilter,
  spreadScore,
  weightedSum,
};
