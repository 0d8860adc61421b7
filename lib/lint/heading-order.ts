import { withJosa } from "../text/josa.ts";
import type { Remark } from "./rule.ts";
import type { LintSource } from "./source.ts";

/**
 * A heading that skips a level. The page's title is level 1, so that a note begins at
 * level 2; where a note has level-1 headings besides its title, all count one deeper.
 */
export function checkHeadingOrder({ headings }: LintSource): Remark[] {
  const shown = headings.filter((heading) => heading.text !== "");
  const body = shown[0]?.depth === 1 ? shown.slice(1) : shown;
  const shift = body.some((heading) => heading.depth === 1) ? 1 : 0;
  const remarks: Remark[] = [];
  let above = 1;
  for (const { line, column, depth, text } of body) {
    const level = depth + shift;
    if (level > above + 1) {
      const wanted = "#".repeat(above + 1 - shift);
      remarks.push({
        code: "lint/heading-order",
        line,
        column,
        message: `제목 "${text}"의 단계가 ${above}에서 ${withJosa(String(level), "으로/로")} 건너뜁니다.`,
        hint: `${wanted} 제목으로 적어 주세요.`,
      });
    }
    above = level;
  }
  return remarks;
}
