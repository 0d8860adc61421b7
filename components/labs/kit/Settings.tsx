import type { ReactNode } from "react";
import type { Setting } from "../../../lib/sim/settings.ts";
import { formatNumber } from "../../../lib/text/format-number.ts";
import { LabSelect } from "./Controls.tsx";

/** A row of settings by name, each with its values. @param children what stands before them */
export function Settings<Name extends string>({
  settings,
  names,
  state,
  label,
  textOf = (what, value) => formatNumber(value) + settings[what].unit,
  onSet,
  children,
}: {
  settings: Readonly<Record<Name, Setting>>;
  names: readonly Name[];
  state: Readonly<Record<Name, number>>;
  label: string;
  textOf?: (what: Name, value: number) => string;
  onSet: (what: Name, value: number) => void;
  children?: ReactNode;
}) {
  return (
    <div className="row" role="group" aria-label={label}>
      {children}
      {names.map((what) => (
        <LabSelect
          key={what}
          label={settings[what].name}
          value={String(state[what])}
          options={[...new Set([...settings[what].values, state[what]])]
            .sort((a, b) => a - b)
            .map((value) => ({ value: String(value), text: textOf(what, value) }))}
          onChange={(value) => onSet(what, Number(value))}
        />
      ))}
    </div>
  );
}
