import { join } from "node:path";
import { type Document, LineCounter, parseDocument } from "yaml";
import type { CodeUnder } from "../../diagnostics/codes.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { faultsOfCalculator } from "../../labs/calculator/faults.ts";
import { faultsOf, MOST_COMBINATIONS, NOTHING_FITS } from "../../labs/chooser/chooser.ts";
import {
  type CalculatorFile,
  type ChooserFile,
  type LabEntry,
  type LabFile,
  labSchema,
} from "../../labs/lab-file.ts";
import { withJosa } from "../../text/josa.ts";
import { normalizeText } from "../../text/normalize.ts";
import { listFolder, readText } from "../store/sights.ts";
import { keysAt } from "./keys-at.ts";
import { createIssueReporter, readValue } from "./yaml-issues.ts";

const KINDS = {
  lab: ["simulator", "exercise", "chooser", "calculator"],
  task: ["order", "match", "classify", "fill"],
} as const;

export type LabsRead = {
  readonly labs: readonly LabEntry[];
  readonly findings: readonly Finding[];
  /** What was read, by the name findings use. */
  readonly texts: ReadonlyMap<string, string>;
};

/** Reads every `content/labs/<id>.yaml`; the file's name is the lab's id and its address. */
export function readLabs(folder: string, nameOf: (absolute: string) => string): LabsRead {
  const labs: LabEntry[] = [];
  const findings: Finding[] = [];
  const texts = new Map<string, string>();
  for (const name of namesIn(folder)) {
    const absolute = join(folder, name);
    const file = nameOf(absolute);
    const text = normalizeText(readText(absolute));
    texts.set(file, text);
    const read = readLab(text, name.replace(/\.yaml$/, ""), file);
    findings.push(...read.findings);
    if (read.lab !== undefined) labs.push(read.lab);
  }
  return { labs, findings, texts };
}

/** A project without labs has no such folder. */
function namesIn(folder: string): string[] {
  try {
    return listFolder(folder).filter((name) => name.endsWith(".yaml"));
  } catch {
    return [];
  }
}

/** One lab file. With any finding there is no lab: half an exercise helps nobody. */
export function readLab(
  text: string,
  id: string,
  file: string,
): { readonly lab: LabEntry | undefined; readonly findings: readonly Finding[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (offset: number, code: CodeUnder<"lab">, message: string, hint: string): Finding => {
    const place = counter.linePos(Math.min(offset, text.trimEnd().length));
    return {
      code: `lab/${code}`,
      severity: "error",
      file,
      line: place.line,
      column: place.col,
      message,
      hint,
    };
  };
  if (document.errors.length > 0) {
    return {
      lab: undefined,
      findings: document.errors.map((error) =>
        at(
          error.pos[0],
          "syntax",
          `YAML을 읽을 수 없습니다(${error.code}).`,
          "따옴표와 들여쓰기를 살펴보세요.",
        ),
      ),
    };
  }
  const read = readValue(document);
  if (!read.ok) {
    const hint = "*로 시작하는 글자는 따옴표로 감싸 주세요.";
    return {
      lab: undefined,
      findings: [at(read.offset, "syntax", "별칭(*)이 가리키는 값이 없습니다.", hint)],
    };
  }
  const parsed = labSchema.safeParse(read.value);
  if (!parsed.success) {
    const report = createIssueReporter({
      document,
      counter,
      file,
      severity: "error",
      firstLine: 1,
      codePrefix: "lab",
      what: "실습",
      keysAt: (path) => keysAt(labSchema, read.value, path),
    });
    const findings = parsed.error.issues.flatMap((issue) => {
      // A kind that there is not: zod tells neither which nor which there are.
      if (issue.code !== "invalid_union") return report(issue);
      const kinds = issue.path.length === 1 ? KINDS.lab : KINDS.task;
      return report({ ...issue, code: "invalid_value", values: [...kinds] });
    });
    return { lab: undefined, findings };
  }
  const problems = [...problemsOfName(parsed.data, id), ...problemsOf(parsed.data)];
  if (problems.length > 0) {
    return {
      lab: undefined,
      findings: problems.map(({ path, inside = 0, code, message, hint }) =>
        at(offsetOf(document, path, inside), code, message, hint),
      ),
    };
  }
  return { lab: { id, ...parsed.data }, findings: [] };
}

type Problem = {
  readonly path: readonly PropertyKey[];
  /** How far inside a text of one line. */
  readonly inside?: number;
  readonly code: CodeUnder<"lab">;
  readonly message: string;
  readonly hint: string;
};

function problemsOfName(lab: LabFile, id: string): Problem[] {
  const slug = lab.section.split("#")[0]!;
  if (id.startsWith(`${slug}-`) || lab.ownPage) return [];
  const message = `파일 이름 ${withJosa(`"${id}"`, "이/가")} 노트 이름 "${slug}-"로 시작하지 않습니다.`;
  return [{ path: ["section"], code: "file-name", message, hint: "실습의 주소는 노트 이름 뒤에 붙습니다." }];
}

/** What a schema cannot say: names that refer to nothing, or twice to the same. */
function problemsOf(lab: LabFile): Problem[] {
  if (lab.kind === "exercise") {
    return [
      ...duplicates(lab.tasks, ["tasks"]),
      ...lab.tasks.flatMap((task, index): Problem[] => {
        const path = ["tasks", index];
        const found = duplicates(task.items, [...path, "items"]);
        if (task.kind === "match") {
          const ids = task.items.map((item) => item.id);
          task.items.forEach((item, place) => {
            found.push(...unknown(Object.keys(item.wrong), ids, [...path, "items", place, "wrong"]));
          });
        }
        if (task.kind === "classify") {
          const bins = task.bins.map((bin) => bin.id);
          found.push(...duplicates(task.bins, [...path, "bins"]));
          task.items.forEach((item, place) => {
            found.push(
              ...unknown([item.bin], bins, [...path, "items", place, "bin"]),
              ...unknown(Object.keys(item.wrong), bins, [...path, "items", place, "wrong"]),
            );
          });
        }
        if (task.kind === "fill") {
          task.items.forEach((item, place) => {
            if (item.text.split("____").length === 2) return;
            const message = "빈칸(____)이 한 군데 있어야 합니다.";
            const hint = "밑줄 네 개로 빈칸을 적어 주세요.";
            found.push({ path: [...path, "items", place, "text"], code: "gap", message, hint });
          });
        }
        return found;
      }),
    ];
  }
  if (lab.kind === "chooser") {
    const results = lab.results.map((result) => result.id);
    const found = [...duplicates(lab.questions, ["questions"]), ...duplicates(lab.results, ["results"])];
    if (results.includes(NOTHING_FITS)) {
      const message = `결과의 이름으로 ${withJosa(`"${NOTHING_FITS}"`, "은/는")} 쓸 수 없습니다.`;
      found.push({ path: ["results"], code: "reserved-id", message, hint: "다른 이름을 적어 주세요." });
    }
    lab.questions.forEach((question, index) => {
      const path = ["questions", index, "options"];
      found.push(...duplicates(question.options, path));
      question.options.forEach((option, place) => {
        for (const key of ["for", "not"] as const) {
          option[key].forEach((one, order) => {
            found.push(...unknown([one.result], results, [...path, place, key, order, "result"]));
          });
        }
      });
    });
    const reached = new Set(
      lab.questions.flatMap((question) =>
        question.options.flatMap((option) => option.for.map((one) => one.result)),
      ),
    );
    lab.results.forEach((result, index) => {
      if (reached.has(result.id)) return;
      const message = `결과 ${withJosa(`"${result.id}"`, "을/를")} 권하는 답이 없습니다.`;
      const hint = "어느 답의 for에 넣거나 결과를 지워 주세요.";
      found.push({ path: ["results", index], code: "unreached", message, hint });
    });
    const answers = lab.questions.flatMap((question) =>
      question.options.map((option) => `${question.id}.${option.id}`),
    );
    found.push(...duplicates(lab.cases, ["cases"]));
    lab.cases.forEach((one, index) => {
      const path = ["cases", index, "choices"];
      const given = Object.entries(one.choices).map(([question, option]) => `${question}.${option}`);
      found.push(...unknown(given, answers, path));
      const open = lab.questions.filter(({ id }) => !Object.hasOwn(one.choices, id)).map(({ id }) => id);
      if (open.length === 0) return;
      const message = `${withJosa(open.join(", "), "이/가")} 답해지지 않은 상황입니다.`;
      found.push({ path, code: "open-case", message, hint: "물음마다 답을 하나씩 적어 주세요." });
    });
    lab.ties.forEach((tie, index) => {
      found.push(...unknown(tie.results, results, ["ties", index, "results"]));
    });
    lab.conflicts.forEach((conflict, index) => {
      found.push(...unknown(conflict.answers, answers, ["conflicts", index, "answers"]));
    });
    return found.length > 0 ? found : problemsOfAnswers(lab);
  }
  return lab.kind === "calculator" ? problemsOfCalculator(lab) : [];
}

function problemsOfCalculator(lab: CalculatorFile): Problem[] {
  const found = [
    ...duplicates([...lab.settings, ...lab.results], ["settings"]),
    ...duplicates(lab.scenarios, ["scenarios"]),
  ];
  if (found.length > 0) return found;
  return faultsOfCalculator(lab).map(({ kind, path, at, message, hint }) => ({
    path,
    ...(at !== undefined && { inside: at }),
    code: CALCULATOR_CODES[kind],
    message,
    hint,
  }));
}

const CALCULATOR_CODES = {
  values: "setting",
  name: "unknown-id",
  formula: "formula",
  "no-value": "no-value",
} as const;

/** Ways to answer a chooser that it has no word on. */
function problemsOfAnswers(lab: ChooserFile): Problem[] {
  const ways = lab.questions.reduce((product, { options }) => product * options.length, 1);
  if (ways > MOST_COMBINATIONS) {
    const message = `답하는 방법이 ${ways}가지입니다. ${MOST_COMBINATIONS}가지까지 됩니다.`;
    const hint = "물음이나 답을 줄여 주세요.";
    return [{ path: ["questions"], code: "combinations", message, hint }];
  }
  return faultsOf(lab).map(({ kind, choices, between }): Problem => {
    const given = Object.entries(choices).map(([question, option]) => `${question}.${option}`);
    const when = `${withJosa(given.join(", "), "으로/로")} 답하면`;
    if (kind === "open") {
      const hint = "어느 답의 for에 권할 것을 적어 주세요.";
      return { path: ["questions"], code: "no-advice", message: `${when} 권하는 것이 없습니다.`, hint };
    }
    if (kind === "tie") {
      const message = `${when} ${withJosa(between.join(", "), "이/가")} 똑같이 좋습니다.`;
      const hint = "weight로 가르거나, ties에 둘 다 되는 까닭을 적어 주세요.";
      return { path: ["results"], code: "silent-tie", message, hint };
    }
    const message = `${withJosa(between.join(", "), "을/를")} 고르면 남는 결과가 없습니다.`;
    const hint = "conflicts에 무엇이 부딪히고 어떻게 풀지 적어 주세요.";
    return { path: ["questions"], code: "silent-conflict", message, hint };
  });
}

function duplicates(list: readonly { readonly id: string }[], path: readonly PropertyKey[]): Problem[] {
  return list.flatMap(({ id }, index) => {
    if (list.findIndex((other) => other.id === id) === index) return [];
    const message = `id ${withJosa(`"${id}"`, "이/가")} 두 번 나옵니다.`;
    return [
      { path: [...path, index, "id"], code: "duplicate-id", message, hint: "다른 이름을 적어 주세요." },
    ];
  });
}

function unknown(ids: readonly string[], known: readonly string[], path: readonly PropertyKey[]): Problem[] {
  return ids
    .filter((id) => !known.includes(id))
    .map((id) => ({
      path,
      code: "unknown-id",
      message: `${withJosa(`"${id}"`, "은/는")} 없는 이름입니다. 쓸 수 있는 이름: ${known.join(", ")}`,
      hint: "",
    }));
}

/** @param inside how far inside a text: a quotation mark before it counts */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], inside: number): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number]; type?: string }
      | undefined;
    const isQuoted = node?.type?.startsWith("QUOTE") && inside > 0;
    if (node?.range) return node.range[0] + inside + (isQuoted ? 1 : 0);
  }
  return 0;
}
