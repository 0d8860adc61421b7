import { formatFinding } from "../diagnostics/format.ts";
import type { Remark } from "./rule.ts";
import { type LintNote, readSource } from "./source.ts";

/** For tests: a note with this text. Frontmatter is left out of the body as the reader does it. */
export function sampleNote(text: string, part: Partial<LintNote> = {}): LintNote {
  const front = /^---\n[\s\S]*?\n---(?=\n)/.exec(text)?.[0] ?? "";
  const body = front.replace(/[^\n]/g, "") + text.slice(front.length);
  return { slug: "a", file: "a.md", format: "md", text, body, outline: [], ...part };
}

/** For tests: what an author reads of these remarks. */
export function sayRemarks(text: string, remarks: readonly Remark[]): string {
  const lines = text.split("\n");
  return remarks
    .map((remark) => formatFinding({ severity: "warning", ...remark, file: "a.md" }, lines[remark.line - 1]))
    .join("\n");
}

/** For tests: a note taken apart. */
export const sampleSource = (text: string, part: Partial<LintNote> = {}) =>
  readSource(sampleNote(text, part));
