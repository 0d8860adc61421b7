import type { TableCell } from "mdast";
import { proseOf, visibleText } from "./prose.ts";
import type { Remark } from "./rule.ts";
import type { LintSource, Place } from "./source.ts";

/** A table whose columns have no header. The corner above the first column may stay empty. */
export function checkTableHeader({ tables, html, jsx, note, placeAt }: LintSource): Remark[] {
  const remarks: Remark[] = [];
  for (const { children } of tables) {
    const row = children[0]!;
    const cells = row.children;
    const empty = cells.flatMap((cell, index) => (isEmpty(cell, note.body) ? [index + 1] : []));
    if (empty.length === 0 || (cells.length > 1 && empty.length === 1 && empty[0] === 1)) continue;
    const { line, column } = row.position!.start;
    remarks.push({
      code: "lint/table-header",
      line,
      column,
      message:
        empty.length === cells.length
          ? "표의 머리글 행이 비어 있습니다."
          : `표의 ${empty.join(", ")}번째 칸에 머리글이 없습니다.`,
      hint: "칸마다 무엇이 적혀 있는지 머리글을 적어 주세요.",
    });
  }
  const starts: Place[] = [];
  for (const { value, position } of html) {
    const at = value.search(/<table\b/i);
    if (at < 0 || value.startsWith("<!--")) continue;
    // A blank line ends an HTML block, but not the table.
    const start = note.body.indexOf(value.slice(at).split("\n")[0]!, position!.start.offset);
    if (!/<th\b/i.test(note.body.slice(start).split(/<\/table/i)[0]!)) starts.push(placeAt(start));
  }
  for (const element of jsx)
    if (element.name === "table" && !JSON.stringify(element.children).includes('"name":"th"'))
      starts.push(element.position!.start);
  for (const { line, column } of starts)
    remarks.push({
      code: "lint/table-header",
      line,
      column,
      message: "표에 머리글 칸(<th>)이 없습니다.",
      hint: "첫 행의 칸을 <td> 대신 <th>로 적어 주세요.",
    });
  return remarks;
}

function isEmpty(cell: TableCell, body: string): boolean {
  return cell.children.every((child) => child.type === "text") && visibleText(proseOf(cell, body)) === "";
}
