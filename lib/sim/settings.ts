import { type EventShape, int, oneOf } from "./event-schema.ts";

/** A number that a reader sets: its name, its unit, and the values it may have. */
export type Setting = { readonly name: string; readonly unit: string; readonly values: readonly number[] };

export type SetEvent<Name extends string> = {
  readonly type: "set";
  readonly what: Name;
  readonly value: number;
};

const LARGEST = 1_000_000;

/** What labs of settings have in common: when a value may be set, and the event as text and back. */
export function settingsOf<Name extends string>(settings: Readonly<Record<Name, Setting>>) {
  const names = Object.keys(settings) as Name[];
  return {
    names,
    /** `true`, or why the value cannot be set, in one Korean sentence. */
    may: (state: Readonly<Record<Name, number>>, { what, value }: SetEvent<Name>): true | string => {
      if (!settings[what].values.includes(value)) return "고를 수 있는 값이 아닙니다.";
      return state[what] !== value || "이미 그 값입니다.";
    },
    /** The setting and its value, in the schema of a lab. A later value makes an earlier one pointless. */
    events: {
      set: {
        as: "",
        fields: {
          what: oneOf(names),
          value: { ...int(0, LARGEST), values: names.flatMap((name) => settings[name].values) },
        },
        valid: ({ what, value }) => settings[what].values.includes(value),
        replaces: ["what"],
      } satisfies EventShape<SetEvent<Name>> as EventShape<SetEvent<Name>>,
    },
    /** One setting with one value after the other, for a script. */
    series: (what: Name, ...values: readonly number[]): SetEvent<Name>[] =>
      values.map((value) => ({ type: "set", what, value })),
  };
}
