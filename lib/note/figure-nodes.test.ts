import { expect, test } from "vitest";
import { figureNodes } from "./figure-nodes.ts";

test("nodes that say the same are told apart by the group they stand in", () => {
  const node = (id: string, label: string) => ({ id: `fig-a-n-${id}`, label });
  const text = {
    summary: "",
    nodes: [node("f1", "app.conf"), node("f2", "tool.sh"), node("f3", "app.conf")],
    groups: [
      { label: "lower1", members: ["app.conf", "tool.sh"] },
      { label: "lower2", members: ["app.conf"] },
    ],
    relations: [],
  };
  const drawing = { kind: "drawn" as const, svg: "", width: 1, height: 1, text };
  expect(figureNodes({ id: "a", drawing })).toEqual([
    { id: "f1", label: "app.conf", name: "lower1: app.conf" },
    { id: "f2", label: "tool.sh", name: "tool.sh" },
    { id: "f3", label: "app.conf", name: "lower2: app.conf" },
  ]);
  expect(figureNodes({ id: "a", drawing: { kind: "source", reason: "" } })).toEqual([]);
});
