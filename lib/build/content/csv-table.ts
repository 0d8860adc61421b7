const MOST_ROWS = 200;
const MOST_COLUMNS = 20;

/** A table in Markdown of what a CSV file holds (RFC 4180), cut where it would fill the page; undefined of none. */
export function tableOfCsv(text: string): string | undefined {
  const all = rowsOf(text.replace(/^\uFEFF/, ""));
  const [head, ...rows] = all.slice(0, MOST_ROWS + 1).map((row) => row.slice(0, MOST_COLUMNS));
  if (head === undefined || rows.length === 0) return undefined;
  const line = (cells: readonly string[]) =>
    `| ${head.map((_, column) => cellOf(cells[column] ?? "")).join(" | ")} |`;
  const left = all.length - rows.length - 1;
  return [
    line(head),
    `|${" --- |".repeat(head.length)}`,
    ...rows.map(line),
    ...(left > 0 ? ["", `… ${left}줄 더`] : []),
  ].join("\n");
}

function cellOf(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\|`*_[\]<>&#!~$]/g, "\\$&");
}

function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const { 1: quoted, 2: plain, 3: end } of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return rows;
}
