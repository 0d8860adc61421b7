import type { Finding, Severity } from "../diagnostics/finding.ts";
import type { Spelling } from "../reference/schemas.ts";
import { findDuplicateSentences } from "./duplicate-sentence.ts";
import { checkExplanation } from "./explanation.ts";
import { checkHeadingOrder } from "./heading-order.ts";
import { checkImageAlt } from "./image-alt.ts";
import { checkLength } from "./length.ts";
import type { Remark } from "./rule.ts";
import { type LintNote, type LintSource, readSource } from "./source.ts";
import { checkSummary } from "./summary.ts";
import { checkTableHeader } from "./table-header.ts";
import { createSpellingFinder } from "./terminology.ts";
import { checkVisibleMarkup } from "./visible-markup.ts";

export type LintOptions = {
  /** Our own notes are held to all rules; foreign ones only to those of structure, as hints. */
  readonly own: boolean;
  readonly severity: Severity;
  readonly terminology: readonly Spelling[];
};

type Rule = (source: LintSource) => Remark[];

/** Rules of structure: every note is held to them. */
const STRUCTURE: readonly Rule[] = [checkHeadingOrder, checkImageAlt, checkTableHeader];
/** Rules of style: our own notes are held to them too. */
const STYLE: readonly Rule[] = [checkLength, checkSummary, checkExplanation, checkVisibleMarkup];

/** How notes are written: findings over the whole folder, in the order of the notes. */
export function lintNotes(notes: readonly LintNote[], options: LintOptions): Finding[] {
  const { own, severity, terminology } = options;
  const usual = own ? severity : "hint";
  const findSpellings = createSpellingFinder(terminology);
  const sources = notes.map(readSource);
  const duplicates = own ? findDuplicateSentences(sources) : undefined;
  return sources.flatMap((source) => {
    const remarks: Remark[] = STRUCTURE.flatMap((check) => check(source));
    if (own)
      remarks.push(
        ...findSpellings(source),
        ...STYLE.flatMap((check) => check(source)),
        ...(duplicates?.get(source) ?? []),
      );
    return remarks.map((remark) => ({
      code: remark.code,
      severity: remark.severity ?? usual,
      file: source.note.file,
      line: remark.line,
      column: remark.column,
      message: remark.message,
      hint: remark.hint,
    }));
  });
}
