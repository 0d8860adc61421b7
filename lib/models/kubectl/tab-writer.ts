/**
 * Text in which tabs end cells, with its columns aligned: a column is a run of lines that have a cell there, as
 * wide as its widest cell and `padding` more. What follows the last tab of a line belongs to no column.
 *
 * Source: Go `text/tabwriter` Writer.format, writeLines.
 */
export function alignTabs(text: string, padding = 2): string {
  const lines = text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.split("\t"));
  const written: string[] = [];
  const widths: number[] = [];
  const write = (from: number, to: number) => {
    for (const line of lines.slice(from, to)) {
      const cells = line.map((cell, column) => {
        const width = widths[column];
        return width === undefined ? cell : cell + " ".repeat(Math.max(0, width - [...cell].length));
      });
      written.push(cells.join(""));
    }
  };
  const format = (from: number, to: number) => {
    const column = widths.length;
    const hasCell = (line: number) => column < lines[line]!.length - 1;
    let start = from;
    for (let line = from; line < to; line++) {
      if (!hasCell(line)) continue;
      write(start, line);
      start = line;
      let width = 0;
      for (; line < to && hasCell(line); line++)
        width = Math.max(width, [...lines[line]![column]!].length + padding);
      widths.push(width);
      format(start, line);
      widths.pop();
      start = line;
    }
    write(start, to);
  };
  format(0, lines.length);
  return `${written.join("\n")}\n`;
}
