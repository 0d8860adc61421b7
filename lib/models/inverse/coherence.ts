import type { ModelError } from "../model-error.ts";

export type CoherenceProtocol = "MSI" | "MESI";

/** Modified, Exclusive (MESI only), Shared, Invalid. */
export type CacheState = "M" | "E" | "S" | "I";

/** BusRd: read. BusRdX: read in order to write. BusUpgr: the data is here, only the right to write is not. */
export type BusTransaction = "BusRd" | "BusRdX" | "BusUpgr";

export type CoherenceOp = readonly [node: number, access: "read" | "write"];

/** One access: what the bus saw (null = nothing), whether a modified copy was written back, the new states. */
export type CoherenceTransition<States> = {
  readonly states: States;
  readonly bus: BusTransaction | null;
  readonly writeBack: boolean;
};

/**
 * One access to the one line that all nodes share. An exclusive copy becomes modified without a word on
 * the bus: that is what MESI adds to MSI.
 *
 * Source: the textbook tables of Papamarcos and Patel (1984) and Culler, Singh and Gupta, "Parallel
 * Computer Architecture", ch. 5. Eviction and cache-to-cache transfer are not modelled.
 */
export function accessLine(
  protocol: CoherenceProtocol,
  states: readonly CacheState[],
  [node, access]: CoherenceOp,
): CoherenceTransition<readonly CacheState[]> {
  const own = states[node];
  const others = states.filter((_, index) => index !== node);
  const becomes = (mine: CacheState, theirs: (state: CacheState) => CacheState) =>
    states.map((state, index) => (index === node ? mine : theirs(state)));
  const keep = (state: CacheState) => state;
  const invalidate = (): CacheState => "I";
  const share = (state: CacheState): CacheState => (state === "I" ? "I" : "S");

  if (access === "read") {
    if (own !== "I") return { states, bus: null, writeBack: false };
    const alone = others.every((state) => state === "I");
    const mine = alone && protocol === "MESI" ? "E" : "S";
    return { states: becomes(mine, share), bus: "BusRd", writeBack: others.includes("M") };
  }
  if (own === "M" || own === "E") return { states: becomes("M", keep), bus: null, writeBack: false };
  return {
    states: becomes("M", invalidate),
    bus: own === "S" ? "BusUpgr" : "BusRdX",
    writeBack: others.includes("M"),
  };
}

/**
 * A run of accesses by nodes numbered from 0, all invalid at first. States are written as one letter a
 * node: `"SSI"`. An error if an access names a node that is not there.
 */
export function coherence(run: {
  readonly protocol: CoherenceProtocol;
  readonly nodes: number;
  readonly ops: readonly CoherenceOp[];
}): readonly CoherenceTransition<string>[] | ModelError {
  const { protocol, nodes, ops } = run;
  let states: readonly CacheState[] = Array.from({ length: nodes }, () => "I" as const);
  const transitions: CoherenceTransition<string>[] = [];
  for (const op of ops) {
    if (states[op[0]] === undefined) return { error: `no such node: ${op[0]}` };
    const transition = accessLine(protocol, states, op);
    states = transition.states;
    transitions.push({ ...transition, states: states.join("") });
  }
  return transitions;
}
