import { type Document, type LineCounter, visit } from "yaml";
import type { z } from "zod";
import type { SchemaCode, SchemaPrefix } from "../../diagnostics/codes.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";

type Issue = z.core.$ZodIssue;

type Options = {
  document: Document.Parsed;
  counter: LineCounter;
  file: string;
  severity: Severity;
  /** Line of the file on which the YAML begins. */
  firstLine: number;
  codePrefix: SchemaPrefix;
  what: string;
  /** Names allowed in the map at a path, for the nearest guess. */
  keysAt: (path: readonly PropertyKey[]) => readonly string[];
};

const TYPE_NAMES: Record<string, string> = {
  string: "글자",
  number: "숫자",
  array: "목록",
  object: "이름과 값의 묶음",
  record: "이름과 값의 묶음",
  boolean: "true나 false",
  int: "정수",
};

/** Names whose unknown values have a code of their own. */
const UNKNOWN: ReadonlyMap<PropertyKey | undefined, SchemaCode> = new Map([
  ["group", "unknown-group"],
  ["kind", "unknown-kind"],
]);

/**
 * The value of a document that parsed, or where the alias stands that refers to
 * nothing: only reading the value shows that.
 */
export function readValue(
  document: Document.Parsed,
): { ok: true; value: unknown } | { ok: false; offset: number } {
  try {
    return { ok: true, value: document.toJS() as unknown };
  } catch {
    let offset = 0;
    visit(document, {
      Alias(_key, node) {
        if (node.resolve(document) !== undefined) return undefined;
        offset = node.range?.[0] ?? 0;
        return visit.BREAK;
      },
    });
    return { ok: false, offset };
  }
}

/** Makes findings, in Korean and at the author's line, of what zod has against a YAML document. */
export function createIssueReporter(options: Options): (issue: Issue) => Finding[] {
  const { document, counter, file, severity, firstLine, codePrefix, what, keysAt } = options;

  function placeOf(path: readonly PropertyKey[]): { line: number; column: number } {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) {
        const place = counter.linePos(node.range[0]);
        return { line: place.line + firstLine - 1, column: place.col };
      }
    }
    return { line: firstLine, column: 1 };
  }

  function placeOfKey(path: readonly PropertyKey[], key: string): { line: number; column: number } {
    const map = path.length === 0 ? document.contents : document.getIn(path, true);
    const items = (
      map as { items?: { key?: { value?: unknown; range?: [number, number, number] } }[] } | undefined
    )?.items;
    const range = items?.find((item) => item.key?.value === key)?.key?.range;
    if (!range) return placeOf(path);
    const place = counter.linePos(range[0]);
    return { line: place.line + firstLine - 1, column: place.col };
  }

  return (issue) => {
    const path = issue.path;
    const name = path
      .map((part) => (typeof part === "number" ? `[${part + 1}]` : String(part)))
      .join(".")
      .replaceAll(".[", "[");
    const finding = (
      code: SchemaCode,
      place: { line: number; column: number },
      message: string,
      hint: string,
    ): Finding => ({
      code: `${codePrefix}/${code}`,
      severity,
      file,
      ...place,
      message,
      hint,
    });
    const found = document.getIn(path) as unknown;
    const shown =
      typeof found === "string" || typeof found === "number" || typeof found === "boolean"
        ? `"${found}"`
        : undefined;
    switch (issue.code) {
      case "unrecognized_keys":
        return issue.keys.map((key) => {
          const keys = keysAt(path);
          const guess = findNearest(key, keys);
          return finding(
            "unknown-key",
            placeOfKey(path, key),
            `${what}에 "${key}"${withJosa(key, "은/는").slice(key.length)} 없는 이름입니다. 쓸 수 있는 이름: ${keys.join(", ")}`,
            guess ? `혹시 "${guess}"인가요?` : "이 줄을 지우거나 이름을 고쳐 주세요.",
          );
        });
      case "invalid_type": {
        const missing = found === undefined;
        const wanted = TYPE_NAMES[issue.expected] ?? issue.expected;
        return [
          missing
            ? finding(
                "missing-key",
                placeOf(path.slice(0, -1)),
                `${what}에 ${name} 항목이 없습니다.`,
                `"${name}: "을 적고 그 뒤에 ${withJosa(wanted, "을/를")} 적어 주세요.`,
              )
            : finding(
                "wrong-type",
                placeOf(path),
                `${name}에는 ${withJosa(wanted, "을/를")} 적어야 합니다.${shown ? ` 지금은 ${shown}입니다.` : ""}`,
                "",
              ),
        ];
      }
      case "invalid_value": {
        const values = issue.values.map(String);
        if (found === undefined)
          return [
            finding(
              "missing-key",
              placeOf(path.slice(0, -1)),
              `${what}에 ${name} 항목이 없습니다.`,
              `쓸 수 있는 값: ${values.join(", ")}`,
            ),
          ];
        const guess = findNearest(String(found), values);
        return [
          finding(
            UNKNOWN.get(path.at(-1)) ?? "unknown-value",
            placeOf(path),
            `${name} ${withJosa(shown ?? "값", "은/는")} 없는 값입니다. 쓸 수 있는 값: ${values.join(", ")}`,
            guess ? `혹시 "${guess}"인가요?` : "",
          ),
        ];
      }
      case "too_big":
        return [
          finding(
            "too-long",
            placeOf(path),
            `${name} 항목이 너무 깁니다. ${issue.maximum}자까지 쓸 수 있습니다.${typeof found === "string" ? ` 지금은 ${found.length}자입니다.` : ""}`,
            "줄여 주세요.",
          ),
        ];
      case "too_small":
        return [
          finding(
            "too-small",
            placeOf(path),
            `${name} 항목이 비어 있거나 너무 작습니다.`,
            "값을 채워 주세요.",
          ),
        ];
      case "invalid_format":
        return [
          finding(
            "bad-format",
            placeOf(path),
            `${name}의 ${shown ?? "값"}${withJosa(shown ?? "값", "은/는").slice((shown ?? "값").length)} 형식이 맞지 않습니다.`,
            issue.format === "date"
              ? "날짜는 2026-11-22처럼 적어 주세요."
              : issue.format === "url"
                ? "https://로 시작하는 주소를 적어 주세요."
                : "영어 소문자, 숫자, 붙임표만 쓸 수 있습니다.",
          ),
        ];
      case "invalid_key": {
        const key = String(path.at(-1));
        return [
          finding(
            "bad-format",
            placeOfKey(path.slice(0, -1), key),
            `${what}의 이름 ${withJosa(`"${key}"`, "은/는")} 형식이 맞지 않습니다.`,
            "영어 소문자, 숫자, 붙임표만 쓸 수 있습니다.",
          ),
        ];
      }
      default:
        return [finding("invalid", placeOf(path), `${name || what}의 값이 맞지 않습니다.`, "")];
    }
  };
}
