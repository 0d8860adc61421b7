import type { Measure, Table } from "../bench.ts";

/** Columns in which every number is 0 are left out. */
export function formatTable({ title, measures, notes = [] }: Table): string {
  const subjects = [...new Set(measures.map((measure) => measure.subject))];
  const metrics = [...new Set(measures.map((measure) => measure.metric))].filter((metric) =>
    measures.some(
      (measure) => measure.metric === metric && (measure.value !== 0 || measure.unit === "count"),
    ),
  );
  const unitOf = (metric: string) => measures.find((measure) => measure.metric === metric)!.unit;
  const head = ["", ...metrics.map((metric) => `${metric}${suffix(unitOf(metric))}`)];
  const rows = subjects.map((subject) => [
    subject,
    ...metrics.map((metric) => {
      const found = measures.find((measure) => measure.subject === subject && measure.metric === metric);
      return found ? formatCell(found) : "–";
    }),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => widthOf(row[column]!))));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => pad(cell, widths[column]!, column > 0)).join(" | ")} |`;
  const rule = `|${widths.map((width, column) => `-${"-".repeat(width)}${column > 0 ? ":" : "-"}`).join("|")}|`;
  return [
    `## ${title}`,
    "",
    line(head),
    rule,
    ...rows.map(line),
    "",
    ...notes.map((note) => `- ${note}`),
    ...(notes.length > 0 ? [""] : []),
  ].join("\n");
}

function suffix(unit: Measure["unit"]): string {
  return unit === "score" || unit === "count" ? "" : ` (${unit})`;
}

/** The number, and how many times the floor it is. */
function formatCell({ value, unit, floor }: Measure): string {
  if (Number.isNaN(value)) return "–";
  const digits = unit === "score" || unit === "count" || value >= 100 ? 0 : 1;
  const text = value.toFixed(digits);
  return floor === undefined || floor === 0 ? text : `${text} (×${(value / floor).toFixed(2)})`;
}

/** Hangul takes two columns of a terminal. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u1100-\uffdc]/.test(character) ? 2 : 1), 0);
}

function pad(text: string, width: number, toTheRight: boolean): string {
  const space = " ".repeat(width - widthOf(text));
  return toTheRight ? space + text : text + space;
}
