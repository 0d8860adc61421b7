import { expect, test } from "vitest";
import { drawColumn } from "./draw-column.ts";
import type { Graph, GraphEdge, GraphNode } from "./graph.ts";
import { type Measure, NARROW } from "./markup.ts";

/** Hangul as wide as it is high, everything else half of that. */
const measure: Measure = (text, size) =>
  [...text].reduce((sum, letter) => sum + (/[가-힣]/.test(letter) ? size : size / 2), 0);

const node = (id: string, label = id, rest: Partial<GraphNode> = {}): GraphNode => ({
  id,
  name: `n-${id}`,
  lines: [label],
  rows: [],
  shape: "box",
  parent: "",
  href: "",
  ...rest,
});
const edge = (from: string, to: string, label = "", rest: Partial<GraphEdge> = {}): GraphEdge => ({
  name: `e-${from}-${to}`,
  from,
  to,
  label: label === "" ? [] : [label],
  start: "none",
  end: "arrow",
  thick: false,
  ...rest,
});
const draw = (graph: Partial<Graph>) =>
  drawColumn({ upward: false, nodes: [], groups: [], edges: [], ...graph }, "fig-x-", measure)!;

type Rect = { x: number; y: number; width: number; height: number };
const rectsOf = (svg: string): Rect[] =>
  [...svg.matchAll(/<rect([^>]*)>/g)].map(([, attributes]) => {
    const at = (name: string) => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(attributes!)?.[1] ?? 0);
    return { x: at("x"), y: at("y"), width: at("width"), height: at("height") };
  });
const nodesOf = (svg: string) => [...svg.matchAll(/data-node="([^"]*)"/g)].map(([, name]) => name);
const pathsOf = (svg: string) => [...svg.matchAll(/ d="([^"]*)"/g)].map(([, d]) => d);

const chain = {
  nodes: [node("사용자"), node("인그레스"), node("서비스")],
  edges: [edge("사용자", "인그레스", "HTTPS"), edge("인그레스", "서비스")],
};

test("a chain stands under one another, with straight arrows and their words beside", () => {
  const { svg, width } = draw(chain);
  expect(width).toBe(NARROW);
  const boxes = rectsOf(svg);
  expect(boxes.map(({ x, width: own }) => [x, own])).toEqual(Array(3).fill([boxes[0]!.x, boxes[0]!.width]));
  for (const [index, box] of boxes.slice(1).entries())
    expect(box.y).toBeGreaterThan(boxes[index]!.y + boxes[index]!.height);
  for (const d of pathsOf(svg)) expect(d).toMatch(/^M[\d.]+ [\d.]+V[\d.]+$/);
  expect(svg).toContain(">HTTPS<");
});

test("every element has its name and no id, and colours are tokens", () => {
  const { svg } = draw(chain);
  expect(svg).not.toMatch(/ id=| class=| style=|NaN|undefined/);
  expect(new Set(nodesOf(svg))).toEqual(
    new Set(
      [...chain.nodes.map(({ name }) => name), ...chain.edges.map(({ name }) => name)].map(
        (name) => `fig-x-${name}`,
      ),
    ),
  );
  for (const [, colour] of svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g))
    expect(colour).toMatch(/^(?:none|var\(--[\w-]+\))$/);
});

test("what does not lead to the next box goes along a lane; lines from one box share it", () => {
  const { svg, width } = draw({
    nodes: ["a", "b", "c", "d"].map((id) => node(id)),
    edges: [edge("a", "b"), edge("a", "c"), edge("a", "d")],
  });
  const lanes = pathsOf(svg).filter((d) => d!.includes("H"));
  expect(lanes).toHaveLength(2);
  const [first, second] = lanes.map((d) => /^M[\d.]+ ([\d.]+)H([\d.]+)V/.exec(d!)!.slice(1));
  expect(first).toEqual(second);
  expect(Number(first![1])).toBeLessThan(width);
});

test("a box is wide enough for its longest word, and words beside it have room", () => {
  const { svg } = draw({
    nodes: [node("a", "shop.example.com"), node("b", "짧다"), node("c", "끝")],
    edges: [edge("a", "c", "아주 긴 말이 붙은 선"), edge("a", "b")],
  });
  const [box] = rectsOf(svg);
  expect(box!.width).toBeGreaterThan(measure("shop.example.com", 14));
  const label = /<text x="([\d.]+)"[^>]*>(?:(?!<\/text>).)*아주/.exec(svg)!;
  expect(Number(label[1])).toBeGreaterThan(box!.x + box!.width);
});

test("a group is a slab around its boxes; upward graphs begin at the foot", () => {
  const group = { id: "g", name: "n-g", title: "묶음", parent: "", upward: true };
  const { svg } = draw({
    upward: true,
    nodes: [node("아래", "아래", { parent: "g" }), node("위", "위", { parent: "g" })],
    groups: [group],
    edges: [edge("아래", "위")],
  });
  const [slab, first, second] = rectsOf(svg);
  for (const box of [first!, second!]) {
    expect(box.x).toBeGreaterThan(slab!.x);
    expect(box.x + box.width).toBeLessThan(slab!.x + slab!.width);
    expect(box.y + box.height).toBeLessThan(slab!.y + slab!.height);
  }
  expect(svg.indexOf(">위<")).toBeLessThan(svg.indexOf(">아래<"));
});

test("a line to its own box leaves and comes back", () => {
  const { svg } = draw({ nodes: [node("a")], edges: [edge("a", "a", "다시")] });
  const [, from, to] = /^M[\d.]+ ([\d.]+)H[\d.]+V([\d.]+)H/.exec(pathsOf(svg)[0]!)!;
  expect(from).not.toBe(to);
});

test("addresses that run code are no links", () => {
  const { svg } = draw({
    nodes: [node("a", "a", { href: "#layers" }), node("b", "b", { href: "javascript:alert(1)" })],
  });
  expect(svg.match(/<a /g)).toHaveLength(1);
});
