import { formatNumber } from "../text/format-number.ts";
import type { LabEvent } from "./event-schema.ts";
import { readHash, writeHash } from "./hash.ts";
import type { Lab } from "./lab.ts";
import { amendRun, horizonOf, type Run } from "./run.ts";
import { type SetEvent, type Setting, valuesOf } from "./settings.ts";
import { prepare } from "./timeline.ts";

/** A number in a sentence that a reader moves, and the lab follows. */
export type LiveNumber<S, E> = {
  /** What it counts, for who hears it. */
  readonly label: string;
  readonly unit: string;
  /** What it may be, in order. */
  readonly values: readonly number[];
  readonly read: (state: S) => number;
  /** What has to happen for it to become `value`. */
  readonly acts: (state: S, value: number) => readonly E[];
};

/** The number that every figure has: how many steps of the scenario are done. */
export const STEP = "step";

/** A lab as a figure in a text: which numbers of its sentence move, and which follow. */
type LiveParts<S, E extends LabEvent, P> = {
  readonly lab: Lab<S, E, P>;
  readonly numbers: Readonly<Record<string, LiveNumber<S, E>>>;
  /** Names of its drawings, which stand in `components/labs`; the first is meant where none is named. */
  readonly panes: readonly [string, ...string[]];
  /** What is computed, as it stands in the sentence, with its unit where that changes. */
  readonly results: Readonly<Record<string, (state: S) => string>>;
};

/** A number as it is now. */
export type NumberNow = Pick<LiveNumber<unknown, unknown>, "label" | "unit" | "values"> & {
  readonly value: number;
};

/** What a figure shows at a moment. It never changes: `set` makes another one. */
export type Shown<S> = {
  readonly state: S;
  /** Computes in slices, for a lab that takes long, what the sentence, the results and the drawings need. */
  readonly prepare: () => Iterator<unknown>;
  /** What happened and why, as the lab says it. `code` in backticks. Not computed before it is asked for. */
  readonly sentence: string;
  /** @throws RangeError for a name that is none of the figure's */
  readonly number: (name: string) => NumberNow;
  /** @throws RangeError for a name that is none of the figure's */
  readonly result: (name: string) => string;
  /** With a number at another value; itself where the lab does not let that happen. */
  readonly set: (name: string, value: number) => Shown<S>;
  /** The address of this state, as `writeHash` of the lab writes it; undefined when it is too long. */
  readonly hash: () => string | undefined;
};

export type LiveLab<S> = {
  readonly id: string;
  readonly numbers: readonly string[];
  readonly results: readonly string[];
  readonly panes: readonly [string, ...string[]];
  /**
   * What an address of the lab shows, with or without its version; "" the first scenario at its start.
   * `problem` says in Korean why it could not be followed.
   */
  readonly open: (state: string) => { readonly shown: Shown<S>; readonly problem: string | undefined };
};

export function liveLab<S, E extends LabEvent, P>(parts: LiveParts<S, E, P>): LiveLab<S> {
  const { lab, numbers, results } = parts;
  return {
    id: lab.id,
    numbers: [...Object.keys(numbers), STEP],
    results: Object.keys(results),
    panes: parts.panes,
    open(state) {
      const version = `v=${lab.version}`;
      const hash = state === "" || /^#?v=/.test(state) ? state : `${version}&${state}`;
      const { run, at, problem } = readHash(lab, hash);
      return { shown: show(parts, run, at), problem };
    },
  };
}

function show<S, E extends LabEvent, P>(parts: LiveParts<S, E, P>, run: Run<S, E, P>, at: number): Shown<S> {
  const { numbers, results } = parts;
  const state = run.stateAt(at);
  const shown: Shown<S> = {
    state,
    prepare: () => prepare(run.lab, { run, at }),
    get sentence() {
      return run.textAt(at, false);
    },
    number: (name) => {
      if (name === STEP) return { label: "단계", unit: "", values: countTo(run.last), value: at };
      const { label, unit, values, read } = own(numbers, name);
      return { label, unit, values, value: read(state) };
    },
    result: (name) => own(results, name)(state),
    set(name, value) {
      if (name === STEP) {
        const further = run.lookAhead(horizonOf(run.lab, value));
        return value <= further.last ? show(parts, further, value) : shown;
      }
      let [now, place] = [run, at];
      for (const event of own(numbers, name).acts(state, value)) {
        const acted = amendRun(now, place, event, true);
        if (!acted.ok) return shown;
        [now, place] = [acted.run, acted.at];
      }
      return show(parts, now, place);
    },
    hash: () => writeHash(run, at),
  };
  return shown;
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T {
  if (!Object.hasOwn(table, name)) throw new RangeError(name);
  return table[name]!;
}

const countTo = (last: number) => Array.from({ length: last + 1 }, (_, index) => index);

/** The settings of a lab as numbers, under their own names. */
export function settingNumbers<Name extends string>(
  settings: Readonly<Record<Name, Setting>>,
): Readonly<Record<Name, LiveNumber<Readonly<Record<Name, number>>, SetEvent<Name>>>> {
  const numbers = Object.entries<Setting>(settings).map(([key, setting]) => {
    const what = key as Name;
    const number: LiveNumber<Readonly<Record<Name, number>>, SetEvent<Name>> = {
      label: setting.name,
      unit: setting.unit.trim(),
      values: valuesOf(setting),
      read: (state) => state[what],
      acts: (state, value) => (state[what] === value ? [] : [{ type: "set", what, value }]),
    };
    return [what, number] as const;
  });
  return Object.fromEntries(numbers) as Record<Name, (typeof numbers)[number][1]>;
}

/** A number as the sentence of a figure writes it. */
export function writeNumber({ value }: Pick<NumberNow, "value">): string {
  return formatNumber(value);
}

/** The number that a text writes; NaN where it writes none. */
export function readNumber(text: string): number {
  return /^-?\d[\d,]*(?:\.\d+)?$/.test(text) ? Number(text.replaceAll(",", "")) : Number.NaN;
}

/** What a figure shows first: the state that it names, then the numbers as its sentence writes them. */
export function startOf<S>(
  live: LiveLab<S>,
  use: {
    readonly state: string;
    readonly numbers: readonly { readonly name: string; readonly text: string }[];
  },
): { readonly shown: Shown<S>; readonly problem: string | undefined } {
  const { shown, problem } = live.open(use.state);
  const values = use.numbers.map(({ name, text }) => [name, readNumber(text)] as const);
  return { shown: values.reduce((now, [name, value]) => now.set(name, value), shown), problem };
}
