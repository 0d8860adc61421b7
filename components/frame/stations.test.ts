import { expect, test } from "vitest";
import { nearbyStations } from "./stations.ts";

const stations = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    slug: `n${number}`,
    short: `${number}`,
    number,
    planned: false,
  }));
const listed = (count: number, current: string) =>
  nearbyStations(stations(count), current).map(({ number }) => number);

test("a folder as they usually are is listed whole", () => {
  expect(listed(60, "n3")).toHaveLength(60);
});

test("of a large one as many are listed everywhere, the current one among them", () => {
  for (const current of [0, 1, 20, 21, 500, 978, 979, 980, 999]) {
    const numbers = listed(1000, `n${current}`);
    expect(numbers).toHaveLength(41);
    expect(numbers).toContain(current);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
  }
  expect(listed(1000, "n500")[20]).toBe(500);
});
