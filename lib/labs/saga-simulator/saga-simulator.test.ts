import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { saga } from "../../models/microservices/saga.ts";
import { stepLab } from "../../sim/lab.ts";
import { ended, leftOver, type SagaState, SERVICES, sagaSimulator } from "./saga-simulator.ts";

function runOut(params: Parameters<typeof sagaSimulator.init>[0]): SagaState {
  let state = sagaSimulator.init(params, 1);
  while (!ended(state)) {
    const next = stepLab(sagaSimulator, state, { type: "step" });
    if (!next.ok) throw new Error(next.reason);
    state = next.state;
  }
  return state;
}

test("the log is that of the paper, wherever it fails", () => {
  for (const fails of [...SERVICES, "none"] as const) {
    const wanted = saga({ steps: SERVICES, failAt: fails === "none" ? null : fails });
    const state = runOut({ fails });
    expect(state.log).toEqual(wanted.log);
    expect(state.phase).toBe(wanted.outcome === "committed" ? "committed" : "rolled-back");
  }
});

test("with keys nothing is done twice or left over; without them a lost answer leaves one payment", () => {
  const who = fc.constantFrom(...SERVICES, "none" as const);
  fc.assert(
    fc.property(who, who, fc.boolean(), (fails, loses, keys) => {
      const state = runOut({ fails, loses, keys });
      const reached = loses !== "none" && loses !== fails && state.times[loses] > 0;
      expect(leftOver(state)).toEqual(!keys && reached ? [loses] : []);
      for (const service of SERVICES) expect(state.times[service]).toBeLessThanOrEqual(2);
    }),
    RUNS,
  );
});
