import { expect, test } from "vitest";
import { withFormulas } from "./formula-text.ts";

/** What a label shows of a formula: Mermaid turns `#40;` back into its sign. */
function shown(tex: string): string {
  const answer = withFormulas(`a["$$${tex}$$"]`);
  if ("fault" in answer) return `✗ ${answer.fault.line}:${answer.fault.column}`;
  return answer.source
    .slice(3, -2)
    .replace(/#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

test.each([
  ["x^2+\\alpha_{i+1}", "x² + αᵢ₊₁"],
  ["\\frac{a+b}{c}", "(a + b)/c"],
  ["\\sum_{i=1}^{n} i", "∑ᵢ₌₁ⁿi"],
  ["\\sqrt{x+3}", "√(x + 3)"],
  ["\\sqrt[3]{x}", "³√x"],
  ["\\vec v", "v\u20d7"],
  ["\\hat y", "ŷ"],
  ["\\overline{AB}", "A\u0305B\u0305"],
  ["\\text{한글 }x \\le \\infty", "한글 x ≤ ∞"],
  ["O(n\\log n)", "O(n log n)"],
  ["\\log_2 n", "log₂ n"],
  ["\\mathbb{R}^n", "ℝⁿ"],
  ["f'(x) = -2x", "f′(x) = −2x"],
  ["2^{k+1}", "2^(k + 1)"],
  ["a_q", "a_q"],
  ["\\lim_{n\\to\\infty} a_n", "lim_(n → ∞) aₙ"],
  ["P(A \\mid B)", "P(A ∣ B)"],
  ["\\left(\\frac{1}{2}\\right)", "(1/2)"],
])("%s", (tex, text) => {
  expect(shown(tex)).toBe(text);
});

test.each([
  ["\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}"],
  ["\\binom{n}{k}"],
  ["\\frac{1}{"],
  ["\\nothing"],
  [" "],
])("%s is no line of text", (tex) => {
  expect(shown(tex)).toBe("✗ 1:4");
});

test("what is around a formula stays, comments and single dollars too", () => {
  const source = 'flowchart LR\n  %% $$\\nothing$$\n  a["$5 또는 $$x^2$$, $$y_1$$"] --> b\n';
  expect(withFormulas(source)).toEqual({
    source: 'flowchart LR\n  %% $$\\nothing$$\n  a["$5 또는 x², y₁"] --> b\n',
  });
});

test("signs that mean something to Mermaid are written in its way", () => {
  expect(withFormulas("a -->|$$f(x)$$| b")).toEqual({ source: "a -->|f#40;x#41;| b" });
});
