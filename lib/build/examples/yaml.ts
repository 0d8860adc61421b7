import { type Alias, type Document, LineCounter, parseAllDocuments, visit } from "yaml";
import { withJosa } from "../../text/josa.ts";
import { checkCompose } from "./compose.ts";
import type { ExampleOptions, ExampleRemark } from "./example.ts";
import { checkKubernetes } from "./kubernetes.ts";
import { exampleOf, isRecord } from "./yaml-example.ts";

const SYNTAX: Readonly<Record<string, readonly [string, string]>> = {
  DUPLICATE_KEY: ["같은 이름이 한 묶음에 두 번 나옵니다.", "둘 가운데 하나를 지우거나 이름을 바꿔 주세요."],
  TAB_AS_INDENT: ["들여쓰기에 탭이 있습니다.", "YAML은 빈칸으로만 들여 씁니다."],
  BAD_INDENT: ["들여쓰기가 맞지 않습니다.", "윗줄과 같은 깊이로 맞춰 주세요."],
  MISSING_CHAR: ["따옴표나 괄호, 쌍점이 빠졌습니다.", "짝이 맞는지 살펴보세요."],
};

/**
 * A YAML example: what it cannot be read for, and what is against the schema of the
 * thing it describes. Anything that is neither a Kubernetes object nor a Compose file
 * is only read.
 */
export async function checkYaml(code: string, options: ExampleOptions): Promise<ExampleRemark[]> {
  // Templates are YAML only once they are filled in.
  if (/\{\{[^}]*\}\}/.test(code)) return [];
  const counter = new LineCounter();
  // Compose and Kubernetes know merge keys (`<<`), which are no part of YAML 1.2.
  const documents = parseAllDocuments(code, { lineCounter: counter, merge: true, prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  const remarks: ExampleRemark[] = [];
  for (const document of documents as Document.Parsed[]) {
    for (const error of document.errors) {
      const at = counter.linePos(Math.min(error.pos[0], code.trimEnd().length));
      const [message, hint] = SYNTAX[error.code] ?? [
        `YAML로 읽을 수 없습니다(${error.code}).`,
        "따옴표와 들여쓰기를 살펴보세요.",
      ];
      remarks.push({ code: "yaml-syntax", line: at.line, column: at.col, message, hint });
    }
    if (document.errors.length > 0) continue;
    let value: unknown;
    try {
      value = document.toJS();
    } catch (error) {
      remarks.push(sayUnreadable(document, counter, error));
      continue;
    }
    const example = exampleOf(document, counter, value);
    if (isRecord(value) && typeof value.apiVersion === "string" && typeof value.kind === "string")
      remarks.push(...(await checkKubernetes(example, options)));
    else if (isRecord(value) && isRecord(value.services) && value.apiVersion === undefined)
      remarks.push(...checkCompose(example, options));
  }
  return remarks;
}

/** Well-formed and yet no data: an alias (YAML 1.2.2, § 7.1) without its anchor, or aliases that grow beyond measure. */
function sayUnreadable(document: Document.Parsed, counter: LineCounter, error: unknown): ExampleRemark {
  let lost: Alias | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (lost === undefined && alias.resolve(document) === undefined) lost = alias;
    },
  });
  const { line, col: column } = counter.linePos(lost?.range?.[0] ?? document.contents?.range[0] ?? 0);
  if (lost === undefined) {
    const message = `YAML로 읽을 수 없습니다(${error instanceof Error ? error.message : String(error)}).`;
    return { code: "yaml-syntax", line, column, message, hint: "별칭(*)을 줄여 주세요." };
  }
  return {
    code: "yaml-syntax",
    line,
    column,
    message: `별칭 ${withJosa(`"*${lost.source}"`, "이/가")} 가리키는 앵커가 앞에 없습니다.`,
    hint: `가리킬 값 앞에 ${withJosa(`"&${lost.source}"`, "을/를")} 적어 주세요.`,
  };
}
