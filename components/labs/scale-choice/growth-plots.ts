import { bothOf, END, type Growth, LATE, loadOf, MINUTES } from "../../../lib/labs/scale-choice/growth.ts";
import type { Plot, Point } from "../../../lib/sim/plot/plot.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";

const X = { label: "시각", unit: "분", min: 0, max: MINUTES } as const;
/** Seconds between the points of a curve; a wait is the longest of its stretch. */
const STRETCH = 20;

/** What could be answered by both ways, and the load. */
export function capacityPlot(growth: Growth): Plot {
  const { out, up } = bothOf(growth);
  const load = loadOf(growth);
  const most = Math.max(...load, ...out.capacity, ...up.capacity);
  return {
    title: "초당 받을 수 있는 요청과 부하",
    x: X,
    y: { label: "초당", unit: "건", min: 0, max: roundEnd(most) },
    marks: [
      { kind: "step", name: "더하기", points: changesOf(out.capacity) },
      { kind: "step", name: "키우기", points: changesOf(up.capacity) },
      { kind: "line", name: "부하", points: sampled(load, (values) => values[0]!) },
    ],
  };
}

/** How long those waited who came in each stretch. */
export function waitsPlot(growth: Growth): Plot {
  const { out, up } = bothOf(growth);
  const longest = (waits: readonly number[]) =>
    sampled(
      waits.map((wait, second) => Math.min(wait, END - second)),
      (values) => Math.max(...values),
    );
  const [added, enlarged] = [longest(out.queue.waits), longest(up.queue.waits)];
  const most = Math.max(2 * LATE, ...[...added, ...enlarged].map(([, wait]) => wait));
  return {
    title: "가장 오래 기다린 요청",
    x: X,
    y: { label: "기다림", unit: "초", min: 0, max: roundEnd(most) },
    marks: [
      { kind: "line", name: "더하기", points: added },
      { kind: "line", name: "키우기", points: enlarged },
      { kind: "rule", axis: "y", at: LATE, name: `늦음 ${LATE}초` },
    ],
  };
}

function changesOf(values: readonly number[]): readonly Point[] {
  const points = values.flatMap((value, second): Point[] =>
    value === values[second - 1] ? [] : [[second / 60, value]],
  );
  return [...points, [MINUTES, values.at(-1)!]];
}

function sampled(values: readonly number[], of: (stretch: readonly number[]) => number): readonly Point[] {
  return Array.from({ length: END / STRETCH }, (_, index): Point => {
    const from = index * STRETCH;
    return [from / 60, of(values.slice(from, from + STRETCH))];
  });
}
