import { expect, test } from "vitest";
import { requestToShares, requestToWeight } from "./cpu-request.ts";

test("no request is weight 100 to Docker and 1 to Kubernetes, where a limit stands in for it", () => {
  expect(requestToWeight("docker", 0)).toBe(100);
  expect(requestToWeight("docker", 500)).toBe(100);
  expect([requestToShares("kubernetes", 0), requestToWeight("kubernetes", 0)]).toEqual([2, 1]);
  expect(requestToWeight("kubernetes", 500)).toBe(requestToWeight(500, 0));
  expect(requestToWeight(0, 500)).toBe(1);
  expect([requestToShares(500, 1000), requestToWeight(500, 1000)]).toEqual([512, 59]);
  // Docker's default weighs as much as a request of one CPU.
  expect(requestToWeight(1000, 0)).toBe(100);
});
