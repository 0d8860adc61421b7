import { parse as parseToml } from "toml";
import { LineCounter, parseDocument } from "yaml";
import type { FindingCode } from "../../diagnostics/codes.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { type NoteMeta, noteMetaKeys, noteMetaSchema, questionKeys } from "../../note/schema.ts";
import { withJosa } from "../../text/josa.ts";
import { type AuthorsKeys, guessAuthorsKeys, NO_KEYS, readAuthorsKeys } from "./authors-keys.ts";
import { createIssueReporter, readValue } from "./yaml-issues.ts";

export type Frontmatter = {
  /** What could be read: all of it when there is no error, the valid keys otherwise. */
  readonly meta: Partial<NoteMeta>;
  /** What a note from elsewhere says under other names; a note of ours has only its own keys. */
  readonly keys: AuthorsKeys;
  /** The text with the frontmatter's lines left empty, so that positions still hold. */
  readonly body: string;
  readonly findings: readonly Finding[];
};

const FENCE = /^---[ \t]*\n/;
/** Hugo's other two: TOML between `+++`, and a JSON object that opens the file. */
const TOML = /^\+\+\+[ \t]*\n([\s\S]*?\n|)\+\+\+[ \t]*(?:\n|$)/;
const JSON_OBJECT = /^\{[ \t]*\n[\s\S]*?\n\}[ \t]*(?:\n|$)/;

/**
 * Splits a note into frontmatter and body and checks the frontmatter.
 *
 * Only YAML between `---` lines counts; nothing in it is executed. With
 * `severity` "warning" (foreign notes) TOML and JSON are read too, a missing key is no
 * finding, and one that is not ours is no business of ours.
 * @param others what becomes of keys that are not ours, in a foreign note
 */
export function readFrontmatter(
  text: string,
  file: string,
  severity: Severity,
  others: "silent" | "told" = "silent",
): Frontmatter {
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
  const other = strict ? undefined : readOtherFrontmatter(text, at);
  if (other !== undefined) return other;
  if (!FENCE.test(text)) {
    // `---js` and the like: a language other than YAML is refused, not run.
    const odd = /^---(\S+)[ \t]*\n([\s\S]*?\n)---[ \t]*(?:\n|$)/.exec(text);
    if (odd) {
      return {
        meta: {},
        keys: strict ? NO_KEYS : guessAuthorsKeys(odd[2]!),
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
      keys: NO_KEYS,
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
      keys: NO_KEYS,
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
    const opened = error.code === "MISSING_CHAR" ? openedQuote(yaml) : undefined;
    const place = counter.linePos(opened ?? Math.min(error.pos[0], yaml.trimEnd().length));
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
  const guessed = strict ? NO_KEYS : guessAuthorsKeys(yaml);
  if (findings.length > 0) return { meta: {}, keys: guessed, body, findings };
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
    return { meta: {}, keys: guessed, body, findings };
  }
  const { value } = read;
  if (value === null || value === undefined || typeof value !== "object" || Array.isArray(value)) {
    // `---` … `---` around prose is two thematic breaks in a foreign file.
    if (!strict) {
      const isEmpty = value === null || value === undefined;
      return { meta: {}, keys: NO_KEYS, body: isEmpty ? body : text, findings: [] };
    }
    return {
      meta: {},
      keys: NO_KEYS,
      body,
      findings: [
        at(2, 1, "frontmatter/syntax", "머리말은 `이름: 값` 줄이어야 합니다.", "예: title: 이미지와 레이어"),
      ],
    };
  }
  const keys = strict ? NO_KEYS : readAuthorsKeys(value);
  const parsed = noteMetaSchema.safeParse(value);
  if (parsed.success) return { meta: parsed.data, keys, body, findings };
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
  for (const issue of parsed.error.issues) {
    const [key] = issue.path;
    const absent = key === undefined || !(String(key) in value);
    if (key === undefined && others === "told") findings.push(...report(issue));
    if (!strict && (absent || NOT_ONLY_OURS.has(String(key)))) continue;
    findings.push(...report(issue));
  }
  return { meta: strict ? partOf(value) : partOf(gentle(value)), keys, body, findings };
}

/** Keys that other programs have too, for what they mean by them. */
const NOT_ONLY_OURS: ReadonlySet<string> = new Set(["title", "summary", "group", "order", "related"]);

/** What of the keys holds by itself. */
function partOf(value: object): Partial<NoteMeta> {
  const meta: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(value)) {
    if (!noteMetaKeys.includes(key)) continue;
    const one = noteMetaSchema.shape[key as keyof NoteMeta].safeParse(part);
    if (one.success) meta[key] = one.data;
  }
  return meta as Partial<NoteMeta>;
}

const LONGEST_SUMMARY = 80;

/** The same with what others write in our keys' places: a title that is a number, a description of any length. */
function gentle(value: object): object {
  const said = new Map(Object.entries(value) as [string, unknown][]);
  const title = said.get("title");
  if (typeof title === "number" || typeof title === "boolean") said.set("title", String(title));
  const about = ["summary", "description", "excerpt", "subtitle"].map((key) => said.get(key));
  const summary = about.find((one) => typeof one === "string" && one.trim() !== "");
  if (typeof summary === "string") {
    const line = summary.replace(/\s+/g, " ").trim();
    said.set(
      "summary",
      line.length > LONGEST_SUMMARY ? `${line.slice(0, LONGEST_SUMMARY - 1).trimEnd()}…` : line,
    );
  }
  return Object.fromEntries(said);
}

type MakeFinding = (
  line: number,
  column: number,
  code: FindingCode,
  message: string,
  hint: string,
) => Finding;

/** TOML or JSON at the top of a file; undefined where there is none. */
function readOtherFrontmatter(text: string, at: MakeFinding): Frontmatter | undefined {
  const toml = TOML.exec(text);
  const json = toml ? undefined : JSON_OBJECT.exec(text);
  const written = toml?.[1] ?? json?.[0];
  if (written === undefined) return undefined;
  const body = blank(text, (toml ?? json)![0].length);
  try {
    const value: unknown = toml ? parseToml(written) : JSON.parse(written);
    if (value === null || typeof value !== "object") return undefined;
    return { meta: partOf(gentle(value)), keys: readAuthorsKeys(value), body, findings: [] };
  } catch (error) {
    // A text may open with a brace of its own.
    if (!toml) return undefined;
    const { line = 1, column = 1 } = error as { line?: number; column?: number };
    const said = `머리말의 TOML을 읽을 수 없습니다: ${line}번째 줄`;
    const finding = at(line + 1, column, "frontmatter/syntax", said, "따옴표와 대괄호를 살펴보세요.");
    return { meta: {}, keys: guessAuthorsKeys(written), body, findings: [finding] };
  }
}

function blank(text: string, end: number): string {
  return text.slice(0, end).replace(/[^\n]/g, "") + text.slice(end);
}

/** Where a quotation begins that its line does not end: the parser notices only at the end of the file. */
function openedQuote(yaml: string): number | undefined {
  for (const { 0: line, 1: before = "", 2: mark = "", index } of yaml.matchAll(
    /^([ \t]*(?:-[ \t]+)?(?:[^\s:#"'][^:\n]*:[ \t]+)?)(["'])[^\n]*$/gm,
  )) {
    const rest = line.slice(before.length + 1).replace(mark === '"' ? /\\./g : /''/g, "");
    if (!rest.includes(mark)) return index + before.length;
  }
  return undefined;
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
