import { BLOCK } from "./mask.ts";
import type { Remark } from "./rule.ts";
import type { LintSource } from "./source.ts";

/** A table whose columns have no header. The corner above the first column may stay empty. */
export function checkTableHeader({ tables, code }: LintSource): Remark[] {
  const remarks: Remark[] = [];
  for (const { line, column, cells } of tables) {
    const empty = cells.flatMap((cell, index) => (cell === "" ? [index + 1] : []));
    if (empty.length === 0 || (cells.length > 1 && empty.length === 1 && empty[0] === 1)) continue;
    const all = empty.length === cells.length;
    remarks.push({
      code: "lint/table-header",
      line,
      column,
      message: all
        ? "표의 머리글 행이 비어 있습니다."
        : `표의 ${empty.join(", ")}번째 칸에 머리글이 없습니다.`,
      hint: "칸마다 무엇이 적혀 있는지 머리글을 적어 주세요.",
    });
  }
  for (const [index, text] of code.entries()) {
    const at = text.includes("<") ? text.search(/<table\b/i) : -1;
    if (at < 0 || text.includes(BLOCK)) continue;
    const rest = code.slice(index).join("\n").slice(at);
    if (/<th\b/i.test(rest.split(/<\/table/i)[0]!)) continue;
    remarks.push({
      code: "lint/table-header",
      line: index + 1,
      column: at + 1,
      message: "표에 머리글 칸(<th>)이 없습니다.",
      hint: "첫 행의 칸을 <td> 대신 <th>로 적어 주세요.",
    });
  }
  return remarks;
}
