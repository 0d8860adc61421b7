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

type LineOf = (file: string, line: number) => string | undefined;

/** All findings, sorted, with a closing line that counts them. `lineOf` supplies source lines. */
export function formatFindings(findings: readonly Finding[], lineOf: LineOf): string {
  return [...listFindings(findings, lineOf), summarize(findings)].join("\n\n");
}

function listFindings(findings: readonly Finding[], lineOf: LineOf): string[] {
  return [...findings]
    .sort(compareFindings)
    .map((finding) => formatFinding(finding, lineOf(finding.file, finding.line)));
}

/** Errors and warnings in full, hints as one line a code, then the closing line. */
export function formatWithHintsCounted(findings: readonly Finding[], lineOf: LineOf): string {
  const told = findings.filter((finding) => finding.severity !== "hint");
  const counts = new Map<string, number>();
  for (const finding of findings)
    if (finding.severity === "hint") counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
  if (counts.size === 0) return formatFindings(findings, lineOf);
  const width = Math.max(...[...counts.keys()].map((code) => code.length));
  const lines = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => `hint  ${code.padEnd(width)}  ${count}개`);
  return [
    ...listFindings(told, lineOf),
    [...lines, "도움말을 하나씩 보려면: npm run check -- --hints"].join("\n"),
    summarize(findings),
  ].join("\n\n");
}

/** More warnings than this are told by their kinds. */
const MANY = 40;
const PLACES = 3;

/**
 * As `formatWithHintsCounted`, but warnings that fill screens become one block a kind: how many there are,
 * what the first says, and where the first few stand. Errors are always told in full.
 * @param means what a code means, in one sentence
 */
export function formatByKind(
  findings: readonly Finding[],
  lineOf: LineOf,
  means: (code: Finding["code"]) => string,
): string {
  const warnings = findings.filter((finding) => finding.severity === "warning").sort(compareFindings);
  if (warnings.length <= MANY) return formatWithHintsCounted(findings, lineOf);
  const kinds = Map.groupBy(warnings, (finding) => finding.code);
  const blocks = [...kinds]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .map(([code, all]) => {
      const places = all.slice(0, PLACES).map(({ file, line, column, message }) => {
        return `    ${file}:${line}:${column}  ${message}`;
      });
      const rest = all.length - places.length;
      const files = new Set(all.map(({ file }) => file)).size;
      return [
        `warning  ${code}  ${all.length}개(파일 ${files}개)`,
        `  ${means(code)}`,
        ...places,
        ...(rest > 0 ? [`    … ${rest}개 더`] : []),
      ].join("\n");
    });
  const errors = findings.filter((finding) => finding.severity === "error");
  return [
    ...listFindings(errors, lineOf),
    ...blocks,
    "경고를 하나씩 보려면: npm run check -- --all",
    summarize(findings),
  ].join("\n\n");
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
