import { useState } from "react";
import {
  type Calculator as Calculated,
  type CalculatorData,
  makeCalculator,
  plotOf,
  writeDigits,
} from "../../../lib/labs/calculator/calculator.ts";
import * as words from "../../../lib/words/words.ts";
import { Bench } from "./Bench.tsx";
import { LabSelect } from "./Controls.tsx";
import { Formulas } from "./Formulas.tsx";
import { LabRange } from "./LabRange.tsx";
import { Panes } from "./Panes.tsx";
import { PlotView } from "./PlotView.tsx";

/** More values than this are dragged through rather than chosen from a list. */
const MOST_CHOICES = 12;

/** A calculator: its settings, each formula with the numbers put in, and the curve of its plot. */
export function Calculator({ id, title, data }: { id: string; title: string; data: CalculatorData }) {
  const [calculator] = useState(() => makeCalculator(id, data));
  return (
    <Bench lab={calculator.lab} title={title}>
      {({ state, send }) => {
        const plot = plotOf(calculator, state);
        const set = (what: string, value: number, amends: boolean) =>
          send({ type: "set", what, value }, amends);
        const x = data.plot?.x ?? "";
        return (
          <>
            <div className="flow-controls needs-js">
              <div className="row">
                {data.settings.map((setting) => (
                  <SettingControl
                    key={setting.id}
                    calculator={calculator}
                    name={setting.id}
                    value={state[setting.id]!}
                    onSet={(value, amends) => set(setting.id, value, amends)}
                  />
                ))}
              </div>
            </div>
            <Panes
              first="plot"
              panes={[
                {
                  id: "formulas",
                  title: words.formulas,
                  note: "",
                  content: <Formulas calculator={calculator} state={state} />,
                },
                ...(plot === undefined
                  ? []
                  : [
                      {
                        id: "plot",
                        title: words.curve,
                        note: "",
                        content: (
                          <PlotView
                            plot={plot}
                            handle={{
                              label: calculator.settings[x]!.name,
                              value: state[x]!,
                              values: calculator.settings[x]!.values,
                              onChange: (value, amends) => set(x, value, amends),
                            }}
                          />
                        ),
                      },
                    ]),
              ]}
            />
          </>
        );
      }}
    </Bench>
  );
}

function SettingControl({
  calculator,
  name,
  value,
  onSet,
}: {
  calculator: Calculated;
  name: string;
  value: number;
  onSet: (value: number, amends: boolean) => void;
}) {
  const setting = calculator.settings[name]!;
  const { values, unit } = setting;
  if (values.length <= MOST_CHOICES) {
    return (
      <LabSelect
        label={setting.name}
        value={String(value)}
        options={values.map((one) => ({ value: String(one), text: writeDigits(one, 6) + unit }))}
        onChange={(chosen) => onSet(Number(chosen), false)}
      />
    );
  }
  return (
    <LabRange
      label={setting.name}
      value={value}
      values={values}
      text={writeDigits(value, 6) + unit}
      onChange={(chosen) => onSet(chosen, true)}
    />
  );
}
