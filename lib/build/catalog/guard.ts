import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";

/** What `make` answers; where it throws, the fallback, and a finding that says it is no fault of the author's. */
export function guardNote<Made>(
  step: string,
  { file, severity }: { readonly file: string; readonly severity: Severity },
  findings: Finding[],
  make: () => Made,
  fallback: () => Made,
): Made {
  try {
    return make();
  } catch (error) {
    findings.push(internal("internal/note", step, file, severity, error));
    return fallback();
  }
}

/** What a check finds; where it throws, that alone. */
export async function guardCheck(
  step: string,
  { file, severity }: { readonly file: string; readonly severity: Severity },
  check: () => readonly Finding[] | Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [internal("internal/check", step, file, severity, error)];
  }
}

function internal(
  code: "internal/note" | "internal/check",
  step: string,
  file: string,
  severity: Severity,
  error: unknown,
): Finding {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    code,
    severity,
    file,
    line: 1,
    column: 1,
    message: `${withJosa(step, "이/가")} 멈췄습니다: ${said.split("\n")[0]}`,
    hint: "노트가 아니라 우리 쪽 잘못입니다. 이 글을 그대로 알려 주세요.",
  };
}
