import { visibleText } from "./prose.ts";
import type { Remark } from "./rule.ts";
import type { LintSource } from "./source.ts";
import { isSummary } from "./summary.ts";

const LONGEST_EXPLANATION = 9000;

/** How long the explanation of a note is: what is neither its summary nor folded reference. */
export function checkExplanation(source: LintSource): Remark[] {
  const length = explanationLength(source);
  if (length <= LONGEST_EXPLANATION) return [];
  return [
    {
      code: "lint/long-explanation",
      severity: "warning",
      line: source.headings[0]?.line ?? 1,
      column: 1,
      message: `설명이 ${length}자입니다. ${LONGEST_EXPLANATION}자까지가 한 번에 읽기 좋습니다.`,
      hint: "찾아볼 것은 [#이름 ref]를 붙인 절로 접고, 다른 주제는 다른 노트로 옮겨 주세요.",
    },
  ];
}

/** Characters a reader sees in paragraphs, lists, headings and tables of the explanation; code and drawings do not count. */
export function explanationLength({ note, headings, passages }: LintSource): number {
  const summary = note.tree?.children.find(isSummary)?.position;
  const folded: { from: number; to: number }[] = [];
  for (const [index, { line, depth, reference }] of headings.entries()) {
    if (!reference) continue;
    const next = headings.slice(index + 1).find((heading) => heading.depth <= depth);
    folded.push({ from: line, to: next?.line ?? Number.POSITIVE_INFINITY });
  }
  return passages
    .filter(({ line }) => !folded.some(({ from, to }) => from <= line && line < to))
    .filter(({ line }) => summary === undefined || line < summary.start.line || line > summary.end.line)
    .reduce((sum, { prose }) => sum + visibleText(prose).length, 0);
}
