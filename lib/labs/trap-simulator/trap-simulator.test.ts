import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import { popekGoldberg, trapAndEmulatePossible } from "../../models/virtualization/popek-goldberg.ts";
import { tablesAt } from "../../sim/guess.ts";
import { stepLab } from "../../sim/lab.ts";
import { startRun } from "../../sim/run.ts";
import { handle, type TECHNIQUES } from "./handle.ts";
import { INSTRUCTIONS, OPS, type Op } from "./instructions.ts";
import { differences, SIX, sayHow, type TrapState, trapSimulator } from "./trap-simulator.ts";

const ALL = { io: true, hlt: true, cr3: true };
const NONE = { io: false, hlt: false, cr3: false };
const hows = (technique: (typeof TECHNIQUES)[number], controls = ALL) =>
  Object.fromEntries(SIX.map((op) => [op, handle(op, technique, controls).how]));

test("the six instructions of the note are dealt with as its table says", () => {
  expect(hows("trap")).toEqual({
    add: "direct",
    inc: "direct",
    cli: "crossed",
    out: "crossed",
    cpuid: "unnoticed",
    popf1: "unnoticed",
  });
  for (const technique of ["translate", "para"] as const) {
    expect(hows(technique)).toEqual({
      add: "direct",
      inc: "direct",
      cli: "replaced",
      out: "crossed",
      cpuid: "crossed",
      popf1: "replaced",
    });
  }
  const vtx = { add: "direct", inc: "direct", cli: "direct", popf1: "direct", cpuid: "crossed" };
  expect(hows("vtx")).toEqual({ ...vtx, out: "crossed" });
  expect(hows("vtx", NONE)).toEqual({ ...vtx, out: "direct" });
});

test("VM exits carry the reason numbers of the Intel manual", () => {
  const reasons = (["cpuid", "out", "hlt", "cr3"] as const).map((op) => handle(op, "vtx", ALL).reason);
  expect(reasons).toEqual([10, 30, 12, 28]);
});

const ends = Object.fromEntries(
  trapSimulator.scenarios.map((scenario) => [
    scenario.id,
    startRun(trapSimulator, scenario).frames.at(-1)!.state,
  ]),
) as Record<string, TrapState>;

test("two rounds of the six: 4 traps, 4 calls, 4 hypercalls, 4 VM exits, and a translation a line", () => {
  expect(["trap", "translate", "para", "vtx"].map((id) => ends[id]!.counts.crossed)).toEqual([4, 4, 4, 4]);
  expect(ends.translate!.translated).toHaveLength(SIX.length);
});

test("under trap and emulate the guest's interrupts stay off after POPF; nowhere else", () => {
  expect(differences(ends.trap!)).toEqual(["IF", "읽은 값"]);
  for (const id of ["translate", "para", "vtx", "vtx-kernel"]) expect(differences(ends[id]!), id).toEqual([]);
});

const code = fc.array(fc.constantFrom<Op>(...OPS), { minLength: 1, maxLength: 10 });
const runOf = (technique: (typeof TECHNIQUES)[number], ops: readonly Op[], controls = ALL): TrapState => {
  let state = trapSimulator.init({ technique, code: ops, controls }, 1);
  for (;;) {
    const event = trapSimulator.next?.(state);
    if (event === undefined) return state;
    const step = stepLab(trapSimulator, state, event);
    if (!step.ok) throw new Error(step.reason);
    state = step.state;
  }
};

test("whatever the kernel does, only trap and emulate shows it another machine, and only through holes", () => {
  fc.assert(
    fc.property(code, fc.constantFrom(ALL, NONE), (ops, controls) => {
      for (const technique of ["translate", "para", "vtx"] as const) {
        const end = runOf(technique, ops, controls);
        expect(differences(end)).toEqual([]);
        expect(end.counts.unnoticed).toBe(0);
      }
      const trapped = runOf("trap", ops);
      const safe = trapAndEmulatePossible({
        instructions: ops.map((op) => popekGoldberg(INSTRUCTIONS[op].mnemonic)),
      });
      if (safe && !ops.includes("cpuid")) expect(differences(trapped)).toEqual([]);
      const { direct, unnoticed, replaced, crossed } = trapped.counts;
      expect(direct + unnoticed + replaced + crossed).toBe(2 * ops.length);
    }),
    RUNS,
  );
});

test("while a guess is open nobody says how a line will be handled before it has run", () => {
  const run = startRun(trapSimulator, trapSimulator.scenarios[0]!);
  const column = (at: number) => tablesAt(run, at)[0]!.rows.map((row) => row[4]);
  expect(column(0)).toEqual(Array(6).fill("?"));
  expect(column(3)).toEqual(["직접 실행", "직접 실행", "하이퍼바이저가 처리", "?", "?", "?"]);
  expect(column(6)[5]).toBe("트랩 없이 어긋남");
  expect(column(0)).toEqual(SIX.map((_, line) => sayHow(run.stateAt(0), line, true)));
});
