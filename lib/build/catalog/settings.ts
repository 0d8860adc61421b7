import { isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Severity } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";

/** Folders and strictness of one run, read from the environment once. */
export type Settings = {
  readonly root: string;
  readonly notes: string;
  readonly content: string;
  readonly cache: string;
  readonly out: string;
  readonly own: boolean;
  readonly severity: Severity;
  /** Name of a file in findings: relative to where the user typed, when inside it. */
  readonly nameOf: (absolute: string) => string;
};

/**
 * @param root the project folder
 * @param environment NOTES_DIR, CHECK (strict | lenient), INIT_CWD
 * @throws Error with a Korean sentence when CHECK has another value
 */
export function readSettings(
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const cwd = environment.INIT_CWD || root;
  const own =
    !environment.NOTES_DIR || resolve(cwd, environment.NOTES_DIR) === join(root, "content", "notes");
  const check = environment.CHECK;
  if (check !== undefined && check !== "" && check !== "strict" && check !== "lenient") {
    throw new Error(
      `CHECK=${withJosa(`"${check}"`, "은/는")} 없는 값입니다. strict나 lenient를 적어 주세요.`,
    );
  }
  const strict = check ? check === "strict" : own;
  return {
    root,
    notes: own ? join(root, "content", "notes") : resolve(cwd, environment.NOTES_DIR!),
    content: join(root, "content"),
    cache: join(root, ".cache"),
    out: join(root, "out"),
    own,
    severity: strict ? "error" : "warning",
    nameOf: (absolute) => {
      const inside = relative(cwd, absolute);
      return inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || isAbsolute(inside)
        ? absolute
        : inside.split(sep).join("/");
    },
  };
}
