import { LineCounter, parseDocument } from "yaml";
import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { type NoteMeta, noteMetaKeys, noteMetaSchema, questionKeys } from "../../note/schema.ts";
import { withJosa } from "../../text/josa.ts";
import { createIssueReporter, readValue } from "./yaml-issues.ts";

export type Frontmatter = {
  /** What could be read: all of it when there is no error, the valid keys otherwise. */
  readonly meta: Partial<NoteMeta>;
  /** The text with the frontmatter's lines left empty, so that positions still hold. */
  readonly body: string;
  readonly findings: readonly Finding[];
};

const FENCE = /^---[ \t]*\n/;

/**
 * Splits a note into frontmatter and body and checks the frontmatter.
 *
 * Only YAML between `---` lines counts; nothing in it is executed. With
 * `severity` "warning" (foreign notes) a missing key is no finding.
 */
export function readFrontmatter(text: string, file: string, severity: Severity): Frontmatter {
  const strict = severity === "error";
  const at = (line: number, column: number, code: FindingCode, message: string, hint: string): Finding => ({
    code,
    severity,
    file,
    line,
    column,
    message,
    hint,
  });
  if (!FENCE.test(text)) {
    // `---js` and the like: a language other than YAML is refused, not run.
    const odd = /^---(\S+)[ \t]*\n([\s\S]*?\n)---[ \t]*(?:\n|$)/.exec(text);
    if (odd) {
      return {
        meta: {},
        body: blank(text, odd[0].length),
        findings: [
          at(
            1,
            4,
            "frontmatter/language",
            `머리말의 언어 ${withJosa(`"${odd[1]}"`, "은/는")} 쓸 수 없습니다.`,
            "첫 줄을 ---로 바꾸고 YAML로 적어 주세요.",
          ),
        ],
      };
    }
    return {
      meta: {},
      body: text,
      findings: strict
        ? [
            at(
              1,
              1,
              "frontmatter/missing",
              "머리말이 없습니다.",
              "첫 줄에 ---를 적고 title, summary, group, order, verifiedOn을 채워 주세요.",
            ),
          ]
        : [],
    };
  }
  const opened = FENCE.exec(text)![0].length;
  const closing = /^---[ \t]*$/m.exec(text.slice(opened));
  if (!closing) {
    // A foreign file may open with a thematic break; then there is no frontmatter at all.
    return {
      meta: {},
      body: text,
      findings: strict
        ? [
            at(
              1,
              1,
              "frontmatter/unclosed",
              "머리말을 닫는 ---가 없습니다.",
              "머리말의 마지막 줄 다음에 ---만 적은 줄을 넣어 주세요.",
            ),
          ]
        : [],
    };
  }
  const yaml = text.slice(opened, opened + closing.index);
  const end = opened + closing.index + closing[0].length;
  const body = blank(text, end);
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, prettyErrors: false });
  const findings: Finding[] = [];
  for (const error of document.errors) {
    // What is missing at the end is missing from the last line, not from the closing fence.
    const place = counter.linePos(Math.min(error.pos[0], yaml.trimEnd().length));
    findings.push(
      at(
        place.line + 1,
        place.col,
        "frontmatter/syntax",
        `머리말의 YAML을 읽을 수 없습니다: ${describeYamlError(error.code)}`,
        "따옴표, 들여쓰기, 콜론 뒤의 빈칸을 살펴보세요.",
      ),
    );
  }
  if (findings.length > 0) return { meta: {}, body, findings };
  const read = readValue(document);
  if (!read.ok) {
    const place = counter.linePos(read.offset);
    findings.push(
      at(
        place.line + 1,
        place.col,
        "frontmatter/syntax",
        "머리말의 YAML을 읽을 수 없습니다: 별칭(*)이 가리키는 값이 없습니다.",
        "*로 시작하는 글자는 따옴표로 감싸 주세요.",
      ),
    );
    return { meta: {}, body, findings };
  }
  const value = read.value;
  if (value === null || value === undefined || typeof value !== "object" || Array.isArray(value)) {
    // `---` … `---` around prose is two thematic breaks in a foreign file.
    if (!strict) return { meta: {}, body: value === null || value === undefined ? body : text, findings: [] };
    return {
      meta: {},
      body,
      findings: [
        at(2, 1, "frontmatter/syntax", "머리말은 `이름: 값` 줄이어야 합니다.", "예: title: 이미지와 레이어"),
      ],
    };
  }
  const parsed = noteMetaSchema.safeParse(value);
  if (parsed.success) return { meta: parsed.data, body, findings };
  const report = createIssueReporter({
    document,
    counter,
    file,
    severity,
    firstLine: 2,
    codePrefix: "frontmatter",
    what: "머리말",
    keysAt: (path) => (path[0] === "questions" ? questionKeys : noteMetaKeys),
  });
  const broken = new Set<string>();
  for (const issue of parsed.error.issues) {
    const key = issue.path[0];
    if (typeof key === "string") broken.add(key);
    const absent = issue.path.length > 0 && !(String(key) in value);
    if (!strict && absent) continue;
    findings.push(...report(issue));
  }
  const meta: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (broken.has(key) || !noteMetaKeys.includes(key)) continue;
    const one = noteMetaSchema.shape[key as keyof NoteMeta].safeParse(part);
    if (one.success) meta[key] = one.data;
  }
  return { meta: meta as Partial<NoteMeta>, body, findings };
}

function blank(text: string, end: number): string {
  return text.slice(0, end).replace(/[^\n]/g, "") + text.slice(end);
}

function describeYamlError(code: string): string {
  const known: Record<string, string> = {
    BAD_INDENT: "들여쓰기가 맞지 않습니다.",
    DUPLICATE_KEY: "같은 이름이 두 번 나옵니다.",
    MISSING_CHAR: "닫는 기호가 없습니다.",
    TAB_AS_INDENT: "탭으로 들여 쓸 수 없습니다.",
    BLOCK_AS_IMPLICIT_KEY: "값에 콜론이 있으면 따옴표로 감싸야 합니다.",
    MULTILINE_IMPLICIT_KEY: "이름과 값 사이에 콜론이 없습니다.",
    UNEXPECTED_TOKEN: "예상하지 못한 기호가 있습니다.",
  };
  return known[code] ?? `형식이 맞지 않습니다(${code}).`;
}
