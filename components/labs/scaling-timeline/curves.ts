import {
  CAPACITY,
  courseOf,
  type Group,
  MINUTES,
  MOST,
  ratesOf,
  SLOW,
} from "../../../lib/labs/scaling-timeline/group.ts";
import type { Plot, Point } from "../../../lib/sim/plot/plot.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";

const MINUTE = 60;
const X = { label: "시각", unit: "분", min: 0, max: MINUTES } as const;
const inMinutes = ([second, value]: readonly [number, number]): Point => [second / MINUTE, value];

/** Servers that are there, and what the load would need were they never idle. */
export function serversPlot(group: Group): Plot {
  const { ready, wanted } = courseOf(group);
  const need = ratesOf(group).map(({ from, rate }): Point => [from / 60_000_000, rate / CAPACITY]);
  const most = Math.max(...wanted.map(([, count]) => count), ...need.map(([, count]) => count));
  return {
    title: "서버 수와 부하",
    x: X,
    y: { label: "서버", unit: "대", min: 0, max: most <= 10 ? 10 : Math.max(MOST, most) },
    marks: [
      { kind: "step", name: "받는 서버", points: ready.map(inMinutes) },
      { kind: "step", name: "필요한 수", points: [...need, [MINUTES, need.at(-1)![1]]] },
    ],
  };
}

/** The slowest twentieth of those that arrived in each stretch. */
export function tailPlot(group: Group): Plot {
  const points = courseOf(group).tail.map(inMinutes);
  const most = Math.max(2 * SLOW, ...points.map(([, value]) => value));
  return {
    title: "응답 시간 p95",
    x: X,
    y: { label: "p95", unit: "초", min: 0, max: roundEnd(most) },
    marks: [
      { kind: "line", name: "p95", points },
      { kind: "rule", axis: "y", at: SLOW, name: `느림 ${SLOW}초` },
    ],
  };
}
