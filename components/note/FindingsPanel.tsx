import type { Finding } from "../../lib/diagnostics/finding.ts";
import { formatFinding } from "../../lib/diagnostics/format.ts";
import * as words from "../../lib/words/words.ts";

/** Shown while writing only: what `npm run check` has to say of this note. */
export function FindingsPanel({ findings }: { findings: readonly Finding[] }) {
  const serious = findings.filter((finding) => finding.severity !== "hint");
  if (serious.length === 0) return null;
  return (
    <section className="findings" aria-label={words.findings}>
      <b>{words.findingCount(serious.length)}</b>
      <pre>{serious.map((finding) => formatFinding(finding)).join("\n\n")}</pre>
    </section>
  );
}
