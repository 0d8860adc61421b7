import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { findRelationFaults } from "../../reference/concepts.ts";
import { glossarySchema } from "../../reference/schemas.ts";
import { layOutConcepts } from "./lay-out-concepts.ts";

const terms = glossarySchema.parse(
  parse(readFileSync(join(import.meta.dirname, "../../../content/glossary.yaml"), "utf8")),
);
const DOCKER = new Set(["docker-overview", "docker-images", "docker-containers"]);
const lay = () => layOutConcepts(terms, ({ note }) => DOCKER.has(note));

test("the glossary of the site has no relation that cannot be", () => {
  expect(findRelationFaults(terms)).toEqual([]);
});

test("the same glossary is laid out the same, from left to right, with no two stops on each other", async () => {
  const chart = await lay();
  expect(await lay()).toEqual(chart);
  const at = new Map(chart.stops.map((stop) => [stop.id, stop]));
  expect(chart.stops.length).toBeGreaterThan(10);
  for (const { from, to } of chart.lines) {
    const [first, next] = [at.get(from)!, at.get(to)!];
    expect(first.x + first.width, `${from} → ${to}`).toBeLessThan(next.x);
  }
  for (const [index, one] of chart.stops.entries()) {
    expect(one.x + one.width).toBeLessThanOrEqual(chart.width);
    expect(one.y + one.height).toBeLessThanOrEqual(chart.height);
    for (const other of chart.stops.slice(index + 1)) {
      const beside = one.x + one.width <= other.x || other.x + other.width <= one.x;
      const above = one.y + one.height <= other.y || other.y + other.height <= one.y;
      expect(beside || above, `${one.id} and ${other.id}`).toBe(true);
    }
  }
});

test("a concept of another subject that one rests on is a guest", async () => {
  const chart = await layOutConcepts(terms, ({ note }) => note === "kubernetes-overview");
  expect(chart.stops.find(({ id }) => id === "container")).toMatchObject({ guest: true, name: "컨테이너" });
  expect(chart.stops.find(({ id }) => id === "kubernetes")).toMatchObject({ guest: false });
});
