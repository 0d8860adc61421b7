import { expect, test } from "vitest";
import { abbreviationsOf } from "./abbreviations.ts";

test("an alias that shortens the English name is an abbreviation", () => {
  expect(abbreviationsOf({ en: "copy-on-write", aliases: ["CoW", "카피 온 라이트", "COW"] })).toEqual([
    "CoW",
  ]);
  expect(
    abbreviationsOf({ en: "Horizontal Pod Autoscaler", aliases: ["HPA", "HorizontalPodAutoscaler"] }),
  ).toEqual(["HPA"]);
  expect(abbreviationsOf({ en: "input/output", aliases: ["I/O"] })).toEqual(["I/O"]);
});

test("another spelling, another name and a phrase are none", () => {
  expect(abbreviationsOf({ en: "Docker Engine", aliases: ["Docker CE", "moby engine"] })).toEqual([]);
  expect(abbreviationsOf({ en: "microservices", aliases: ["MSA"] })).toEqual([]);
  expect(abbreviationsOf({ en: "KVM", aliases: ["KVM", "kvm"] })).toEqual([]);
});
