import { compareFindings, type Finding } from "./finding.ts";

const SEVERITY_NAMES = { error: "오류", warning: "경고", hint: "도움말" } as const;

/**
 * One finding as terminal text: where and what on the first line, then message,
 * hint, and the author's line with the place marked when `sourceLine` is known.
 */
export function formatFinding(finding: Finding, sourceLine?: string): string {
  const lines = [
    `${finding.file}:${finding.line}:${finding.column}  ${finding.severity}  ${finding.code}`,
    `  ${finding.message}`,
  ];
  if (finding.hint) lines.push(`  ${finding.hint}`);
  if (sourceLine !== undefined && sourceLine.trim() !== "" && sourceLine.length <= 200) {
    const gutter = `${finding.line} | `;
    lines.push(`    ${gutter}${sourceLine}`);
    lines.push(`    ${" ".repeat(gutter.length - 2)}| ${padTo(sourceLine, finding.column)}^`);
  }
  return lines.join("\n");
}

/** Blanks as wide as the text before `column`: Hangul takes two cells in a terminal. */
function padTo(line: string, column: number): string {
  return line
    .slice(0, column - 1)
    .replace(/[ᄀ-ᇿ⺀-鿿가-힣＀-｠]/g, "  ")
    .replace(/[^\s]/g, " ");
}

/** All findings, sorted, with a closing line that counts them. `lineOf` supplies source lines. */
export function formatFindings(
  findings: readonly Finding[],
  lineOf: (file: string, line: number) => string | undefined,
): string {
  const sorted = [...findings].sort(compareFindings);
  const blocks = sorted.map((finding) => formatFinding(finding, lineOf(finding.file, finding.line)));
  return [...blocks, summarize(findings)].join("\n\n");
}

/** `오류 2개, 경고 1개` or `문제가 없습니다.` */
export function summarize(findings: readonly Finding[]): string {
  const parts = (["error", "warning", "hint"] as const)
    .map(
      (severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const,
    )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${SEVERITY_NAMES[severity]} ${count}개`);
  return parts.length === 0 ? "문제가 없습니다." : parts.join(", ");
}
