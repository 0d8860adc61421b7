import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createDrawer, keyOf } from "../../lib/build/diagrams/draw-diagrams.ts";
import { openStore } from "../../lib/build/store/store.ts";

const ROOT = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "foreign-diagrams-"));
const drawer = createDrawer({ root: ROOT, store: openStore(ROOT, folder), environment: process.env });
afterAll(async () => {
  await drawer.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The drawing of somebody else's source, and the words in it. */
async function drawingOf(source: string) {
  const job = { id: "x", source, lenient: true };
  const drawn = (await drawer.draw([job])).get(keyOf(job));
  if (drawn?.kind !== "drawn") throw new Error(JSON.stringify(drawn));
  const words = [...drawn.svg.matchAll(/<text\b[^>]*>([\s\S]*?)<\/text>/g)].map(([, text]) =>
    text!.replace(/<[^>]*>/g, ""),
  );
  return { svg: drawn.svg, words: words.join(" ") };
}

test("flows of a Sankey diagram keep their widths, and its names stand over them", async () => {
  const { svg, words } = await drawingOf(
    "sankey-beta\n\nSalary,Budget,300\nBudget,Savings,200\nBudget,Rent,100\n",
  );
  expect(words).toMatch(/Salary[\s\S]*Budget[\s\S]*Savings[\s\S]*Rent/);
  const widths = [...svg.matchAll(/stroke-width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(Math.max(...widths)).toBeGreaterThan(50);
  expect(svg.lastIndexOf("stroke-width")).toBeLessThan(svg.indexOf("Salary"));
  expect(svg).not.toMatch(/(?:fill|stroke)="#[0-9a-f]/);
});

test("labels that Mermaid sets as HTML are text", async () => {
  const venn =
    'venn-beta\n  set A["앞"]\n    text A1["리액트"]\n  set B["뒤"]\n    text B1["자바"]\n  union A,B["둘 다"]\n';
  expect((await drawingOf(venn)).words).toMatch(/리액트[\s\S]*자바|자바[\s\S]*리액트/);
});

test("entities are letters, and icons that no reader has leave their words", async () => {
  const { words } = await drawingOf(
    'flowchart LR\n  a["#quot;따옴표#quot; #9829;"] --> b[fa:fa-car 자동차]\n  b --> c[fa:fa-cloud-upload]\n',
  );
  expect(words).toContain("&quot;따옴표&quot; ♥");
  expect(words).toContain("자동차");
  expect(words).toContain("cloud upload");
  expect(words).not.toContain("fa:");
});

test("priorities of a Kanban board and colours of any kind are drawn", async () => {
  const board =
    "kanban\n  todo[할 일]\n    a[글 쓰기]@{ priority: 'High', ticket: 7 }\n  done[한 일]\n    b[자기]\n";
  expect((await drawingOf(board)).words).toMatch(/글 쓰기.*할 일/);
});

test("a point that its author colours is as dark as the others", async () => {
  const { svg } = await drawingOf(
    "quadrantChart\n  가: [0.3, 0.6]\n  나: [0.7, 0.3] radius: 8, color: #ff3300\n",
  );
  const fills = [...svg.matchAll(/<circle\b[^>]*\bfill="([^"]*)"/g)].map(([, fill]) => fill);
  expect(fills).toHaveLength(2);
  expect(fills.filter((fill) => fill!.includes("-tint"))).toEqual([]);
});

test("formulas in labels are text, and one that is no line leaves the source", async () => {
  const flow = 'flowchart LR\n  a["$$x^2 + \\sqrt{y}$$"] -->|$$O(n \\log n)$$| b\n';
  const { words } = await drawingOf(flow);
  expect(words).toContain("x² + √y");
  expect(words).toContain("O(n log n)");
  const calls = "sequenceDiagram\n  A->>B: $$\\frac{a}{b}$$ 값\n";
  expect((await drawingOf(calls)).words).toContain("a/b 값");
  const matrix = {
    id: "x",
    source: 'flowchart LR\n  a["$$\\begin{pmatrix}1&2\\end{pmatrix}$$"]\n',
    lenient: true,
  };
  const answer = (await drawer.draw([matrix])).get(keyOf(matrix));
  expect(answer).toMatchObject({ kind: "failed", line: 2, column: 6 });
});
