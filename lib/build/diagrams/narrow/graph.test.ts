import { expect, test } from "vitest";
import { plainLabel } from "../reading/reading.ts";
import { readGraph, readTree } from "./graph.ts";

const reader = (elements: Record<string, string>) => ({
  elements,
  plain: plainLabel,
  paint: (colour: string, use: string) => `${use} ${colour}`,
});

test("a flowchart: labels in lines, shapes, ends of lines, what the author styled, nothing unseen", () => {
  const graph = readGraph(
    "flowchart-v2",
    {
      direction: "BT",
      nodes: [
        { id: "g", label: "묶음", shape: "rect", isGroup: true, cssStyles: ["stroke-dasharray: 5 5"] },
        { id: "a", domId: "flowchart-a-0", label: "가<br/>나", shape: "cylinder", parentId: "g" },
        { id: "b", domId: "flowchart-b-1", label: "다", shape: "question", cssStyles: ["fill:#f9f"] },
      ],
      edges: [
        {
          id: "L_a_b_0",
          start: "a",
          end: "b",
          label: "예",
          arrowTypeStart: "arrow_point",
          arrowTypeEnd: "arrow_point",
          pattern: "dotted",
        },
        { id: "L_b_a_0", start: "b", end: "a", stroke: "invisible", thickness: "invisible" },
      ],
    },
    reader({ g: "n-g", "flowchart-a-0": "n-a", "flowchart-b-1": "n-b", L_a_b_0: "e-1" }),
  );
  expect(graph).toMatchObject({
    upward: true,
    groups: [{ name: "n-g", title: "묶음", dashes: "5 5", upward: true }],
    nodes: [
      { name: "n-a", lines: ["가", "나"], shape: "store", parent: "g" },
      { name: "n-b", lines: ["다"], shape: "choice", fill: "fill #f9f" },
    ],
    edges: [{ name: "e-1", label: ["예"], start: "arrow", end: "arrow", dashes: "4 4" }],
  });
  expect(graph.edges).toHaveLength(1);
});

test("states: transitions are counted without their notes, and a note stands beside its state", () => {
  const { nodes, groups, edges } = readGraph(
    "stateDiagram",
    {
      nodes: [
        { id: "s----parent", shape: "noteGroup", isGroup: true },
        { id: "s----note-1", shape: "note", label: "메모", parentId: "s----parent" },
        { id: "s", domId: "state-s-0", label: ["대기"], shape: "rect", parentId: "s----parent" },
        { id: "root_start", domId: "state-root_start-0", label: "root_start", shape: "stateStart" },
      ],
      edges: [
        { id: "s-s----note-1", start: "s", end: "s----note-1", pattern: "dashed" },
        { id: "edge2", start: "root_start", end: "s", arrowTypeEnd: "arrow_barb" },
      ],
    },
    reader({ "state-s": "n-s", "state-root_start": "n-root_start", "transition:0": "e-1" }),
  );
  expect(groups).toEqual([]);
  expect(nodes.map(({ name, shape, lines, parent }) => [name, shape, lines.join(), parent])).toEqual([
    ["", "note", "메모", ""],
    ["n-s", "round", "대기", ""],
    ["n-root_start", "start", "", ""],
  ]);
  expect(edges.map(({ name, end }) => [name, end])).toEqual([
    ["", "none"],
    ["e-1", "arrow"],
  ]);
});

test("classes have their members, entities say in words how many", () => {
  const animal = readGraph(
    "class",
    {
      nodes: [
        {
          id: "A",
          label: "A",
          shape: "classBox",
          annotations: ["interface"],
          members: [{ text: "+String name" }],
        },
      ],
      edges: [
        {
          id: "id_A_A_1",
          start: "A",
          end: "A",
          arrowTypeStart: "extension",
          arrowTypeEnd: "none",
          label: "상속",
        },
      ],
    },
    reader({ "classId-A": "n-A", id_A_A_1: "e-1" }),
  );
  expect(animal.nodes[0]).toMatchObject({ name: "n-A", lines: ["«interface»", "A"], rows: ["+String name"] });
  expect(animal.edges[0]).toMatchObject({ name: "e-1", start: "triangle", end: "none" });
  const order = readGraph(
    "er",
    {
      nodes: [
        { id: "e-0", label: "주문", shape: "erBox", attributes: [{ type: "int", name: "id", keys: ["PK"] }] },
      ],
      edges: [
        {
          id: "r",
          start: "e-0",
          end: "e-0",
          label: "낸다",
          arrowTypeStart: "only_one",
          arrowTypeEnd: "zero_or_more",
        },
      ],
    },
    reader({ "e-0": "n-1", r: "e-1" }),
  );
  expect(order.nodes[0]?.rows).toEqual(["int id PK"]);
  expect(order.edges[0]?.label).toEqual(["낸다", "하나 → 여럿(없을 수 있음)"]);
});

test("a mind map is a tree", () => {
  const { nodes, edges } = readTree(
    { id: 0, descr: "뿌리", children: [{ id: 1, descr: "가지", children: [{ id: 2, descr: "잎" }] }] },
    reader({ node_0: "n-0", node_1: "n-1", node_2: "n-2", edge_0_1: "e-1", edge_1_2: "e-2" }),
  );
  expect(nodes.map(({ name, lines }) => [name, ...lines])).toEqual([
    ["n-0", "뿌리"],
    ["n-1", "가지"],
    ["n-2", "잎"],
  ]);
  expect(edges.map(({ name, from, to }) => [name, from, to])).toEqual([
    ["e-1", "0", "1"],
    ["e-2", "1", "2"],
  ]);
});
