import { type Day, LENGTH, OWN, resultOf } from "../../../lib/labs/elastic-queue/queue.ts";
import type { Plot, Point } from "../../../lib/sim/plot/plot.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";

type Moment = ReturnType<typeof resultOf>["run"]["curve"][number];

/** Until everything has come to rest, whole pairs of hours. */
function endOf(day: Day): number {
  const last = resultOf(day).run.curve.findLast(({ own, paid, waiting }) => own + paid + waiting > 0);
  return Math.min(LENGTH, Math.max(12, 2 * Math.ceil(((last?.at ?? 0) / 3600 + 0.5) / 2)));
}

function pointsOf(day: Day, of: (moment: Moment) => number): readonly Point[] {
  const end = endOf(day);
  const points = resultOf(day).run.curve.map((moment): Point => [moment.at / 3600, of(moment)]);
  const seen = points.filter(([hour], index) => hour <= end && points[index + 1]?.[0] !== hour);
  return [[0, 0], ...seen, [end, seen.at(-1)?.[1] ?? 0]];
}

/** Own nodes at work, and nodes of the cloud that are paid for. */
export function nodesPlot(day: Day): Plot {
  return {
    title: "일하는 자체 노드와 값을 내는 클라우드 노드",
    x: { label: "시각", unit: "시간", min: 0, max: endOf(day) },
    y: { label: "노드", unit: "대", min: 0, max: roundEnd(Math.max(OWN + 8, day.cloud)) },
    marks: [
      { kind: "step", name: "클라우드", points: pointsOf(day, ({ paid }) => paid) },
      { kind: "step", name: "자체", points: pointsOf(day, ({ own }) => own) },
      { kind: "rule", axis: "y", at: OWN, name: `자체 노드 ${OWN}` },
    ],
  };
}

export function waitingPlot(day: Day): Plot {
  const points = pointsOf(day, ({ waiting }) => waiting);
  return {
    title: "기다리는 작업",
    x: { label: "시각", unit: "시간", min: 0, max: endOf(day) },
    y: {
      label: "기다리는 작업",
      unit: "개",
      min: 0,
      max: roundEnd(Math.max(10, ...points.map(([, count]) => count))),
    },
    marks: [{ kind: "step", name: "기다리는 작업", points }],
  };
}
