import { expect, test } from "vitest";
import { layOutChart } from "./route-chart.ts";
import type { SubjectMap } from "./schemas.ts";

const note = (slug: string, short: string, ...prerequisites: string[]): SubjectMap["notes"][number] => ({
  slug,
  title: short,
  short,
  group: "kubernetes",
  prerequisites,
});

/** Three notes after the first, all of which the last one needs. */
const STACKED: SubjectMap = {
  paths: [],
  notes: [
    note("a", "개요"),
    note("b", "스케줄링과 빈 패킹", "a"),
    note("c", "서비스·인그레스·Gateway API", "a"),
    note("d", "자가 치유", "a"),
    note("e", "클러스터 운영", "b", "c"),
  ],
};

test("a name beside its station ends before the next column begins", () => {
  const { stops, width } = layOutChart(STACKED);
  const x = (slug: string) => stops.find((stop) => stop.slug === slug)!.x;
  expect(stops.filter(({ beside }) => beside).map(({ slug }) => slug)).toEqual(["b", "c", "d"]);
  // Twelve Hangul widths and more, after the twenty to the station's right.
  expect(x("e") - x("c")).toBeGreaterThan(20 + 12 * 13);
  expect(width).toBeGreaterThan(x("e"));
});

test("a name from which the route goes on stands over the line", () => {
  const { stops } = layOutChart(STACKED);
  expect(stops.filter(({ over }) => over).map(({ slug }) => slug)).toEqual(["b", "c"]);
  // From the first to another row, the line runs through the station in the middle.
  const through = {
    ...STACKED,
    notes: [...STACKED.notes.slice(0, 4), note("e", "운영", "a", "b"), note("f", "끝", "d")],
  };
  expect(
    layOutChart(through)
      .stops.filter(({ over }) => over)
      .map(({ slug }) => slug),
  ).toEqual(["b", "c", "d"]);
});
