import { utf8Bytes } from "../../text/bytes.ts";

const SMALLEST_WIDTH = 6;
const PADDING = 3;

/**
 * A table as `kubectl get` prints it: headers in upper case, every cell but the last of its line filled
 * with spaces to the width of its column (the longest cell in bytes and 3 more, at least 6). A cell ends at
 * its first line break with `...`. Without rows nothing is printed, not even the headers.
 *
 * Source: `kubernetes/cli-runtime` `pkg/printers/tabwriter.go`, `pkg/printers/tableprinter.go`.
 */
export function columns({
  headers,
  rows,
  noHeaders = false,
}: {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly noHeaders?: boolean;
}): string {
  if (rows.length === 0) return "";
  const cells = rows.map((row) => row.slice(0, headers.length).map(cutAtBreak));
  if (!noHeaders) cells.unshift(headers.map((header) => header.toUpperCase()));
  return alignColumns(cells, SMALLEST_WIDTH, PADDING);
}

/** Lines of cells in columns; `rollout history` uses its own smallest width and padding. */
export function alignColumns(
  lines: readonly (readonly string[])[],
  smallestWidth: number,
  padding: number,
): string {
  const widths: number[] = [];
  for (const line of lines) {
    for (const [column, cell] of line.slice(0, -1).entries()) {
      widths[column] = Math.max(widths[column] ?? smallestWidth, byteLength(cell) + padding);
    }
  }
  const write = (line: readonly string[]) =>
    line
      .map((cell, column) =>
        column === line.length - 1 ? cell : cell + " ".repeat((widths[column] ?? 0) - byteLength(cell)),
      )
      .join("");
  return lines.map((line) => `${write(line)}\n`).join("");
}

function cutAtBreak(cell: string): string {
  const end = cell.search(/[\f\n\r]/);
  return end < 0 ? cell : `${cell.slice(0, end)}...`;
}

function byteLength(text: string): number {
  return utf8Bytes(text).length;
}
