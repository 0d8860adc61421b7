import type { Finding, Severity } from "../../diagnostics/finding.ts";
import type { Diagram, Drawing } from "../../note/note.ts";
import { type DiagramJob, type Drawn, keyOf } from "../diagrams/draw-diagrams.ts";
import type { DraftNote } from "./stages.ts";

/** Draws all diagrams of all notes in one go. */
export type Draw = (jobs: readonly DiagramJob[]) => Promise<ReadonlyMap<string, Drawn>>;

/**
 * Gives every diagram of every note its drawing, or its source and why. What is wrong with
 * a source is said at its own line of the note; a missing browser is said once.
 */
export async function drawNotes(
  notes: readonly DraftNote[],
  draw: Draw | undefined,
  severity: Severity,
  own = true,
): Promise<{ readonly notes: readonly DraftNote[]; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const jobs = notes.flatMap(({ compiled }) => compiled.body.diagrams);
  if (draw === undefined || jobs.length === 0) return { notes, findings };
  const drawn = await draw(jobs.map(({ id, source }) => ({ id, source, ...(!own && { lenient: true }) })));
  let missing = false;
  const finished = notes.map((draft) => {
    const { file } = draft.note;
    const finish = (diagram: Diagram): Diagram => {
      const answer = drawn.get(keyOf(diagram));
      if (answer?.kind === "failed") {
        const { message, hint, column } = answer;
        const line = diagram.line + answer.line;
        findings.push({ code: "diagram/syntax", severity, file, line, column, message, hint });
      } else if (answer?.kind === "no-browser" && !missing) {
        missing = true;
        findings.push({
          code: "diagram/no-browser",
          severity: "warning",
          file,
          line: diagram.line,
          column: 1,
          message: `그림을 그릴 브라우저가 없어 원문을 그대로 보여 줍니다. ${answer.reason}`,
          hint: "크롬이나 크로미움을 설치하거나 CHROMIUM_PATH에 경로를 적어 주세요.",
        });
      }
      return { ...diagram, drawing: drawingOf(answer) };
    };
    const { body } = draft.compiled;
    const diagrams = body.diagrams.map(finish);
    return { ...draft, compiled: { ...draft.compiled, body: { ...body, diagrams } } };
  });
  return { notes: finished, findings };
}

function drawingOf(answer: Drawn | undefined): Drawing {
  switch (answer?.kind) {
    case "drawn":
      return answer;
    case "failed":
      return { kind: "source", reason: answer.message };
    default:
      return { kind: "source", reason: "이 컴퓨터에는 그림을 그릴 브라우저가 없습니다." };
  }
}
