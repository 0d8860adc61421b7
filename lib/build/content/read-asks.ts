import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { CodeUnder } from "../../diagnostics/codes.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { withJosa } from "../../text/josa.ts";

/** The questions that a section, a lab or a term answers, and where its id stands in the file. */
export type Asked = {
  readonly id: string;
  readonly questions: readonly string[];
  readonly line: number;
  readonly column: number;
};

/** A file of questions: for a note `<note>.asks.yaml` beside it, for all labs and terms one each. */
export type AsksFile = {
  /** The name findings are reported under. */
  readonly file: string;
  readonly text: string;
  readonly asked: readonly Asked[];
  readonly findings: readonly Finding[];
};

export const ASKS_ENDING = ".asks.yaml";
/** A section holds several thoughts; a lab or a term may be asked for in one way. */
const FEWEST = { section: 3, other: 1 } as const;
const MOST = 12;
/** A question is typed into a field, in UTF-16 units. */
const LONGEST = 80;

/**
 * Reads a mapping from ids to lists of questions. What is wrong with one id or question is a finding
 * at its place and takes no other with it.
 * @param what what the ids name, in Korean: 절, 실습, 용어
 */
export function readAsks(text: string, file: string, severity: Severity, what = "절"): AsksFile {
  const findings: Finding[] = [];
  const asked: Asked[] = [];
  const counter = new LineCounter();
  const end = text.trimEnd().length;
  const placeOf = (offset: number) => {
    const { line, col } = counter.linePos(Math.min(offset, end));
    return { line, column: col };
  };
  const report = (code: CodeUnder<"asks">, offset: number, message: string, hint: string) =>
    findings.push({
      code: `asks/${code}`,
      severity: code === "syntax" || code === "shape" ? severity : "warning",
      file,
      ...placeOf(offset),
      message,
      hint,
    });
  const startOf = (node: unknown) => (node as Node | null)?.range?.[0] ?? 0;

  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  for (const error of document.errors) {
    const twice = error.code === "DUPLICATE_KEY";
    report(
      "syntax",
      error.pos[0],
      twice ? `같은 ${withJosa(what, "이/가")} 두 번 나옵니다.` : `YAML을 읽을 수 없습니다(${error.code}).`,
      twice
        ? "하나로 합쳐 주세요."
        : "따옴표와 들여쓰기를 살펴보세요. 물음에 콜론(:)이 있으면 따옴표로 감싸 주세요.",
    );
  }
  if (document.errors.length > 0 || document.contents === null) return { file, text, asked, findings };
  if (!isMap(document.contents)) {
    const hint = `${what} id를 적고 그 아래에 물음을 한 줄씩 적어 주세요.`;
    report("shape", 0, `${what}의 id와 물음 목록의 묶음이 아닙니다.`, hint);
    return { file, text, asked, findings };
  }
  for (const { key, value } of document.contents.items) {
    const id = isScalar(key) ? String(key.value).normalize("NFC") : "";
    if (!isSeq(value)) {
      const hint = `"- ${what === "용어" ? "파드가 뭐야" : "왜 안 되죠"}"처럼 붙임표로 시작하는 줄로 적어 주세요.`;
      report("shape", startOf(value ?? key), `${withJosa(`"${id}"`, "은/는")} 물음의 목록이 아닙니다.`, hint);
      continue;
    }
    const questions: string[] = [];
    for (const item of value.items) {
      const said = isScalar(item) && item.value !== null ? String(item.value).normalize("NFC").trim() : "";
      if (said === "") {
        const hint = "물음을 글자로 적어 주세요. 콜론(:)이 있으면 따옴표로 감싸 주세요.";
        report(
          "shape",
          startOf(item),
          `"${id}"의 ${questions.length + 1}번째 물음을 글자로 읽을 수 없습니다.`,
          hint,
        );
      } else if (said.length > LONGEST) {
        const message = `물음이 ${said.length}자입니다. ${LONGEST}자까지 쓸 수 있습니다.`;
        report("too-long", startOf(item), message, "사람이 검색창에 칠 만큼 짧게 적어 주세요.");
      } else if (questions.includes(said)) {
        const message = `물음 ${withJosa(`"${said}"`, "이/가")} 두 번 나옵니다.`;
        report("twice", startOf(item), message, "하나를 지우거나 다르게 물어 주세요.");
      } else questions.push(said);
    }
    const fewest = what === "절" ? FEWEST.section : FEWEST.other;
    if (questions.length < fewest || questions.length > MOST) {
      const message = `"${id}"의 물음이 ${questions.length}개입니다. ${fewest}개에서 ${MOST}개를 적습니다.`;
      report("count", startOf(key), message, "짧은 말, 증상, 하는 법처럼 저마다 다르게 물어 주세요.");
    }
    if (questions.length > 0) asked.push({ id, questions, ...placeOf(startOf(key)) });
  }
  return { file, text, asked, findings };
}
