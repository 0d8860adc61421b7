import { formatFinding } from "../../diagnostics/format.ts";
import type { ExampleRemark } from "./example.ts";

/** For tests: what an author reads of these remarks on a file that is all example. */
export function sayRemarks(code: string, remarks: readonly ExampleRemark[]): string {
  const lines = code.split("\n");
  return remarks
    .map(({ code: name, ...remark }) =>
      formatFinding(
        { severity: "error", ...remark, code: `example/${name}`, file: "a.md" },
        lines[remark.line - 1],
      ),
    )
    .join("\n");
}
