import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { LabEvent } from "../lib/sim/event-schema.ts";
import { findAnswer, sentenceAt, tablesAt } from "../lib/sim/guess.ts";
import type { Lab, Prediction } from "../lib/sim/lab.ts";
import { answerAt, isGuessing, startRun } from "../lib/sim/run.ts";
import { formatNumber } from "../lib/text/format-number.ts";

/** No sentence and no table that is seen before a question is answered holds the answer. */

const ROOT = join(import.meta.dirname, "..");

/** Scenarios with hits that give nothing away, with the reason. At most ten. */
const HARMLESS: Readonly<Record<string, string>> = {
  "inverse-virtualization-aggregate-simulator/working-set": "표의 행 이름이 견주는 방식을 모두 적는다.",
  "inverse-virtualization-aggregate-simulator/scattered": "표의 행 이름이 견주는 방식을 모두 적는다.",
  "hypervisor-classify-hypervisor/hyper-v": "'하드웨어'는 맨 아래 층의 이름으로도 늘 적혀 있다.",
  "deployment-eras-density-calculator/pods": "표의 행 이름이 견주는 방식을 모두 적는다.",
  "kubernetes-scheduling-filter-and-score/spread":
    "노드의 이름은 표에 늘 있고, 어디에 놓일지는 말하지 않는다.",
  "docker-overview-cli-flow/stale": "'1판'은 그때까지 만든 이미지를 가리키는 말이다.",
};

type AnyLab = Lab<unknown, LabEvent>;
const models = new Set<AnyLab>();
for (const path of globSync("lib/labs/*/*.ts", { cwd: ROOT }).sort()) {
  if (path.endsWith(".test.ts")) continue;
  const module = (await import(join(ROOT, path))) as Record<string, unknown>;
  for (const value of Object.values(module)) {
    if (typeof value === "object" && value !== null && "scenarios" in value && "rules" in value)
      models.add(value as AnyLab);
  }
}

/** Whether a text holds an answer: as the kit finds it, or the option in its own words. */
function holds(
  text: string,
  answer: Prediction<unknown>["answer"],
  actual: number | string,
  cell: boolean,
): boolean {
  if (answer.kind === "choice") return text.includes(String(actual));
  return findAnswer(text, answer, actual, cell).length > 0;
}

/** Where a run gives its answer away, as `scenario@frame: text`. */
function leaksOf(lab: AnyLab, say = sentenceAt, tables = tablesAt): string[] {
  return lab.scenarios.flatMap((scenario) => {
    const { predict } = scenario;
    if (predict === undefined) return [];
    const run = startRun(lab, scenario);
    const answer = answerAt(run);
    if (answer === undefined) return [`${scenario.id}: no answer`];
    const actual = predict.actual(run.stateAt(answer));
    // What stands above the bench is read first.
    const above = [scenario.title, scenario.about, ...(scenario.goals ?? []).map(({ ask }) => ask)]
      .filter((text) => holds(text, predict.answer, actual, false))
      .map((text) => `${lab.id}/${scenario.id}: above: ${text}`);
    const told = Array.from({ length: answer }, (_, at) => at).flatMap((at) => {
      expect(isGuessing(run, at)).toBe(true);
      const text = say(run, at);
      const rows = tables(run, at).flatMap((table) => table.rows);
      const found = [
        ...(holds(text, predict.answer, actual, false) ? [text] : []),
        ...rows.flatMap((row) =>
          row.map(String).filter((cell, column) => holds(cell, predict.answer, actual, column > 0)),
        ),
      ];
      return found.map((one) => `${lab.id}/${scenario.id}: ${at}: ${one}`);
    });
    return [...above, ...told];
  });
}

const placeOf = (leak: string) => leak.slice(0, leak.indexOf(":"));

test.each([...models].map((lab) => [lab.id, lab] as const))("%s asks before it tells", (_, lab) => {
  expect(leaksOf(lab).filter((leak) => HARMLESS[placeOf(leak)] === undefined)).toEqual([]);
});

test("what is judged harmless is a short list, and none of it is out of date", () => {
  const places = new Set([...models].flatMap((lab) => leaksOf(lab)).map(placeOf));
  expect(Object.keys(HARMLESS).length).toBeLessThanOrEqual(10);
  expect(Object.keys(HARMLESS).filter((place) => !places.has(place))).toEqual([]);
});

describe("a leak that is planted in each lab is found", () => {
  const asking = [...models].filter((lab) => lab.scenarios.some(({ predict }) => predict !== undefined));
  test.each(asking.map((lab) => [lab.id, lab] as const))("%s", (_, lab) => {
    const scenario = lab.scenarios.find(({ predict }) => predict !== undefined)!;
    const run = startRun(lab, scenario);
    const { answer, actual } = scenario.predict!;
    const answered = actual(run.stateAt(answerAt(run)!));
    const told2 =
      answer.kind === "number" ? `${formatNumber(Number(answered))}${answer.unit}` : String(answered);
    const inText: AnyLab = { ...lab, describe: () => `모두 ${told2}이다.` };
    const inTable: AnyLab = {
      ...lab,
      tables: () => [{ caption: "a", columns: ["a", "b"], rows: [["합계", told2]] }],
    };
    const bare = (planted: AnyLab) =>
      leaksOf(
        planted,
        (one, at) => one.textAt(at),
        (one, at) => one.lab.tables(one.stateAt(at), true),
      );
    expect(bare(inText).length).toBeGreaterThan(0);
    expect(bare(inTable).length).toBeGreaterThan(0);
    // And where it is a number, the kit takes it out.
    if (answer.kind === "number")
      expect(
        [...leaksOf(inText), ...leaksOf(inTable)].filter((leak) => HARMLESS[placeOf(leak)] === undefined),
      ).toEqual([]);
  });
});
