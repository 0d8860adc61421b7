import { amdahl, efficiency, gustafson, karpFlatt } from "./speedup.ts";

/** The functions of this room under the names that vector files use, each called with a vector's input. */
export const hpcFunctions = { amdahl, gustafson, efficiency, karpFlatt };
