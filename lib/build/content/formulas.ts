import { FORMULA, FORMULA_APART } from "../../text/formula-marks.ts";
import { mapProse } from "./hidden-text.ts";

/** GitHub's way of keeping a formula from Markdown. */
const TICKED = /\$`([^`\n]{1,2000})`\$/g;
const BLOCK = /^([ \t>]*)\$\$[ \t]*\n((?:(?![ \t>]*\$\$)[^\n]*\n){1,200})[ \t>]*\$\$[ \t]*$/gm;
const APART = /^([ \t>]*)\$\$((?:[^$\\\n]|\\.|\n(?![ \t]*\n)|\\\n){1,4000})\$\$[ \t]*$/gm;
const BRACKETS = /^([ \t>]*)\\\[((?:[^\n]|\n(?![ \t]*\n)){1,4000}?)\\\][ \t]*$/gm;
const DOUBLE = /(?<![\\$])\$\$((?:[^$\\\n]|\\.){1,2000})\$\$(?!\$)/g;
const SINGLE = /(?<![\\$\w])\$(?![\s$])((?:[^$\\\n]|\\.){0,2000}?(?:[^$\\\s]|\\.))\$(?![\w$])/g;
const ROUND = /(?<!\\)\\\(((?:[^\\\n]|\\(?!\))){1,2000}?)\\\)/g;
const IS_TEX = /\\[A-Za-z]|[_^=]/;

/**
 * Formulas between dollars, or `\(…\)` and `\[…\]` where what is inside is TeX, as code that Markdown leaves
 * alone. A dollar before a blank, or after one at the end, is money, as in Pandoc; so is one that a letter or
 * digit follows.
 */
export function protectFormulas(text: string): string {
  if (!/\$|\\[([]/.test(text)) return text;
  const ticked = text.replace(TICKED, (_, tex: string) => span(FORMULA, tex));
  return mapProse(ticked, (prose) =>
    prose
      .replace(BLOCK, (_, lead: string, tex: string) => `${lead}\`\`\`math\n${tex}${lead}\`\`\``)
      .replace(APART, (_, lead: string, tex: string) => `${lead}${span(FORMULA_APART, tex)}`)
      .replace(BRACKETS, (whole, lead: string, tex: string) =>
        IS_TEX.test(tex) ? `${lead}${span(FORMULA_APART, tex)}` : whole,
      )
      .replace(DOUBLE, (_, tex: string) => span(FORMULA, tex))
      .replace(SINGLE, (whole, tex: string) => (tex.includes("`") ? whole : span(FORMULA, tex)))
      .replace(ROUND, (whole, tex: string) => (IS_TEX.test(tex) ? span(FORMULA, tex) : whole)),
  );
}

function span(mark: string, tex: string): string {
  return `\`${mark}${tex.replaceAll("`", "'")}\``;
}
