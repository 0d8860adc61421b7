import { type SetEvent, type Setting, valuesOf } from "../../../lib/sim/settings.ts";
import * as words from "../../../lib/words/words.ts";
import { LabRange } from "./LabRange.tsx";
import { Settings } from "./Settings.tsx";

/** The settings of a lab above its panes: rows of choices, and below them what is dragged. */
export function SettingsBar<Name extends string>({
  settings,
  rows,
  dragged,
  state,
  textOf,
  nameOf = (what) => settings[what].name,
  send,
}: {
  settings: Readonly<Record<Name, Setting>>;
  rows: readonly { readonly label: string; readonly names: readonly Name[] }[];
  dragged: readonly Name[];
  state: Readonly<Record<Name, number>>;
  textOf: (what: Name, value: number) => string;
  /** What stands before a slider, where that is not the name of its setting. */
  nameOf?: (what: Name) => string;
  send: (event: SetEvent<Name>, amends?: boolean) => boolean;
}) {
  return (
    <div className="flow-controls needs-js">
      {rows.map(({ label, names }) => (
        <Settings
          key={label}
          settings={settings}
          names={names}
          state={state}
          label={label}
          textOf={textOf}
          onSet={(what, value) => void send({ type: "set", what, value })}
        />
      ))}
      <div className="row ranges" role="group" aria-label={words.dragToChange}>
        {dragged.map((what) => (
          <LabRange
            key={what}
            label={nameOf(what)}
            value={state[what]}
            values={valuesOf(settings[what])}
            text={textOf(what, state[what])}
            onChange={(value) => void send({ type: "set", what, value }, true)}
          />
        ))}
      </div>
    </div>
  );
}
