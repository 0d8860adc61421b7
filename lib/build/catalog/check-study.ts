import { figureAnchor } from "../../address/href.ts";
import type { CodeUnder } from "../../diagnostics/codes.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { chapterOf } from "../../note/chapter.ts";
import { figureNodes } from "../../note/figure-nodes.ts";
import type { Question } from "../../study/study-file.ts";
import { withJosa } from "../../text/josa.ts";
import { findNearest } from "../../text/nearest.ts";
import type { LinkedCatalog, LinkedNote } from "./stages.ts";

/** More at the end of one section than this is a wall in front of the next. */
const MOST_IN_SECTION = 3;
const MOST_AT_END = 5;

type Report = (id: string, wanted: string, code: CodeUnder<"study">, message: string, hint?: string) => void;

/** Questions and cards of all notes: what they name is there, and every id is given once and for all. */
export function checkStudy({ notes, reference, settings, ledger }: LinkedCatalog): Finding[] {
  const findings: Finding[] = [];
  const outlines = new Map(notes.map((note) => [note.slug, idsOf(note)]));
  const labs = reference.labs.map(({ id }) => id);
  const owners = new Map<string, string>();
  const numbers = new Map<
    string,
    { readonly used: Set<number>; readonly report: Report; readonly last: string }
  >();
  const prefixes = [
    ...new Set([...outlines.keys(), ...[...reference.map.notes, ...ledger.gone].map(({ slug }) => slug)]),
  ];

  for (const note of notes) {
    const { study, slug } = note;
    if (study === undefined) continue;
    const lines = study.text.split("\n");
    const report: Report = (id, wanted, code, message, hint = "") => {
      const from = Math.max(
        0,
        lines.findIndex((line) => placeIn(line, id) >= 0),
      );
      const inside = lines.slice(from).findIndex((line) => placeIn(line, wanted) >= 0);
      const line = from + Math.max(0, inside);
      const column = Math.max(0, placeIn(lines[line]!, wanted)) + 1;
      const { severity } = settings;
      findings.push({
        code: `study/${code}`,
        severity,
        file: study.file,
        line: line + 1,
        column,
        message,
        hint,
      });
    };
    const outline = outlines.get(slug)!;
    for (const { id, section } of [...study.questions, ...study.cards]) {
      if (!outline.includes(section)) {
        const message = `노트 ${slug}에 절 ${withJosa(`"${section}"`, "이/가")} 없습니다.`;
        report(id, section, "unknown-section", message, guess(section, outline));
      }
    }
    for (const id of [...study.questions, ...study.cards].map((one) => one.id).concat(study.retired)) {
      const owner = owners.get(id);
      if (owner !== undefined) {
        const message = `id ${withJosa(`"${id}"`, "은/는")} ${owner}에서 이미 쓰였습니다.`;
        report(id, id, "duplicate-id", message, "쓰이지 않은 다음 번호를 적어 주세요.");
      }
      owners.set(id, study.file);
      const [, prefix = "", letter = "", digits = ""] = /^(.*)-([qc])(\d+)$/.exec(id)!;
      const key = `${prefix}-${letter}`;
      const before = numbers.get(key);
      const used = (before?.used ?? new Set()).add(Number(digits));
      numbers.set(key, { used, report: before?.report ?? report, last: id });
      if (settings.own && !prefixes.includes(prefix)) {
        const message = `id ${withJosa(`"${id}"`, "이/가")} 노트의 이름으로 시작하지 않습니다.`;
        report(id, id, "unknown-prefix", message, guess(prefix, prefixes));
      }
    }
    for (const question of study.questions)
      checkQuestion(question, note, { report, outlines, labs, own: settings.own });
    checkHowMany(note, report);
  }
  if (settings.own)
    for (const [key, { used, report, last }] of numbers) {
      const missing = Array.from({ length: Math.max(...used) }, (_, index) => index + 1).filter(
        (n) => !used.has(n),
      );
      if (missing.length === 0) continue;
      const ids = missing.map((number) => `${key}${number}`).join(", ");
      report(
        last,
        last,
        "number",
        `${withJosa(ids, "이/가")} 없습니다.`,
        `지운 것이면 retired: [${ids}]라고 적어 주세요.`,
      );
    }
  return findings;
}

function checkQuestion(
  question: Question,
  { slug, compiled: { body } }: LinkedNote,
  known: {
    readonly report: Report;
    readonly outlines: ReadonlyMap<string, readonly string[]>;
    readonly labs: readonly string[];
    readonly own: boolean;
  },
): void {
  const { id, reveals } = question;
  const { report, outlines, labs } = known;
  const options =
    question.kind === "choice" || question.kind === "several"
      ? question.options
      : question.kind === "short"
        ? question.wrong
        : [];
  for (const { section } of options) {
    if (section === undefined) continue;
    const [other, anchor] = section.includes("#") ? section.split("#") : [slug, section];
    if (outlines.get(other!)?.includes(anchor!)) continue;
    const near = outlines.has(other!)
      ? guess(anchor!, outlines.get(other!)!)
      : guess(other!, [...outlines.keys()]);
    report(id, section, "unknown-section", `보기의 절 ${withJosa(`"${section}"`, "이/가")} 없습니다.`, near);
  }
  if (reveals?.startsWith("#") && !body.diagrams.some((one) => `#${figureAnchor(one.id)}` === reveals)) {
    const figures = body.diagrams.map((one) => `#${figureAnchor(one.id)}`);
    const message = `그림 ${withJosa(`"${reveals}"`, "이/가")} 이 노트에 없습니다.`;
    report(id, reveals, "unknown-figure", message, guess(reveals, figures));
  }
  const lab = /^\/labs\/([^/]+)\//.exec(reveals ?? "")?.[1];
  if (lab !== undefined && !(known.own && labs.includes(lab)))
    report(id, lab, "unknown-lab", `실습 ${withJosa(`"${lab}"`, "이/가")} 없습니다.`, guess(lab, labs));
  if (question.kind !== "label") return;
  const figure = body.diagrams.find((one) => one.id === question.figure);
  if (figure === undefined) {
    const message = `그림 ${withJosa(`"${question.figure}"`, "이/가")} 이 노트에 없습니다.`;
    const ids = body.diagrams.map((one) => one.id);
    report(id, question.figure, "unknown-figure", message, guess(question.figure, ids));
    return;
  }
  const nodes = figureNodes(figure);
  // A node by its id in the source, or by what is written on it.
  const names = nodes.flatMap((node) => [node.id, node.name, node.label]);
  // Without a browser there is no drawing to know the nodes of.
  if (names.length === 0) return;
  for (const { node } of question.parts)
    if (!names.includes(node))
      report(
        id,
        node,
        "unknown-node",
        `그림 ${question.figure}에 칸 ${withJosa(`"${node}"`, "이/가")} 없습니다. 있는 칸: ${nodes.map((one) => `${one.id}(${one.name})`).join(", ")}`,
        guess(node, names),
      );
}

function checkHowMany({ study, compiled: { body } }: LinkedNote, report: Report): void {
  const counts = new Map<string, Question[]>();
  for (const question of study!.questions) {
    const place =
      question.at === "end" ? "" : (chapterOf(body.outline, question.section)?.id ?? question.section);
    counts.set(place, [...(counts.get(place) ?? []), question]);
  }
  for (const [place, questions] of counts) {
    const most = place === "" ? MOST_AT_END : MOST_IN_SECTION;
    const extra = questions[most];
    if (extra === undefined) continue;
    const where = place === "" ? "노트의 끝" : `절 "${place}"`;
    const message = `${where}에 물음이 ${questions.length}개입니다. ${most}개까지 물을 수 있습니다.`;
    report(extra.id, extra.id, "many", message, "at: end로 옮기거나 줄여 주세요.");
  }
}

function idsOf({ compiled: { body } }: LinkedNote): string[] {
  return body.outline.map(({ id }) => id);
}

function guess(wanted: string, known: readonly string[]): string {
  const near = findNearest(wanted, known);
  return near === undefined ? "" : `혹시 "${near}"인가요?`;
}

/** Where a line has this name, and not a longer one; -1 where it has not. */
function placeIn(line: string, name: string): number {
  const isPart = (letter: string | undefined) => letter !== undefined && /[a-z0-9-]/i.test(letter);
  for (let at = line.indexOf(name); at >= 0; at = line.indexOf(name, at + 1))
    if (!isPart(line[at - 1]) && !isPart(line[at + name.length])) return at;
  return -1;
}
