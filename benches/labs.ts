import { writeHash } from "../lib/sim/hash.ts";
import { type Lab, stepLab } from "../lib/sim/lab.ts";
import { createTimeline } from "../lib/sim/timeline.ts";
import type { Bench, Measure } from "./bench.ts";
import { median } from "./support/median.ts";

const STEPS = 10_000;
const RUNS = 41;
const REPEATS = 100;
/** An empty step is too short for the clock: many are timed together. */
const TOGETHER = 20_000;

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
    ];
  },
};

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
