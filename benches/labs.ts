import { globSync } from "node:fs";
import { join } from "node:path";
import type { LabEvent } from "../lib/sim/event-schema.ts";
import { writeHash } from "../lib/sim/hash.ts";
import { type Lab, stepLab } from "../lib/sim/lab.ts";
import { startRun } from "../lib/sim/run.ts";
import { createTimeline } from "../lib/sim/timeline.ts";
import type { Bench, Measure } from "./bench.ts";
import { median } from "./support/median.ts";

const STEPS = 10_000;
const RUNS = 41;
const REPEATS = 100;
/** An empty step is too short for the clock: many are timed together. */
const TOGETHER = 20_000;

/** A phone's processor against this one, as browsers' tools slow theirs down. */
const SLOWER = 4;
/** For so long each scenario is walked through, over and over. */
const WALK_MS = 60;

/** A lab whose steps do nothing but count: what is measured is the kit. */
const empty: Lab<{ readonly step: number }, { readonly type: "tick" }, undefined> = {
  id: "bench-empty",
  version: 1,
  scenarios: [{ id: "a", title: "a", about: "a", params: undefined }],
  init: () => ({ step: 0 }),
  rules: [{ name: "tick", on: "tick", make: ({ step }) => ({ step: step + 1 }) }],
  next: () => ({ type: "tick" }),
  describe: ({ step }) => `${step}`,
  tables: () => [],
  events: { tick: {} },
};

/** What the kit of the labs costs on a long run, against a step that does nothing. */
export const labs: Bench = {
  name: "labs",
  run: async () => {
    const step = median(Array.from({ length: RUNS }, () => timeEmptySteps() / TOGETHER));
    const acts: number[] = [];
    const jumps: number[] = [];
    const addresses: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const timeline = createTimeline(empty);
      timeline.seek(STEPS);
      // Acts are far apart for a clock, but not for a processor that has just made ten thousand steps.
      acts.push(timed(() => repeat(() => timeline.send({ type: "tick" }))) / REPEATS);
      const { at } = timeline.getSnapshot();
      jumps.push(
        timed(() =>
          repeat((time) => {
            timeline.seek(at - 10 * time - 10);
            const shown = timeline.getSnapshot();
            shown.run.stateAt(shown.at);
          }),
        ) / REPEATS,
      );
      timeline.seek(STEPS);
      addresses.push(timed(() => writeHash(timeline.getSnapshot().run, STEPS)));
    }
    const subject = `${STEPS.toLocaleString("en")}단계 뒤`;
    const measures: Measure[] = [
      { subject, metric: "조작 하나", unit: "count", value: Math.round(median(acts) / step) },
      { subject, metric: "열 단계 뒤로", unit: "count", value: Math.round(median(jumps) / step) },
      { subject, metric: "주소 쓰기", unit: "ms", value: median(addresses) },
    ];
    return [
      {
        title: "실습의 긴 실행(빈 단계의 몇 배인가)",
        measures,
        notes: [
          `빈 단계는 규칙 하나가 수를 하나 더하는 것으로, ${(step * 1e6).toFixed(0)}ns입니다. 조작 하나와 열 단계 뒤로는 80배를 넘지 않아야 합니다.`,
        ],
      },
      {
        title: `실습의 한 단계(규칙, 문장, 표; CPU ${SLOWER}배 느리게)`,
        measures: await stepCosts(),
        notes: ["예제 가운데 가장 느린 것입니다. 0.6ms를 넘지 않아야 합니다."],
      },
    ];
  },
};

/** What a step of each lab costs in its slowest scenario, in milliseconds of a slower processor. */
async function stepCosts(): Promise<Measure[]> {
  const root = join(import.meta.dirname, "..");
  const labs = new Set<Lab<unknown, LabEvent>>();
  for (const path of globSync("lib/labs/*/*.ts", { cwd: root }).sort()) {
    if (path.endsWith(".test.ts")) continue;
    for (const value of Object.values((await import(join(root, path))) as Record<string, unknown>))
      if (isLab(value)) labs.add(value);
  }
  return [...labs].map((lab) => ({
    subject: lab.id,
    metric: "한 단계",
    unit: "ms",
    value: SLOWER * Math.max(...lab.scenarios.map((scenario) => timeSteps(lab, scenario))),
  }));
}

function isLab(value: unknown): value is Lab<unknown, LabEvent> {
  return typeof value === "object" && value !== null && "scenarios" in value && "rules" in value;
}

/** Milliseconds a step, of all that follows by itself from the start of a scenario. */
function timeSteps(lab: Lab<unknown, LabEvent>, scenario: (typeof lab)["scenarios"][number]): number {
  const run = startRun(lab, scenario);
  let steps = 0;
  const start = performance.now();
  while (performance.now() - start < WALK_MS) {
    for (let at = 1; at <= run.last; at++) {
      const [before, event] = [run.stateAt(at - 1), run.eventAt(at)!];
      const step = stepLab(lab, before, event);
      if (!step.ok) continue;
      lab.describe(step.state, before, event, false);
      lab.tables(step.state, false);
      steps++;
    }
    if (run.last === 0) return 0;
  }
  return (performance.now() - start) / Math.max(1, steps);
}

function timeEmptySteps(): number {
  let state = empty.init(undefined, 1);
  return timed(() => {
    for (let step = 0; step < TOGETHER; step++) {
      const event = empty.next?.(state);
      const next = event && stepLab(empty, state, event);
      if (next?.ok) state = next.state;
    }
  });
}

function repeat(work: (time: number) => void): void {
  for (let time = 0; time < REPEATS; time++) work(time);
}

/** In milliseconds. */
function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
