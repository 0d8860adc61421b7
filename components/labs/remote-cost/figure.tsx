import { live } from "../../../lib/labs/remote-cost/live.ts";
import { type CostState, curveOf, movingOf } from "../../../lib/labs/remote-cost/remote-cost.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";
import { DragPlot } from "../../live/DragPlot.tsx";
import { figureOf } from "../../live/figure.ts";

const REUSES = [1, 2, 3, 5, 8, 10, 11, 14, 20, 30, 50, 100];

/** What the average access takes over the share of remote ones, and when moving a page pays. */
export const figure = figureOf(live, {
  average: (view) => {
    const curve = curveOf(view.state);
    return (
      <DragPlot
        view={view}
        number="remotePercent"
        plot={{
          title: "원격 접근의 비율에 따른 시간",
          x: { label: "원격 접근", unit: "%", min: 0, max: 100 },
          y: {
            label: "로컬만 쓸 때의",
            unit: "배",
            min: 0,
            max: roundEnd(Math.max(...curve.map((one) => one.relative))),
          },
          marks: [
            { kind: "line", name: "걸리는 시간", points: curve.map((one) => [one.percent, one.relative]) },
          ],
        }}
      />
    );
  },
  moving: (view) => {
    const times = REUSES.map((reuse) => ({ reuse, ...movingOf({ ...view.state, reuse }) }));
    return (
      <DragPlot
        view={view}
        number="reuse"
        plot={{
          title: "다시 쓰는 횟수에 따른 시간",
          x: { label: "다시 쓰는 횟수", unit: "번", min: 1, max: 100, log: true },
          y: { label: "시간", unit: "µs", ...endsOf(view.state), log: true },
          marks: [
            { kind: "line", name: "옮겨서", points: times.map((one) => [one.reuse, one.movedNs / 1000]) },
            { kind: "line", name: "건너가", points: times.map((one) => [one.reuse, one.stayedNs / 1000]) },
          ],
        }}
      />
    );
  },
});

/** The powers of ten around all times of the plot, in microseconds. */
function endsOf({ remoteNs, moveNs }: CostState): { readonly min: number; readonly max: number } {
  return {
    min: 10 ** Math.floor(Math.log10(Math.min(remoteNs, moveNs) / 1000)),
    max: 10 ** Math.ceil(Math.log10(Math.max(100 * remoteNs, moveNs) / 1000)),
  };
}
