import { type LiveLab, liveLab, settingNumbers } from "../../sim/live.ts";
import { type Calculator, type Numbers, valuesOf, writeValue } from "./calculator.ts";

/** A calculator in a text: its settings move, its results follow, each with its unit. */
export function calculatorLive(calculator: Calculator): LiveLab<Numbers> {
  const { lab, settings, results } = calculator;
  return liveLab({
    lab,
    panes: ["plot", "formulas"],
    numbers: settingNumbers(settings),
    results: Object.fromEntries(
      results.map(({ id, unit }) => [
        id,
        (state: Numbers) => writeValue(calculator, valuesOf(results, state), id) + unit,
      ]),
    ),
  });
}
