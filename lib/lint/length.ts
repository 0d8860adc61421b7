import type { Remark } from "./rule.ts";
import { mayReach, sentencesOf } from "./sentences.ts";
import type { LintSource } from "./source.ts";

const LONGEST_PARAGRAPH = 400;
const LONGEST_SENTENCE = 80;

/** Paragraphs and sentences that are longer than a reader follows with ease. */
export function checkLength(source: LintSource): Remark[] {
  const remarks: Remark[] = [];
  for (const paragraph of source.paragraphs) {
    if (!mayReach(paragraph, LONGEST_SENTENCE)) continue;
    const sentences = sentencesOf(paragraph, source);
    const length = sentences.reduce((sum, sentence) => sum + sentence.text.length + 1, -1);
    if (length > LONGEST_PARAGRAPH) {
      const { line, column } = paragraph;
      remarks.push({
        code: "lint/long-paragraph",
        severity: "hint",
        line,
        column,
        message: `문단이 ${length}자입니다. ${LONGEST_PARAGRAPH}자까지가 읽기 좋습니다.`,
        hint: "생각이 바뀌는 곳에서 나누어 주세요.",
      });
    }
    for (const { line, column, text } of sentences) {
      if (text.length <= LONGEST_SENTENCE) continue;
      remarks.push({
        code: "lint/long-sentence",
        severity: "hint",
        line,
        column,
        message: `문장이 ${text.length}자입니다. ${LONGEST_SENTENCE}자까지가 읽기 좋습니다.`,
        hint: "두 문장으로 나누어 주세요.",
      });
    }
  }
  return remarks;
}
