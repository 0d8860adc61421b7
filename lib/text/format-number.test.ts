import { expect, test } from "vitest";
import { formatNumber } from "./format-number.ts";

test("digits stand in groups of three, decimals are two at most", () => {
  expect([0, 999, 1000, 65_536, 1_234_567.891, 2.9, 0.005, -1500].map(formatNumber)).toEqual([
    "0",
    "999",
    "1,000",
    "65,536",
    "1,234,567.89",
    "2.9",
    "0.01",
    "-1,500",
  ]);
});
