import { formatNumber } from "../text/format-number.ts";
import type { LabEvent } from "./event-schema.ts";
import type { Prediction, Table } from "./lab.ts";
import type { Run } from "./run.ts";
import { answerAt, isGuessing } from "./run.ts";

/** What stands where an answer would, while it is still asked for. */
export const HIDDEN = "?";

const NUMBER = /(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\d|[.,]\d)/g;

type Answer = Prediction<unknown>["answer"];

/** Where a text holds the number asked for, with its unit; as the whole of a text (`alone`) also without. */
export function findAnswer(
  text: string,
  answer: Answer,
  actual: number | string,
  alone: boolean,
): readonly { readonly from: number; readonly to: number }[] {
  if (answer.kind !== "number") return [];
  const wanted = numberIn(formatNumber(Number(actual)));
  const unit = answer.unit.trim();
  return [...text.matchAll(NUMBER)].flatMap((match) => {
    const to = match.index + match[0].length;
    const after = text.slice(to).trimStart();
    const here = numberIn(match[0]) === wanted && (after.startsWith(unit) || (alone && after === ""));
    return here && (unit !== "" || alone) ? [{ from: match.index, to }] : [];
  });
}

/**
 * Takes the answer of an open question out of a text: whatever a lab says, the kit does not give away what it
 * asks. Undefined when no question is open at the frame.
 */
export function hiderOf<S, E extends LabEvent, P>(
  run: Run<S, E, P>,
  at: number,
): ((text: string, alone?: boolean) => string) | undefined {
  const { predict } = run.scenario;
  if (predict === undefined || !isGuessing(run, at)) return undefined;
  const answer = answerAt(run);
  if (answer === undefined) return undefined;
  const actual = predict.actual(run.stateAt(answer));
  return (text, alone = false) =>
    [...findAnswer(text, predict.answer, actual, alone)]
      .reverse()
      .reduce((shown, { from, to }) => shown.slice(0, from) + HIDDEN + shown.slice(to), text);
}

/** The tables of a frame, without the answer while it is asked for. */
export function tablesAt<S, E extends LabEvent, P>(run: Run<S, E, P>, at: number): readonly Table[] {
  const hide = hiderOf(run, at);
  const tables = run.lab.tables(run.stateAt(at), hide !== undefined);
  if (hide === undefined) return tables;
  return tables.map((table) => ({
    ...table,
    // The first cell names its row.
    rows: table.rows.map((row) =>
      row.map((cell, column) => {
        const shown = hide(String(cell), column > 0);
        return shown === String(cell) ? cell : shown;
      }),
    ),
  }));
}

/** The sentence of a frame, without the answer while it is asked for. */
export function sentenceAt<S, E extends LabEvent, P>(run: Run<S, E, P>, at: number): string {
  const text = run.textAt(at);
  return hiderOf(run, at)?.(text) ?? text;
}

function numberIn(text: string): number {
  return Number(text.replaceAll(",", ""));
}
