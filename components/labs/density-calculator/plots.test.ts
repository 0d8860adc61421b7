import { expect, test } from "vitest";
import { densityCalculator } from "../../../lib/labs/density-calculator/density-calculator.ts";
import { isSeries } from "../../../lib/sim/plot/plot.ts";
import { answerAt, isGuessing, startRun } from "../../../lib/sim/run.ts";
import { appsPlot } from "./plots.ts";

test("while it is asked how many apps of 8 GiB fit, the curves do not reach them", () => {
  const run = startRun(densityCalculator, densityCalculator.scenarios[0]!);
  const answer = answerAt(run)!;
  const endAt = (at: number) =>
    appsPlot(run.stateAt(at), ["vm", "container"], isGuessing(run, at))
      .marks.filter(isSeries)
      .map(({ points }) => points.at(-1)?.[0]);
  expect(run.stateAt(answer).appMiB).toBe(8192);
  for (let at = 0; at < answer; at++) {
    expect(run.stateAt(at).appMiB).toBeLessThanOrEqual(1024);
    expect(endAt(at)).toEqual([1024, 1024]);
  }
  expect(endAt(answer)).toEqual([8192, 8192]);
});
