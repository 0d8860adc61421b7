import type { Root } from "hast";
import { expect, test } from "vitest";
import { FORMULA, FORMULA_APART } from "../../text/formula-marks.ts";
import { createContext } from "./context.ts";
import { rehypeFormulas } from "./rehype-formulas.ts";
import { attributeOf, element, isComponent, text } from "./tree.ts";

const foreign = { lineBreaks: false, tags: false, embeds: new Map<string, string>() };

function made(tex: string, mark = FORMULA) {
  const context = createContext({
    file: "a.md",
    severity: "warning",
    terms: [],
    sourceKeys: new Set(),
    foreign,
  });
  const at = { start: { line: 3, column: 5 }, end: { line: 3, column: 9 } };
  const code = { ...element("code", {}, [text(mark + tex)]), position: at };
  const tree: Root = { type: "root", children: [element("p", {}, [code])] };
  rehypeFormulas(context)(tree);
  const [paragraph] = tree.children;
  const child = paragraph?.type === "element" ? paragraph.children[0] : paragraph;
  return {
    mathml: isComponent(child) ? attributeOf(child, "mathml") : undefined,
    apart: isComponent(child) && attributeOf(child, "apart") === "true",
    said: context.findings.map((one) => `${one.line}:${one.column} ${one.code} ${one.message}`),
  };
}

test("a formula is MathML without style, script or font, and apart where it stands so", () => {
  const { mathml, apart, said } = made(
    "\\frac{a_1}{\\color{red}b} \\href{javascript:alert(1)}{x}",
    FORMULA_APART,
  );
  expect(said).toEqual([]);
  expect(apart).toBe(true);
  expect(mathml).toMatch(/^<math xmlns="http:\/\/www.w3.org\/1998\/Math\/MathML" display="block">/);
  expect(mathml).not.toMatch(/ style=| href=|<script/);
  expect(made("x").apart).toBe(false);
});

test("what cannot be read is shown, and told where it breaks", () => {
  expect(made("a + \\foo")).toMatchObject({
    mathml: undefined,
    said: ["3:10 math/syntax 식에 \\foo라는 명령은 없습니다."],
  });
  expect(made("{a").said).toEqual(["3:8 math/syntax 식에 끝이 나왔습니다. 올 수 있는 것: }"]);
  expect(made("x".repeat(5000)).said).toEqual(["3:6 math/syntax 식이 4000자를 넘습니다."]);
});
