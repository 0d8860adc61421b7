import type { Finding } from "../../lib/diagnostics/finding.ts";
import { formatFinding } from "../../lib/diagnostics/format.ts";

/** Shown while writing only: what `npm run check` has to say of this note. */
export function FindingsPanel({ findings }: { findings: readonly Finding[] }) {
  const serious = findings.filter((finding) => finding.severity !== "hint");
  if (serious.length === 0) return null;
  return (
    <section className="findings" aria-label="고칠 곳">
      <b>고칠 곳 {serious.length}개</b>
      <pre>{serious.map((finding) => formatFinding(finding)).join("\n\n")}</pre>
    </section>
  );
}
