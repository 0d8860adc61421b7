import { type EventShape, oneOf } from "./event-schema.ts";

/** A number that a reader sets: its name, its unit, and the values it may have. */
export type Setting = {
  readonly name: string;
  readonly unit: string;
  /** What a list of choices offers. */
  readonly values: readonly number[];
  /** Where it is dragged: all that it may be, in order, the choices among them. */
  readonly fine?: readonly number[];
};

/** All that a setting may be. */
export function valuesOf({ values, fine }: Setting): readonly number[] {
  return fine ?? values;
}

/** Whole numbers from `least` to `most`, `step` apart. */
export function every(least: number, most: number, step = 1): readonly number[] {
  return Array.from({ length: Math.floor((most - least) / step) + 1 }, (_, index) => least + index * step);
}

export type SetEvent<Name extends string> = {
  readonly type: "set";
  readonly what: Name;
  readonly value: number;
};

/** What labs of settings have in common: when a value may be set, and the event as text and back. */
export function settingsOf<Name extends string>(settings: Readonly<Record<Name, Setting>>) {
  const names = Object.keys(settings) as Name[];
  return {
    names,
    /** `true`, or why the value cannot be set, in one Korean sentence. */
    may: (state: Readonly<Record<Name, number>>, { what, value }: SetEvent<Name>): true | string => {
      if (!valuesOf(settings[what]).includes(value)) return "고를 수 있는 값이 아닙니다.";
      return state[what] !== value || "이미 그 값입니다.";
    },
    /** The setting and its value, in the schema of a lab. A later value makes an earlier one pointless. */
    events: {
      set: {
        as: "",
        fields: {
          what: oneOf(names),
          value: oneOf([...new Set(names.flatMap((name) => valuesOf(settings[name])))]),
        },
        valid: ({ what, value }) => valuesOf(settings[what]).includes(value),
        replaces: ["what"],
      } satisfies EventShape<SetEvent<Name>> as EventShape<SetEvent<Name>>,
    },
    /** One setting with one value after the other, for a script. */
    series: (what: Name, ...values: readonly number[]): SetEvent<Name>[] =>
      values.map((value) => ({ type: "set", what, value })),
  };
}
