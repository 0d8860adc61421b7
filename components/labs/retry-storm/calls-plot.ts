import { CAPACITY, LENGTH, type Storm, TROUBLE, weatherOf } from "../../../lib/labs/retry-storm/storm.ts";
import type { Plot } from "../../../lib/sim/plot/plot.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";

/** Attempts that reach the service and answers in time, second by second, against what it can do. */
export function callsPlot(storm: Storm): Plot {
  const { sent, good } = weatherOf(storm);
  const most = Math.max(60, ...sent.map(([, count]) => count));
  return {
    title: "서비스에 닿는 시도와 제때의 답",
    x: { label: "시각", unit: "초", min: 0, max: LENGTH },
    y: { label: "초당", unit: "건", min: 0, max: roundEnd(most) },
    marks: [
      { kind: "line", name: "제때의 답", points: good },
      { kind: "line", name: "닿는 시도", points: sent },
      { kind: "rule", axis: "y", at: CAPACITY, name: `서비스의 힘 ${CAPACITY}` },
      { kind: "rule", axis: "x", at: TROUBLE.from, name: "고장" },
      { kind: "rule", axis: "x", at: TROUBLE.until, name: "" },
    ],
  };
}
