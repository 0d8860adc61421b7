import type { Finding, Severity } from "../../diagnostics/finding.ts";
import type { Store } from "../store/store.ts";
import type { ExampleRemark } from "./example.ts";
import { exampleFileOf, type Fence, isFragment } from "./fences.ts";
import { checkScript, commandsOf, findBash, scriptOf } from "./shell.ts";
import { openShellReader, type ShellReader } from "./shell-reader.ts";

/** A note with its fences, or a file of examples as one fence. */
type ExampleNote = { readonly file: string; readonly fences: readonly Fence[] };

type CheckOptions = {
  readonly own: boolean;
  readonly severity: Severity;
  readonly store: Store;
  readonly environment: Readonly<Record<string, string | undefined>>;
};

const SHELL = ["bash", "sh", "shell"];
const SESSION = ["console", "shellsession", "sh-session"];
const YAML = ["yaml", "yml"];
const DOCKERFILE = ["dockerfile", "docker"];

/**
 * Examples that a reader would copy, held to what would run them: YAML and the schemas
 * of Kubernetes and Compose, Dockerfiles, shell commands. What was found in an example
 * is kept by its text, so that a run over unchanged notes reads files and nothing else.
 */
export async function checkExamples(
  notes: readonly ExampleNote[],
  options: CheckOptions,
): Promise<Finding[]> {
  const bash = findBash(options.environment);
  const shell = bash === undefined ? undefined : openShellReader(bash);
  const findings: Finding[] = [];
  let withoutBash = bash === undefined;
  for (const note of notes) {
    const fences = note.fences.filter(isChecked);
    if (fences.length === 0) continue;
    const first = fences.find(({ language }) => SHELL.includes(language) || SESSION.includes(language));
    if (withoutBash && first !== undefined) {
      withoutBash = false;
      findings.push({
        code: "example/no-bash",
        severity: "hint",
        file: note.file,
        line: first.line,
        column: 1,
        message: "bash가 없어 셸 명령을 검사하지 않았습니다.",
        hint: "bash를 설치하면 명령의 문법까지 확인합니다.",
      });
    }
    const remarks = await options.store.rememberJson(
      {
        kind: "examples",
        code: ["lib/build/examples/check-examples.ts"],
        inputs: [options.own, shell !== undefined, fences],
      },
      () => checkAll(fences, shell, options.own),
      // What could not be checked is tried again when it can.
      (found) => found.every(({ code }) => code !== "no-schema"),
    );
    for (const { code, line, column, message, hint, severity } of remarks)
      findings.push({
        code: `example/${code}`,
        severity: severity ?? options.severity,
        file: note.file,
        line,
        column,
        message,
        hint,
      });
  }
  shell?.close();
  return findings;
}

function isChecked(fence: Fence): boolean {
  return (
    [SHELL, SESSION, YAML, DOCKERFILE].some((names) => names.includes(fence.language)) &&
    !isFragment(fence) &&
    exampleFileOf(fence) === undefined
  );
}

/** A file of examples as one fence, in the language that its name says. */
export function fenceOfFile(path: string, code: string): Fence {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const language = /^dockerfile(?:\.|$)/.test(name) ? "dockerfile" : name.slice(name.lastIndexOf(".") + 1);
  return { language, meta: "", code: code.replace(/\n$/, ""), line: 1, margins: [] };
}

/** Remarks with the places of the note. */
async function checkAll(
  fences: readonly Fence[],
  shell: ShellReader | undefined,
  own: boolean,
): Promise<ExampleRemark[]> {
  const remarks = fences.map(async (fence) =>
    (await checkFence(fence, shell, own)).map((remark) => ({
      ...remark,
      line: fence.line + remark.line - 1,
      column: remark.column + (fence.margins[remark.line - 1] ?? 0),
    })),
  );
  return (await Promise.all(remarks)).flat();
}

async function checkFence(
  fence: Fence,
  shell: ShellReader | undefined,
  own: boolean,
): Promise<ExampleRemark[]> {
  const { language, code } = fence;
  if (YAML.includes(language)) return (await import("./yaml.ts")).checkYaml(code, { own });
  if (DOCKERFILE.includes(language)) return (await import("./dockerfile.ts")).checkDockerfile(code, { own });
  if (shell === undefined) return [];
  return checkScript(shell, SESSION.includes(language) ? commandsOf(code) : scriptOf(code));
}
