import { expect, test } from "vitest";
import type { Diagram, Resolution } from "../../note/note.ts";
import { linkDrawings } from "./link-drawings.ts";

const text = { summary: "", groups: [], nodes: [], relations: [] };

function svgAfter(svg: string, resolved: Record<string, Resolution>): string {
  const drawing = { kind: "drawn" as const, svg, width: 1, height: 1, text };
  const diagram: Diagram = {
    id: "x",
    anchor: "",
    source: "",
    title: "",
    description: "",
    caption: "",
    line: 1,
    drawing,
  };
  const [linked] = linkDrawings([diagram], resolved);
  return linked?.drawing.kind === "drawn" ? linked.drawing.svg : "";
}

test("a node leads where a link of the note would lead", () => {
  const svg = '<svg><a transform="translate(1,2)" href="[[whiteout]]"><g id="n"></g></a></svg>';
  const answer = svgAfter(svg, { "wiki:whiteout": { kind: "internal", href: "/glossary/#whiteout" } });
  expect(answer).toBe(
    '<svg><a transform="translate(1,2)" href="/glossary/#whiteout"><g id="n"></g></a></svg>',
  );
});

test("an address elsewhere tells nobody where the reader came from", () => {
  const answer = svgAfter('<a href="https://a.example/?x=1&amp;y=2">글</a>', {
    "https://a.example/?x=1&y=2": { kind: "external", href: "https://a.example/?x=1&y=2" },
  });
  expect(answer).toBe('<a href="https://a.example/?x=1&amp;y=2" rel="noreferrer">글</a>');
});

test("what leads nowhere, or to a note to come, is drawn and not linked", () => {
  const svg = '<a transform="t" href="#gone">가</a><a href="/notes/later/">나</a>';
  expect(svgAfter(svg, { "/notes/later/": { kind: "planned", title: "나중" } })).toBe(
    '<g transform="t">가</g>나',
  );
});
