import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { normalizeText } from "../../text/normalize.ts";
import { readText } from "../store/sights.ts";
import { createIssueReporter, readValue } from "./yaml-issues.ts";

export type YamlFile<T> = {
  /** Undefined where the file is not there, or not as it should be. */
  readonly value: T | undefined;
  /** What it holds, whatever the schema says of it; undefined where it is no YAML. */
  readonly raw?: unknown;
  /** Undefined where it is not there. */
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
};

/**
 * Reads a YAML file against its schema; an empty one is read as `empty`.
 * @param file the name findings use
 * @param keys that its maps may have, for the nearest guess
 * @param severityOf how much something weighs that the schema has against the file
 */
export function readYamlFile<T>(
  absolute: string,
  file: string,
  schema: z.ZodType<T>,
  empty: unknown,
  keys: readonly string[],
  severityOf: (issue: z.core.$ZodIssue) => Severity = () => "error",
): YamlFile<T> {
  let text: string;
  try {
    text = normalizeText(readText(absolute));
  } catch {
    return { value: undefined, text: undefined, findings: [] };
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const syntax = (offset: number, message: string, hint: string): Finding => {
    const { line, col: column } = counter.linePos(offset);
    return { code: "reference/syntax", severity: "error", file, line, column, message, hint };
  };
  const broken = document.errors.map((error) =>
    syntax(
      Math.min(error.pos[0], text.trimEnd().length),
      `YAML을 읽을 수 없습니다(${error.code}).`,
      "따옴표와 들여쓰기를 살펴보세요.",
    ),
  );
  if (broken.length > 0) return { value: undefined, text, findings: broken };
  const read = readValue(document);
  if (!read.ok)
    return {
      value: undefined,
      text,
      findings: [
        syntax(read.offset, "별칭(*)이 가리키는 값이 없습니다.", "*로 시작하는 글자는 따옴표로 감싸 주세요."),
      ],
    };
  const parsed = schema.safeParse(read.value ?? empty);
  if (parsed.success) return { value: parsed.data, text, findings: [] };
  const report = createIssueReporter({
    document,
    counter,
    file,
    severity: "error",
    firstLine: 1,
    codePrefix: "reference",
    what: file.slice(Math.max(file.lastIndexOf("/"), file.lastIndexOf("\\")) + 1),
    keysAt: () => keys,
  });
  const told = parsed.error.issues.flatMap((issue) =>
    report(issue).map((finding) => ({ ...finding, severity: severityOf(issue) })),
  );
  return { value: undefined, raw: read.value, text, findings: told };
}
