import { balloon } from "./balloon.ts";
import { creditShares } from "./credit-shares.ts";
import { exitClass } from "./exit-class.ts";
import { exitReason } from "./exit-reasons.ts";
import { hypervisorType } from "./hypervisor-type.ts";
import { ksm } from "./ksm.ts";
import { pageWalkRefs } from "./page-walk.ts";
import { shadowVsNested } from "./paging-cost.ts";
import { popekGoldberg, trapAndEmulatePossible } from "./popek-goldberg.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const virtualizationFunctions = {
  pageWalkRefs,
  exitReason,
  exitClass,
  popekGoldberg,
  trapAndEmulatePossible,
  creditShares,
  balloon,
  ksm,
  shadowVsNested,
  hypervisorType,
};
