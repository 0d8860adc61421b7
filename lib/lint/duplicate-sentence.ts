import type { Remark } from "./rule.ts";
import { mayReach, sentencesOf } from "./sentences.ts";
import type { LintSource } from "./source.ts";

const SHORTEST = 25;

/** Sentences that stand in an earlier note too, by note: one place is enough, the others can link to it. */
export function findDuplicateSentences(sources: readonly LintSource[]): Map<LintSource, Remark[]> {
  const first = new Map<string, { source: LintSource; line: number }>();
  const found = new Map<LintSource, Remark[]>();
  for (const source of sources) {
    for (const paragraph of source.paragraphs) {
      if (!mayReach(paragraph, SHORTEST)) continue;
      for (const { line, column, text } of sentencesOf(paragraph, source)) {
        if (text.length < SHORTEST) continue;
        const other = first.get(text);
        if (other === undefined) {
          first.set(text, { source, line });
          continue;
        }
        if (other.source === source) continue;
        const remarks = found.get(source) ?? [];
        found.set(source, remarks);
        remarks.push({
          code: "lint/duplicate-sentence",
          severity: "hint",
          line,
          column,
          message: `같은 문장이 ${other.source.note.file}:${other.line}에도 있습니다.`,
          hint: "한 곳에만 두고 다른 곳에서는 링크로 이어 주세요.",
        });
      }
    }
  }
  return found;
}
