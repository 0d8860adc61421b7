import type { FindingCode } from "./codes.ts";

export type Severity = "error" | "warning" | "hint";

/**
 * Something an author should know, as data. `file` is relative to the working
 * directory when inside it, else absolute; `line` and `column` count from 1,
 * columns in UTF-16 units. `message` says what was found, `hint` what to do.
 */
export type Finding = {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
};

/** File, line, column, code: the order in which findings are printed. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.code, b.code) ||
    compare(a.message, b.message)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "error");
}
