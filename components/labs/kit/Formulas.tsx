import {
  type Calculator,
  formulaWith,
  type Numbers,
  valuesOf,
  writeValue,
} from "../../../lib/labs/calculator/calculator.ts";

/** Each result with its formula, the numbers put in, and what comes of it. */
export function Formulas({ calculator, state }: { calculator: Omit<Calculator, "lab">; state: Numbers }) {
  const values = valuesOf(calculator.results, state);
  return (
    <dl className="formulas">
      {calculator.results.map((result) => (
        <div key={result.id}>
          <dt>{result.name}</dt>
          <dd>
            <span>{formulaWith(calculator, values, result)}</span> ={" "}
            <b>
              {writeValue(calculator, values, result.id)}
              {result.unit}
            </b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
