import { type Document, isMap, isScalar, LineCounter, type Node, parseAllDocuments } from "yaml";
import { checkCompose } from "./compose.ts";
import type { ExampleOptions, ExampleRemark } from "./example.ts";
import { checkKubernetes } from "./kubernetes.ts";

/** One document of a stream, with a way to find the place of anything in it. */
export type YamlExample = {
  readonly value: unknown;
  /** The place of a value; of the nearest there is above it. */
  readonly placeOf: (path: readonly (string | number)[]) => { line: number; column: number };
  /** The place of a name in the map at a path. */
  readonly placeOfKey: (path: readonly (string | number)[], key: string) => { line: number; column: number };
};

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
  const documents = parseAllDocuments(code, { lineCounter: counter, prettyErrors: false });
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
    } catch {
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

export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function exampleOf(document: Document.Parsed, counter: LineCounter, value: unknown): YamlExample {
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const nodeAt = (path: readonly (string | number)[]): Node | undefined =>
    path.length === 0 ? (document.contents ?? undefined) : (document.getIn(path, true) as Node | undefined);
  const placeOf = (path: readonly (string | number)[]): { line: number; column: number } => {
    for (let length = path.length; length >= 0; length--) {
      const range = nodeAt(path.slice(0, length))?.range;
      if (range) return place(range[0]);
    }
    return { line: 1, column: 1 };
  };
  return {
    value,
    placeOf,
    placeOfKey: (path, key) => {
      const map = nodeAt(path);
      if (isMap(map))
        for (const { key: own } of map.items)
          if (isScalar(own) && String(own.value) === key && own.range) return place(own.range[0]);
      const last = path.at(-1);
      // Where the name is missing: at the name of the map that lacks it.
      if (typeof last === "string") {
        const above = nodeAt(path.slice(0, -1));
        if (isMap(above))
          for (const { key: own } of above.items)
            if (isScalar(own) && String(own.value) === last && own.range) return place(own.range[0]);
      }
      return placeOf(path);
    },
  };
}
