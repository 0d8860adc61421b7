import fc from "fast-check";
import { expect, test } from "vitest";
import { runs } from "../../../tests/support/seeds.ts";
import { FAULT_IDS, STEPS } from "../../models/openstack/boot.ts";
import { LOOK_IDS, TELLING } from "../../models/openstack/screens.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import { bootTrace, FAULT_NAMES, statusNow, type TraceEvent, type TraceState } from "./boot-trace.ts";

const framesOf = (id: string) =>
  startRun(bootTrace, bootTrace.scenarios.find((scenario) => scenario.id === id)!).frames;
const after = (start: TraceState, ...events: TraceEvent[]): TraceState =>
  events.reduce((state, event) => {
    const step = stepLab(bootTrace, state, event);
    if (!step.ok) throw new Error(step.reason);
    return step.state;
  }, start);
const whole = bootTrace.init({ faults: [] }, 1);

test("step by step the status goes from nothing to BUILD to ACTIVE", () => {
  const statuses = framesOf("boot").map(({ state }) => statusNow(state));
  expect(statuses).toEqual([undefined, undefined, ...Array(7).fill("BUILD"), ...Array(3).fill("ACTIVE")]);
});

test("every fault can be found at a place that tells it, mended, and then the instance runs", () => {
  for (const fault of FAULT_IDS) {
    const broken = after(bootTrace.init({ faults: [fault], hidden: true }, 1), { type: "create" });
    const looked = TELLING[fault].slice(0, 1).map((what): TraceEvent => ({ type: "look", what }));
    const mended = after(broken, ...looked, { type: "repair", fault }, { type: "create" });
    expect(mended.boot.done, fault).toBe(STEPS.length);
    expect(mended.proven, fault).toEqual([fault]);
    expect(mended.misses).toBe(0);
  }
});

test("a repair without having looked is none that counts, and one of what is whole is a miss", () => {
  const broken = after(bootTrace.init({ faults: ["port-binding"], hidden: true }, 1), { type: "create" });
  expect(after(broken, { type: "repair", fault: "port-binding" }).proven).toEqual([]);
  expect(after(broken, { type: "repair", fault: "quota" }).misses).toBe(1);
  // Looked at before the attempt: it was not there yet.
  const early = after(broken, { type: "repair", fault: "port-binding" }, { type: "create" });
  expect(early.looked).toEqual([]);
});

const events: fc.Arbitrary<TraceEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom("advance" as const, "create" as const) }),
  fc.record({ type: fc.constant("look" as const), what: fc.constantFrom(...LOOK_IDS) }),
  fc.record({
    type: fc.constantFrom("repair" as const, "break" as const),
    fault: fc.constantFrom(...FAULT_IDS),
  }),
);

test("while a cause is hidden neither sentence nor table names it or the step", () => {
  fc.assert(
    fc.property(
      fc.subarray([...FAULT_IDS], { minLength: 1 }),
      fc.array(
        events.filter(({ type }) => type === "create" || type === "look"),
        { maxLength: 8 },
      ),
      (faults, all) => {
        let state = bootTrace.init({ faults, hidden: true }, 1);
        for (const event of all) {
          const step = stepLab(bootTrace, state, event);
          if (!step.ok) continue;
          const said = bootTrace.describe(step.state, state, event);
          state = step.state;
          for (const fault of faults) {
            expect(said).not.toContain(FAULT_NAMES[fault]);
            expect(JSON.stringify(bootTrace.tables(state))).not.toContain(FAULT_NAMES[fault]);
          }
        }
      },
    ),
    runs(2),
  );
});

test("a step by step attempt ends where a whole one does", () => {
  fc.assert(
    fc.property(fc.subarray([...FAULT_IDS]), (faults) => {
      const start: TraceState = { ...whole, boot: { done: 0, faults } };
      let walked: TraceState = start;
      for (let count = 0; count <= STEPS.length; count++) {
        const step = stepLab(bootTrace, walked, { type: "advance" });
        if (!step.ok) break;
        walked = step.state;
      }
      const ran = after(start, { type: "create" });
      expect([walked.boot, walked.isOver, statusNow(walked)]).toEqual([ran.boot, ran.isOver, statusNow(ran)]);
    }),
    runs(2),
  );
});
