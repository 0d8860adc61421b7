import { type Document, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { CodeUnder } from "../../diagnostics/codes.ts";
import type { Finding, Severity } from "../../diagnostics/finding.ts";
import { QUESTION_KINDS, type Question, type StudyFile, studySchema } from "../../study/study-file.ts";
import { withJosa } from "../../text/josa.ts";
import { keysAt } from "./keys-at.ts";
import { createIssueReporter, readValue } from "./yaml-issues.ts";

const NOTHING: StudyFile = { questions: [], cards: [], retired: [] };
const LISTS = ["questions", "cards", "retired"] as const;

/**
 * Reads the questions and cards of one note. A question that is wrong is a finding and left out; the others
 * are asked.
 * @param text of `<note>.study.yaml`
 * @param file the name findings use
 */
export function readStudy(
  text: string,
  file: string,
  severity: Severity,
): { readonly study: StudyFile; readonly findings: readonly Finding[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (offset: number, code: CodeUnder<"study">, message: string, hint: string): Finding => {
    const place = counter.linePos(Math.min(offset, text.trimEnd().length));
    return { code: `study/${code}`, severity, file, line: place.line, column: place.col, message, hint };
  };
  const [error] = document.errors;
  if (error !== undefined) {
    const message = `YAML을 읽을 수 없습니다(${error.code}).`;
    return {
      study: NOTHING,
      findings: [at(error.pos[0], "syntax", message, "따옴표와 들여쓰기를 살펴보세요.")],
    };
  }
  const read = readValue(document);
  if (!read.ok) {
    const hint = "*로 시작하는 글자는 따옴표로 감싸 주세요.";
    const message = "별칭(*)이 가리키는 값이 없습니다.";
    return { study: NOTHING, findings: [at(read.offset, "syntax", message, hint)] };
  }
  const value = read.value ?? {};
  const report = createIssueReporter({
    document,
    counter,
    file,
    severity,
    firstLine: 1,
    codePrefix: "study",
    what: "물음과 카드",
    keysAt: (path) => keysAt(studySchema, value, path),
  });
  const parsed = studySchema.safeParse(value);
  const issues = parsed.error?.issues ?? [];
  const findings = issues.flatMap((issue) =>
    // A kind that there is not: zod tells neither which nor which there are.
    report(issue.code === "invalid_union" && issue.path[0] === "questions" ? ofKinds(issue) : issue),
  );
  const study = parsed.data ?? withoutFaulty(value, issues);
  const problems = study.questions.flatMap((question) => problemsOf(question));
  for (const { id, path, code, message, hint } of problems)
    findings.push(at(offsetIn(document, id, path), code, message, hint));
  const faulty = new Set(problems.map(({ id }) => id));
  return { study: { ...study, questions: study.questions.filter(({ id }) => !faulty.has(id)) }, findings };
}

function ofKinds(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  return { code: "invalid_value", values: [...QUESTION_KINDS], path: issue.path, message: issue.message };
}

/** What is left when everything that the schema has something against is taken out. */
function withoutFaulty(value: unknown, issues: readonly z.core.$ZodIssue[]): StudyFile {
  if (typeof value !== "object" || value === null) return NOTHING;
  const lists = new Map<string, unknown>(Object.entries(value));
  const kept = LISTS.map((name) => {
    const list = lists.get(name);
    const faulty = new Set(issues.filter(({ path }) => path[0] === name).map(({ path }) => path[1]));
    return [name, Array.isArray(list) ? list.filter((_, index) => !faulty.has(index)) : []] as const;
  });
  return studySchema.safeParse(Object.fromEntries(kept)).data ?? NOTHING;
}

type Problem = {
  readonly id: string;
  /** Inside the question. */
  readonly path: readonly PropertyKey[];
  readonly code: CodeUnder<"study">;
  readonly message: string;
  readonly hint: string;
};

/** What a schema cannot say. */
function problemsOf(question: Question): Problem[] {
  const { id } = question;
  switch (question.kind) {
    case "choice":
    case "several": {
      const right = question.options.filter((option) => option.right).length;
      const all = question.options.length;
      const fits = question.kind === "choice" ? right === 1 : right > 0 && right < all;
      const found = repeated(
        id,
        "options",
        question.options.map(({ text }) => text),
      );
      if (fits) return found;
      const wanted = question.kind === "choice" ? "꼭 하나" : `하나에서 ${all - 1}까지`;
      const message = `right: true인 보기는 ${wanted}여야 합니다. 지금은 ${right}개입니다.`;
      const hint =
        question.kind === "choice" && right > 1
          ? "맞는 보기가 여럿이면 kind: several로 적어 주세요."
          : "맞는 보기에 right: true를 적어 주세요.";
      return [...found, { id, path: ["options"], code: "right", message, hint }];
    }
    case "order":
      return repeated(id, "items", question.items);
    case "match":
      return [
        ...repeated(
          id,
          "pairs",
          question.pairs.map(({ text }) => text),
        ),
        ...repeated(
          id,
          "pairs",
          question.pairs.map(({ partner }) => partner),
        ),
      ];
    case "label":
      return repeated(
        id,
        "parts",
        question.parts.map(({ clue }) => clue),
      );
    case "line": {
      const count = question.code.text.trimEnd().split("\n").length;
      return question.lines
        .filter((one) => one > count)
        .map((one) => ({
          id,
          path: ["lines"],
          code: "line",
          message: `${one}번째 줄은 없습니다. 코드는 ${count}줄입니다.`,
          hint: "1부터 센 줄의 번호를 적어 주세요.",
        }));
    }
    default:
      return [];
  }
}

function repeated(id: string, list: string, texts: readonly string[]): Problem[] {
  return texts.flatMap((text, index) => {
    if (texts.indexOf(text) === index) return [];
    const message = `${withJosa(`"${text}"`, "이/가")} 한 물음에 두 번 나옵니다.`;
    return [{ id, path: [list, index], code: "same-text", message, hint: "둘 가운데 하나를 고쳐 주세요." }];
  });
}

/** Where a part of the question of that id stands. */
function offsetIn(document: Document.Parsed, id: string, path: readonly PropertyKey[]): number {
  const questions = document.toJS() as { readonly questions: readonly { readonly id?: unknown }[] };
  const index = questions.questions.findIndex((question) => question?.id === id);
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(["questions", index, ...path.slice(0, length)], true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}
