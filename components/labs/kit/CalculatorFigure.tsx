import { type CalculatorData, makeCalculator, plotOf } from "../../../lib/labs/calculator/calculator.ts";
import { calculatorLive } from "../../../lib/labs/calculator/live.ts";
import { DragPlot } from "../../live/DragPlot.tsx";
import { type Figure, figureOf } from "../../live/figure.ts";
import { Formulas } from "./Formulas.tsx";

/** A calculator in a text: its curve, or its formulas with the numbers put in. */
export function figure(id: string, data: CalculatorData): Figure {
  const calculator = makeCalculator(id, data);
  return figureOf(calculatorLive(calculator), {
    plot: (view) => {
      const plot = plotOf(calculator, view.state);
      return plot === undefined ? (
        <Formulas calculator={calculator} state={view.state} />
      ) : (
        <DragPlot view={view} number={data.plot!.x} plot={plot} />
      );
    },
    formulas: ({ state }) => <Formulas calculator={calculator} state={state} />,
  });
}
