import type { Lab } from "../../../lib/sim/lab.ts";
import { type SetEvent, type Setting, valuesOf } from "../../../lib/sim/settings.ts";
import * as words from "../../../lib/words/words.ts";
import { Bench, type LabView } from "./Bench.tsx";
import { LabRange } from "./LabRange.tsx";
import { type PaneSpec, Panes, type PanesShape } from "./Panes.tsx";
import { Settings } from "./Settings.tsx";
import { useComing } from "./use-coming.ts";

/** Which settings stand above the panes. */
export type Bar<Name extends string> = {
  /** Rows of choices, */
  readonly rows: readonly { readonly label: string; readonly names: readonly Name[] }[];
  /** and below them what is dragged. */
  readonly dragged: readonly Name[];
  /** What stands before a slider, where that is not the name of its setting. */
  readonly names?: Partial<Readonly<Record<Name, string>>>;
};

/** The bench of a lab whose acts are settings: all of them above its panes. */
export function SettingsBench<S extends Readonly<Record<Name, number>>, Name extends string, P>({
  lab,
  title,
  settings,
  textOf,
  bar,
  panes,
  shape,
  first,
}: {
  lab: Lab<S, SetEvent<Name>, P>;
  title: string;
  settings: Readonly<Record<Name, Setting>>;
  /** A value in words. */
  textOf: (what: Name, value: number) => string;
  bar: (state: S) => Bar<Name>;
  panes: (view: LabView<S, SetEvent<Name>>) => readonly PaneSpec[];
  shape?: PanesShape;
  first?: string;
}) {
  return (
    <Bench lab={lab} title={title}>
      {(view) => (
        <>
          <Acts view={view} settings={settings} textOf={textOf} bar={bar} />
          <Panes panes={panes(view)} {...(shape && { shape })} {...(first && { first })} />
        </>
      )}
    </Bench>
  );
}

function Acts<S extends Readonly<Record<Name, number>>, Name extends string>({
  view: { coming, send },
  settings,
  textOf,
  bar,
}: {
  view: LabView<S, SetEvent<Name>>;
  settings: Readonly<Record<Name, Setting>>;
  textOf: (what: Name, value: number) => string;
  bar: (state: S) => Bar<Name>;
}) {
  const state = useComing(coming);
  const { rows, dragged, names } = bar(state);
  return (
    <div className="flow-controls needs-js">
      {rows.map((row) => (
        <Settings
          key={row.label}
          settings={settings}
          names={row.names}
          state={state}
          label={row.label}
          textOf={textOf}
          onSet={(what, value) => void send({ type: "set", what, value })}
        />
      ))}
      <div className="row ranges" role="group" aria-label={words.dragToChange}>
        {dragged.map((what) => (
          <LabRange
            key={what}
            label={names?.[what] ?? settings[what].name}
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
