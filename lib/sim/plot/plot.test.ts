import fc from "fast-check";
import { expect, test } from "vitest";
import { RUNS } from "../../../tests/support/seeds.ts";
import {
  cumulative,
  histogram,
  type Plot,
  pathOf,
  type Room,
  readAt,
  sayAt,
  tableOf,
  xOf,
  yOf,
} from "./plot.ts";
import { type Axis, roundEnd, shareOf, ticksOf, valueAt } from "./scale.ts";

const axis = (min: number, max: number, log = false): Axis => ({ label: "x", unit: "", min, max, log });
const ROOM: Room = { width: 200, height: 100, left: 20, right: 10, top: 10, bottom: 20 };
const PLOT: Plot = {
  title: "응답 시간",
  x: { label: "이용률", unit: "%", min: 0, max: 100 },
  y: { label: "평균", unit: "ms", min: 0, max: 50 },
  marks: [
    {
      kind: "line",
      name: "한 대",
      points: [
        [0, 10],
        [50, 20],
        [80, 50],
      ],
    },
    {
      kind: "step",
      name: "정해진 값",
      points: [
        [0, 5],
        [50, 15],
      ],
    },
  ],
};

test("ticks are round, inside the axis, and about as many as wanted", () => {
  expect(ticksOf(axis(0, 100))).toEqual([0, 20, 40, 60, 80, 100]);
  expect(ticksOf(axis(0, 0.7))).toEqual([0, 0.2, 0.4, 0.6]);
  expect(ticksOf(axis(-3, 7))).toEqual([-2, 0, 2, 4, 6]);
  expect(ticksOf(axis(64, 8192, true))).toEqual([100, 1000]);
  expect(ticksOf(axis(1, 50, true))).toEqual([1, 2, 5, 10, 20, 50]);
  const axes = fc
    .tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.double({ min: 1e-6, max: 1e9, noNaN: true }))
    .filter(([min, size]) => size > Math.abs(min) * 1e-6);
  fc.assert(
    fc.property(axes, ([min, size]) => {
      const ticks = ticksOf(axis(min, min + size));
      expect(ticks.length).toBeGreaterThanOrEqual(2);
      expect(ticks.length).toBeLessThanOrEqual(7);
    }),
    RUNS,
  );
});

test("a value goes to its place and back, also on a logarithmic axis", () => {
  const cases = fc.tuple(
    fc.double({ min: 0.01, max: 1e6, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(cases, fc.boolean(), ([min, share], log) => {
      const one = axis(min, min * 1000, log);
      expect(shareOf(one, valueAt(one, share))).toBeCloseTo(share, 6);
    }),
    RUNS,
  );
  expect([shareOf(axis(0, 10), -5), shareOf(axis(0, 10), 50)]).toEqual([0, 1]);
});

test("an axis ends at a round value that holds the largest", () => {
  expect([0, 0.3, 7, 24, 26, 101].map(roundEnd)).toEqual([1, 0.5, 10, 25, 50, 200]);
});

test("series become paths: lines, steps, and areas closed along the foot", () => {
  expect([xOf(PLOT, ROOM, 50), yOf(PLOT, ROOM, 25)]).toEqual([105, 45]);
  expect(
    pathOf(PLOT, ROOM, "line", [
      [0, 0],
      [100, 50],
    ]),
  ).toBe("M20 80L190 10");
  expect(
    pathOf(PLOT, ROOM, "step", [
      [0, 0],
      [100, 50],
    ]),
  ).toBe("M20 80H190V10");
  expect(
    pathOf(PLOT, ROOM, "area", [
      [0, 0],
      [100, 50],
    ]),
  ).toBe("M20 80L190 10V80H20Z");
  expect(pathOf(PLOT, ROOM, "line", [])).toBe("");
});

test("histograms count every value once, distributions rise to one", () => {
  expect(histogram([0, 1, 5, 9, 10, 11], 0, 10, 2).map(({ count }) => count)).toEqual([2, 3]);
  expect(cumulative([3, 1, 3, 2])).toEqual([
    [1, 0.25],
    [2, 0.5],
    [3, 1],
  ]);
});

test("a plot is read at any place, in words and as a table", () => {
  expect(PLOT.marks.map((mark) => readAt(mark, 65))).toEqual([35, 15]);
  expect(PLOT.marks.map((mark) => readAt(mark, 90))).toEqual([undefined, 15]);
  expect(sayAt(PLOT, 50)).toBe("이용률 50%, 한 대 20ms, 정해진 값 15ms");
  expect(tableOf(PLOT)).toEqual({
    caption: "응답 시간",
    columns: ["이용률", "한 대", "정해진 값"],
    rows: [
      ["0%", "10ms", "5ms"],
      ["50%", "20ms", "15ms"],
      ["80%", "50ms", "15ms"],
    ],
  });
  const spans = [
    {
      name: "web-1",
      spans: [
        { from: 0, to: 30, state: "시작하는 중" },
        { from: 30, to: 100, state: "준비됨" },
      ],
    },
  ];
  const timeline: Plot = { ...PLOT, title: "파드", marks: [{ kind: "spans", rows: spans }] };
  expect(sayAt(timeline, 30)).toBe("이용률 30%, web-1 준비됨");
  expect(tableOf(timeline).rows[0]).toEqual(["web-1", "시작하는 중", "0%", "30%"]);
});
