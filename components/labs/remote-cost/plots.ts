import { type CostState, costOf, curveOf, movingOf } from "../../../lib/labs/remote-cost/remote-cost.ts";
import type { Plot } from "../../../lib/sim/plot/plot.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";

/** Close enough for a straight line between them to be the curve. */
const REUSES = [1, 2, 3, 5, 8, 10, 11, 14, 20, 30, 50, 100];

/** What an average access takes over the share of remote ones. While `guessing` not beyond where it stands. */
export function averagePlot(state: CostState, guessing = false): Plot {
  const { fitsNode, remote, relative } = costOf(state);
  const curve = curveOf(state);
  const here = fitsNode ? state.remotePercent : Math.round(remote * 100);
  return {
    title: "원격 비율에 따른 상대 시간",
    x: { label: "원격 접근", unit: "%", min: 0, max: 100 },
    y: {
      label: "로컬만 쓸 때의",
      unit: "배",
      min: 0,
      max: roundEnd(Math.max(...curve.map((one) => one.relative))),
    },
    marks: [
      {
        kind: "line",
        name: "상대 시간",
        points: curve
          .filter(({ percent }) => !guessing || percent <= here)
          .map(({ percent, relative: times }) => [percent, times]),
      },
      ...(fitsNode ? [] : [{ kind: "dot", at: [here, relative], name: `고르게 쓰면 ${here}%` } as const]),
    ],
  };
}

/** A page that is moved first and one that is reached over the network, over how often it is used. */
export function movingPlot(state: CostState, guessing = false): Plot {
  const { remoteNs, moveNs } = state;
  const times = REUSES.filter((reuse) => !guessing || reuse <= state.reuse).map((reuse) => ({
    reuse,
    ...movingOf({ ...state, reuse }),
  }));
  return {
    title: "다시 쓰는 횟수에 따른 시간",
    x: { label: "다시 쓰는 횟수", unit: "번", min: 1, max: 100, log: true },
    y: {
      label: "시간",
      unit: "µs",
      min: 10 ** Math.floor(Math.log10(Math.min(remoteNs, moveNs) / 1000)),
      max: 10 ** Math.ceil(Math.log10(Math.max(100 * remoteNs, moveNs) / 1000)),
      log: true,
    },
    marks: [
      { kind: "line", name: "옮겨서", points: times.map((one) => [one.reuse, one.movedNs / 1000]) },
      { kind: "line", name: "건너가", points: times.map((one) => [one.reuse, one.stayedNs / 1000]) },
    ],
  };
}
