import { findNearest } from "../../text/nearest.ts";
import { type CalculatorData, placesIn, type Result, valuesOf, valuesOfSetting } from "./calculator.ts";
import { parseFormula } from "./expression.ts";

/** What is wrong with a calculator: where in its file, and for a formula where in its text. */
export type CalculatorFault = {
  readonly kind: "values" | "name" | "formula" | "no-value";
  readonly path: readonly PropertyKey[];
  readonly at?: number;
  readonly message: string;
  readonly hint: string;
};

/** More values than a reader drags through. */
const MOST_VALUES = 500;

/**
 * What no schema sees: formulas that cannot be read, names that there are not, values that are out of range, and
 * settings that lead to no number, looked for along each setting from every scenario.
 */
export function faultsOfCalculator(data: CalculatorData): readonly CalculatorFault[] {
  const faults = [...data.settings.flatMap(faultsOfSetting), ...faultsOfNames(data)];
  const names = data.settings.map(({ id }) => id);
  const results: Result[] = [];
  for (const [index, result] of data.results.entries()) {
    const parsed = parseFormula(result.formula, [
      ...names,
      ...data.results.slice(0, index).map(({ id }) => id),
    ]);
    if (parsed.ok) results.push({ ...result, expression: parsed.expression });
    else faults.push({ kind: "formula", path: ["results", index, "formula"], ...parsed.fault });
  }
  return faults.length > 0 ? faults : faultsOfValues(data, results);
}

function faultsOfSetting(
  setting: CalculatorData["settings"][number],
  index: number,
): readonly CalculatorFault[] {
  const path = ["settings", index];
  const fault = (message: string, hint: string, key?: string): CalculatorFault[] => [
    { kind: "values", path: key === undefined ? path : [...path, key], message, hint },
  ];
  if ((setting.values === undefined) === (setting.range === undefined))
    return fault(
      "values와 range 가운데 하나를 적어야 합니다.",
      "values: [1, 2, 5] 또는 range: {from: 1, to: 9, step: 1}",
    );
  const values = valuesOfSetting(setting);
  if (values.length > MOST_VALUES || values.length < 2)
    return fault(
      `고를 수 있는 값이 ${values.length}가지입니다. 2가지부터 ${MOST_VALUES}가지까지 됩니다.`,
      "step을 바꾸어 주세요.",
    );
  if (values.some((value, place) => place > 0 && value <= values[place - 1]!))
    return fault("값은 작은 것부터 적습니다.", "", "values");
  if (values.includes(setting.start)) return [];
  const near = nearestValue(values, setting.start);
  return fault(
    `처음 값 ${setting.start}, 고를 수 없는 값입니다.`,
    `가장 가까운 값은 ${near}입니다.`,
    "start",
  );
}

function nearestValue(values: readonly number[], wanted: number): number {
  return values.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best));
}

/** Names in the sentence, the plot and the scenarios that stand for nothing. */
function faultsOfNames({ settings, results, sentence, scenarios, plot }: CalculatorData): CalculatorFault[] {
  const chosen = settings.map(({ id }) => id);
  const computed = results.map(({ id }) => id);
  const unknown = (
    name: string,
    known: readonly string[],
    path: readonly PropertyKey[],
  ): CalculatorFault[] => {
    if (known.includes(name)) return [];
    const near = findNearest(name, known);
    const message = `이름이 "${name}"인 값은 없습니다. 쓸 수 있는 이름: ${known.join(", ")}`;
    return [{ kind: "name", path, message, hint: near === undefined ? "" : `혹시 ${near}인가요?` }];
  };
  return [
    ...placesIn(sentence).flatMap((name) => unknown(name, [...chosen, ...computed], ["sentence"])),
    ...(plot === undefined
      ? []
      : [
          ...unknown(plot.x, chosen, ["plot", "x"]),
          ...plot.y.flatMap((name, index) => unknown(name, computed, ["plot", "y", index])),
        ]),
    ...scenarios.flatMap(({ set }, index) =>
      Object.entries(set).flatMap(([name, value]): CalculatorFault[] => {
        const path = ["scenarios", index, "set", name];
        const setting = settings.find(({ id }) => id === name);
        if (setting === undefined) return unknown(name, chosen, path);
        const values = valuesOfSetting(setting);
        if (values.includes(value) || values.length === 0) return [];
        const hint = `가장 가까운 값은 ${nearestValue(values, value)}입니다.`;
        return [{ kind: "values", path, message: `${setting.name}: 고를 수 없는 값입니다.`, hint }];
      }),
    ),
  ];
}

function faultsOfValues(data: CalculatorData, results: readonly Result[]): readonly CalculatorFault[] {
  const start = Object.fromEntries(data.settings.map((setting) => [setting.id, setting.start]));
  const faults = new Map<string, CalculatorFault>();
  for (const scenario of data.scenarios) {
    for (const setting of data.settings) {
      for (const value of valuesOfSetting(setting)) {
        const state = { ...start, ...scenario.set, [setting.id]: value };
        const values = valuesOf(results, state);
        const broken = results.findIndex(({ id }) => !Number.isFinite(values[id]));
        if (broken < 0 || faults.has(results[broken]!.id)) continue;
        const given = Object.entries(state).map(([name, one]) => `${name}=${one}`);
        faults.set(results[broken]!.id, {
          kind: "no-value",
          path: ["results", broken, "formula"],
          message: `${given.join(", ")}이면 셈이 되지 않습니다(${values[results[broken]!.id]}).`,
          hint: "0으로 나누지 않도록 값의 범위를 좁히거나 식을 고쳐 주세요.",
        });
      }
    }
  }
  return [...faults.values()];
}
