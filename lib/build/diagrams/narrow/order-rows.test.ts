import { expect, test } from "vitest";
import type { Graph } from "./graph.ts";
import { orderRows } from "./order-rows.ts";

const graph = (nodes: string, edges: string, groups: Record<string, string> = {}, upward = false): Graph => ({
  upward,
  nodes: nodes.split(" ").map((id) => ({
    id,
    name: id,
    lines: [id],
    rows: [],
    shape: "box",
    parent: Object.keys(groups).find((group) => groups[group]!.split(" ").includes(id)) ?? "",
    href: "",
  })),
  groups: Object.keys(groups).map((id) => ({ id, name: id, title: id, parent: "", upward })),
  edges: edges
    .split(" ")
    .filter(Boolean)
    .map((pair) => {
      const [from = "", to = ""] = pair.split(">");
      return { name: pair, from, to, label: [], start: "none", end: "arrow", thick: false };
    }),
});
const order = (...args: Parameters<typeof graph>) =>
  orderRows(graph(...args))
    .map((row) => (row.kind === "node" ? row.node.id : `${row.kind} ${row.group.id}`))
    .join(", ");

test("what leads to another stands above it, and a chain stays together", () => {
  expect(order("a b c d", "a>b a>c b>d")).toBe("a, b, d, c");
  expect(order("c b a", "a>b b>c")).toBe("a, b, c");
  expect(order("a b", "a>b", {}, true)).toBe("b, a");
});

test("groups stay together", () => {
  expect(order("a x y b", "a>x b>y", { g: "x y" })).toBe("a, b, head g, x, y, foot g");
});

test("a ring begins at the first of the source, or where something leads into it", () => {
  expect(order("a b c", "a>b b>c c>a")).toBe("a, b, c");
  expect(order("b c a start", "a>b b>c c>a start>a")).toBe("start, a, b, c");
});
