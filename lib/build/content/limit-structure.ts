import { outsideFences } from "./hidden-text.ts";

/** Something that was taken back because no reader could follow it and no parser would end. */
export type Limited = { readonly line: number; readonly what: "columns" | "cells" | "depth" };

export const MOST_COLUMNS = 200;
export const MOST_CELLS = 40_000;
export const DEEPEST = 60;

const DELIMITERS = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/**
 * Keeps tables and nesting within what a parser takes in a moment: a table that is too wide or too large is
 * left as lines, what is nested too deep goes no deeper. Every line keeps its number.
 */
export function limitStructure(text: string): {
  readonly text: string;
  readonly limited: readonly Limited[];
} {
  const limited: Limited[] = [];
  const lines = outsideFences(text);
  // GFM fills every row up to the number of columns, so that rows of one cell cost as much as full ones.
  const kept = lines.map(({ line, isCode }, index) => {
    if (isCode) return line;
    const columns = line.includes("-") && line.includes("|") && DELIMITERS.test(line) ? cellsOf(line) : 0;
    if (columns > 1) {
      const end = lines.findIndex(({ line: row }, other) => other > index && row.trim() === "");
      const rows = (end < 0 ? lines.length : end) - index;
      const what = columns > MOST_COLUMNS ? "columns" : columns * rows > MOST_CELLS ? "cells" : undefined;
      if (what !== undefined) {
        limited.push({ line: index + 1, what });
        return `\\${line.trimStart()}`;
      }
    }
    const shallow = notTooDeep(line);
    if (shallow !== line) limited.push({ line: index + 1, what: "depth" });
    return shallow;
  });
  return limited.length === 0 ? { text, limited } : { text: kept.join("\n"), limited };
}

function cellsOf(row: string): number {
  return row.split("|").filter((cell) => cell.includes("-")).length;
}

/** At most so many marks of quotations and lists before a line, and as much white space as so many levels need. */
function notTooDeep(line: string): string {
  const lead = /^(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))+/.exec(line)?.[0] ?? "";
  if (lead.length <= DEEPEST) return line;
  const marks = lead.match(/>|[-*+]|\d{1,9}[.)]/g) ?? [];
  const blanks = /^[ \t]*/.exec(lead)![0].length;
  if (marks.length <= DEEPEST && blanks <= DEEPEST * 4) return line;
  const rest = line.slice(lead.length);
  return `${" ".repeat(Math.min(blanks, DEEPEST * 4))}${marks.slice(0, DEEPEST).join(" ")} ${rest}`;
}
