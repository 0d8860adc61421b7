import type { FindingCode } from "../diagnostics/codes.ts";
import type { Severity } from "../diagnostics/finding.ts";

/** What a rule has to say at one place of a note; the caller adds file and severity. */
export type Remark = {
  readonly code: FindingCode;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly hint: string;
  /** Where it differs from what the run uses for this kind of rule. */
  readonly severity?: Severity;
};
