import type { Lab, Table } from "../../sim/lab.ts";
import type { Plot } from "../../sim/plot/plot.ts";
import { roundEnd } from "../../sim/plot/scale.ts";
import { type SetEvent, type Setting, settingsOf } from "../../sim/settings.ts";
import type { CalculatorFile } from "../lab-file.ts";
import { type Expression, evaluate, parseFormula, writeFormula } from "./expression.ts";

/** A lab that is no more than numbers and formulas: all of it is data in `content/labs`. */

/** The settings by their names; what follows from them is computed. */
export type Numbers = Readonly<Record<string, number>>;
export type CalculatorEvent = SetEvent<string>;
/** What of the file a calculator is made of. */
export type CalculatorData = Pick<CalculatorFile, "settings" | "results" | "sentence" | "scenarios" | "plot">;

export type Result = CalculatorData["results"][number] & { readonly expression: Expression };

export type Calculator = {
  readonly data: CalculatorData;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly results: readonly Result[];
  readonly lab: Lab<Numbers, CalculatorEvent, Numbers>;
};

/** Placeholders of a sentence: `{name}`. */
const PLACE = /\{([a-z][a-zA-Z0-9]*)\}/g;

/** What a setting may be, in order. */
export function valuesOfSetting({ values, range }: CalculatorData["settings"][number]): readonly number[] {
  if (values !== undefined) return values;
  if (range === undefined) return [];
  const { from, to, step } = range;
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  // Sums of steps are not decimal: 0.1 + 0.2.
  return Array.from({ length: count }, (_, index) => Number((from + index * step).toPrecision(12)));
}

/** Names in a sentence, in order. */
export function placesIn(sentence: string): readonly string[] {
  return [...sentence.matchAll(PLACE)].map(([, name]) => name!);
}

/** The values of everything: the settings, and the results in their order. */
export function valuesOf(results: readonly Pick<Result, "id" | "expression">[], state: Numbers): Numbers {
  return results.reduce<Numbers>(
    (values, { id, expression }) => ({ ...values, [id]: evaluate(expression, values) }),
    state,
  );
}

/** A number with at most so many digits behind its point, thousands parted. */
export function writeDigits(value: number, digits: number): string {
  const [whole = "", part = ""] = value.toFixed(digits).split(".");
  const kept = part.replace(/0+$/, "");
  return whole.replace(/\B(?=(?:\d{3})+$)/g, ",") + (kept === "" ? "" : `.${kept}`);
}

/** @throws Error for a file that the check has something against */
export function makeCalculator(id: string, data: CalculatorData): Calculator {
  const settings = Object.fromEntries(
    data.settings.map((setting): [string, Setting] => [
      setting.id,
      { name: setting.name, unit: setting.unit, values: valuesOfSetting(setting) },
    ]),
  );
  const names = data.settings.map((setting) => setting.id);
  const results = data.results.map((result, index): Result => {
    const known = [...names, ...data.results.slice(0, index).map((one) => one.id)];
    const parsed = parseFormula(result.formula, known);
    if (!parsed.ok) throw new Error(`${id}: ${result.formula}: ${parsed.fault.message}`);
    return { ...result, expression: parsed.expression };
  });
  const set = settingsOf(settings);
  const start: Numbers = Object.fromEntries(data.settings.map((setting) => [setting.id, setting.start]));
  const calculator = { data, settings, results };
  const describe = (state: Numbers) => {
    const values = valuesOf(results, state);
    return data.sentence.replace(PLACE, (_, name: string) => writeValue(calculator, values, name));
  };
  const [first, ...others] = data.scenarios.map((scenario) => ({
    id: scenario.id,
    title: scenario.title,
    about: scenario.about,
    params: scenario.set,
  }));
  return {
    ...calculator,
    lab: {
      id,
      version: 1,
      scenarios: [first!, ...others],
      init: (params) => ({ ...start, ...params }),
      rules: [
        {
          name: "값 바꾸기",
          on: "set",
          when: set.may,
          make: (state, { what, value }) => ({ ...state, [what]: value }),
        },
      ],
      describe,
      tables: (state) => tablesOf(calculator, state),
      events: set.events,
    },
  };
}

/** A value by its name, without its unit. */
export function writeValue({ results }: Pick<Calculator, "results">, values: Numbers, name: string): string {
  const digits = results.find(({ id }) => id === name)?.digits ?? 6;
  return writeDigits(values[name] ?? Number.NaN, digits);
}

function tablesOf(calculator: Omit<Calculator, "lab">, state: Numbers): readonly Table[] {
  const { data, results } = calculator;
  const values = valuesOf(results, state);
  return [
    {
      caption: "정한 값",
      columns: ["값", "지금"],
      rows: data.settings.map(({ id, name, unit }) => [name, writeValue(calculator, values, id) + unit]),
    },
    {
      caption: "셈",
      columns: ["값", "식", "지금"],
      rows: results.map((result) => [
        result.name,
        formulaWith(calculator, values, result),
        writeValue(calculator, values, result.id) + result.unit,
      ]),
    },
  ];
}

/** The formula of a result with the numbers put in. */
export function formulaWith(calculator: Omit<Calculator, "lab">, values: Numbers, result: Result): string {
  return writeFormula(result.expression, (name) => writeValue(calculator, values, name));
}

/** The plot of a calculator where it stands; undefined when it has none. */
export function plotOf(
  { data, settings, results }: Omit<Calculator, "lab">,
  state: Numbers,
): Plot | undefined {
  const { plot } = data;
  const setting = plot && settings[plot.x];
  if (plot === undefined || setting === undefined) return undefined;
  const shown = results.filter(({ id }) => plot.y.includes(id));
  const lines = shown.map(({ id, name }) => ({
    kind: plot.steps ? ("step" as const) : ("line" as const),
    name,
    points: setting.values.map((x) => [x, valuesOf(results, { ...state, [plot.x]: x })[id]!] as const),
  }));
  const heights = lines.flatMap(({ points }) => points.map(([, y]) => y));
  const [least, most] = [Math.min(...heights), Math.max(...heights)];
  const log = { x: plot.log.includes("x"), y: plot.log.includes("y") };
  return {
    title: plot.title,
    x: {
      label: setting.name,
      unit: setting.unit,
      min: setting.values[0]!,
      max: setting.values.at(-1)!,
      log: log.x,
    },
    y: {
      label: shown.length === 1 ? shown[0]!.name : plot.title,
      unit: shown[0]!.unit,
      min: log.y ? 10 ** Math.floor(Math.log10(least)) : footOf(least, most, shown[0]!.unit),
      max: log.y ? 10 ** Math.ceil(Math.log10(most)) : roundEnd(most),
      log: log.y,
    },
    marks: lines,
  };
}

/** Where an axis begins: at 0, or, for shares that come near 100%, a round way below the least of them. */
function footOf(least: number, most: number, unit: string): number {
  return unit === "%" && least > 50 && most <= 100 ? 100 - roundEnd(100 - least) : Math.min(0, least);
}
