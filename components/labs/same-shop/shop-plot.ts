import {
  bothOf,
  HANGS,
  LATE,
  LEAKS,
  LENGTH,
  QUIET,
  type Shop,
  TROUBLE,
} from "../../../lib/labs/same-shop/shop.ts";
import type { Mark, Plot } from "../../../lib/sim/plot/plot.ts";
import { roundEnd } from "../../../lib/sim/plot/scale.ts";

/** Answers in time of both sides, second by second. */
export function answersPlot(shop: Shop): Plot {
  const { one, many, asked } = bothOf(shop);
  const most = Math.max(...asked.map(([, count]) => count));
  const troubles: Mark[] = [
    ...(shop.event === QUIET || shop.event === LEAKS
      ? []
      : [
          {
            kind: "rule",
            axis: "x",
            at: TROUBLE.from,
            name: shop.event === HANGS ? "멈춤" : "내보냄",
          } as const,
        ]),
    ...(shop.event === HANGS ? [{ kind: "rule", axis: "x", at: TROUBLE.until, name: "" } as const] : []),
  ];
  return {
    title: `${LATE}초 안에 답한 요청`,
    x: { label: "온 시각", unit: "초", min: 0, max: LENGTH },
    y: { label: "초당", unit: "건", min: 0, max: roundEnd(most) },
    marks: [
      { kind: "line", name: "서비스", points: smooth(many.good) },
      { kind: "line", name: "모놀리식", points: smooth(one.good) },
      ...troubles,
    ],
  };
}

/** The mean of five seconds each: arrivals alone make single seconds jump. */
function smooth(curve: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  return curve.flatMap(([second], index) => {
    const stretch = curve.slice(index, index + 5);
    // Of the last ones not all that will be in time is there yet.
    if (index % 5 !== 0 || second + 5 > LENGTH - LATE) return [];
    return [[second + 2.5, stretch.reduce((sum, [, count]) => sum + count, 0) / stretch.length] as const];
  });
}
