import { expect, test } from "vitest";
import { readDiagramLinks, toLinkTarget } from "./diagram-links.ts";

test("click and link lines are links, at their place in the source", () => {
  const source = [
    "flowchart LR",
    '  a["click b"] --> b',
    '  click a "#layers" "풍선말"',
    '  click b href "https://kubernetes.io/" _blank',
    '  link Duck "[[whiteout|삭제 표시]]"',
    "  click c callback",
  ].join("\n");
  expect(readDiagramLinks(source)).toEqual([
    { target: "#layers", line: 3, column: 12 },
    { target: "https://kubernetes.io/", line: 4, column: 17 },
    { target: "wiki:whiteout", line: 5, column: 14 },
  ]);
});

test("a wiki link with an anchor keeps it", () => {
  expect(toLinkTarget("[[docker-images#layers]]")).toBe("wiki:docker-images#layers");
});
