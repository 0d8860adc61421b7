import { expect, test } from "vitest";
import { FORMULA_APART as A, FORMULA as F } from "../../text/formula-marks.ts";
import { protectFormulas } from "./formulas.ts";

test("formulas become code with a mark, in the line and apart", () => {
  expect(protectFormulas("식 $E = mc^2$이고 $$x_1$$ 이다. $`a_b`$\n")).toBe(
    `식 \`${F}E = mc^2\`이고 \`${F}x_1\` 이다. \`${F}a_b\`\n`,
  );
  expect(protectFormulas("$$\na \\\\\nb\n$$\n\n$$x$$\n\n$$\\begin{a}\nb\n\\end{a}$$\n")).toBe(
    `\`\`\`math\na \\\\\nb\n\`\`\`\n\n\`${A}x\`\n\n\`${A}\\begin{a}\nb\n\\end{a}\`\n`,
  );
  expect(protectFormulas("> $$\n> x\n> $$\n")).toBe("> ```math\n> x\n> ```\n");
  expect(protectFormulas("\\(\\alpha\\) \\(2\\)\n\n\\[x = 1\\]\n")).toBe(
    `\`${F}\\alpha\` \\(2\\)\n\n\`${A}x = 1\`\n`,
  );
});

test("money, shells and code are no formulas", () => {
  for (const text of [
    "값은 $5와 $6이다\n",
    "USD $10-$20, $3 and $4\n",
    "$HOME/bin:$PATH\n",
    "`$x$`\n",
    "```\n$$\nx\n$$\n```\n",
    "\\$x$ 와 $ y $\n",
    "[링크](a\\(b\\))\n",
    "\\[링크\\]\n",
  ])
    expect(protectFormulas(text)).toBe(text);
});

test("a text made to be slow is not", () => {
  for (const piece of ["$a ", "$$a\n", "\\(a ", "\\[a\n", "$`"]) {
    const before = performance.now();
    protectFormulas(piece.repeat(50_000));
    expect(performance.now() - before, piece).toBeLessThan(5_000);
  }
});
