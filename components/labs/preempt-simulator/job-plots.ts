import {
  AT_RANDOM,
  type Batch,
  DRAWN,
  expectedOf,
  ledgerOf,
} from "../../../lib/labs/preempt-simulator/job.ts";
import type { Mark, Plot, Point } from "../../../lib/sim/plot/plot.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";

/** Where a mean of runs is computed, and how finely the formula is drawn; minutes. */
const MEASURED = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240];
const LEAST = 5;
const MOST = 240;

/** The first runs, each a row: work that was kept, and what was lost with the restart after it. */
export function runsPlot(batch: Batch): Plot {
  const { runs } = ledgerOf(batch);
  const drawn = runs.slice(0, DRAWN);
  const end = Math.max(...drawn.map((run) => Math.min(run.end, batch.work * 4)));
  return {
    title: drawn.length === 1 ? "한 번의 실행" : "다섯 번의 실행",
    x: { label: "시각", unit: "분", min: 0, max: roundEnd(end) },
    y: { label: "실행", unit: "", min: 0, max: drawn.length },
    marks: [
      {
        kind: "spans",
        rows: drawn.map(({ stretches }, run) => ({
          name: `${run + 1}번째`,
          spans: [
            // Rows are told apart by their order: kept work first.
            ...(stretches[0]?.kept === false ? [{ from: 0, to: 0, state: "남은 일" }] : []),
            ...stretches
              .filter(({ from }) => from < end)
              .map(({ from, to, kept }) => ({
                from,
                to: Math.min(to, end),
                state: kept ? "남은 일" : "잃음",
              })),
          ],
        })),
      },
    ],
  };
}

/** How long the job takes by how often it is saved: the means of the runs, and what the formula expects. */
export function intervalPlot(batch: Batch): Plot {
  const mean = (interval: number) => ledgerOf({ ...batch, interval }).end.mean;
  const measured = MEASURED.map((interval): Point => [interval, mean(interval)]);
  const most = Math.min(batch.work * 6, Math.max(...measured.map(([, end]) => end)));
  const { young } = ledgerOf(batch);
  const marks: Mark[] = [
    { kind: "line", name: "돌려 본 평균", points: measured.map(([x, y]) => [x, Math.min(y, most)]) },
  ];
  if (batch.by === AT_RANDOM) {
    marks.push({
      kind: "line",
      name: "데일리의 식",
      points: MEASURED.map((interval): Point => [interval, Math.min(expectedOf(batch, interval), most)]),
    });
    if (young >= LEAST && young <= MOST) {
      marks.push({ kind: "rule", axis: "x", at: young, name: `영의 간격 ${Math.round(young)}분` });
    }
  }
  return {
    title: "저장 간격에 따른 걸린 시간",
    x: { label: "저장 간격", unit: "분", min: LEAST, max: MOST, log: true },
    y: { label: "걸린 시간", unit: "분", min: 0, max: roundEnd(most) },
    marks,
  };
}
