/** What happens in a lab. `type` names it; the rest is plain data. */
export type LabEvent = { readonly type: string };

/** A value of an event as text for an address, and back; undefined for anything that is no such value. */
export type Field<T> = {
  readonly write: (value: T) => string;
  readonly read: (text: string) => T | undefined;
  /** All values, where they can be counted. */
  readonly values?: readonly T[];
};

type FieldsOf<E> = { readonly [K in Exclude<keyof E, "type">]: Field<E[K]> };

/** How one type of event stands in an address: `name:value:value`, in the order of its fields. */
export type EventShape<E> = {
  /** What stands before the values instead of the type; "" when the values say enough. */
  readonly as?: string;
  /** What the fields alone cannot say: which values go together. */
  readonly valid?: (event: E) => boolean;
  /**
   * Such an event makes an earlier one of its type, with the same values in these fields, pointless: the
   * address then holds the later one alone. Unset: every one counts.
   */
  readonly replaces?: readonly Exclude<keyof E, "type">[];
} & (Exclude<keyof E, "type"> extends never
  ? { readonly fields?: undefined }
  : { readonly fields: FieldsOf<E> });

type EventOf<E extends LabEvent, T> = E extends LabEvent ? (T extends E["type"] ? E : never) : never;

/** Every type of event of a lab. Types are tried in order; a field of free text comes last. */
export type EventSchema<E extends LabEvent> = {
  readonly [T in E["type"]]: EventShape<EventOf<E, T>>;
};

type LooseShape = {
  readonly as?: string;
  readonly valid?: (event: LabEvent) => boolean;
  readonly replaces?: readonly string[];
  readonly fields?: Readonly<Record<string, Field<unknown>>>;
};
type Values = LabEvent & Readonly<Record<string, unknown>>;

const SEPARATOR = /[:.]/;

/** The shape of each type, without what the compiler knows of it. */
export function shapesOf<E extends LabEvent>(
  schema: EventSchema<E>,
): readonly (readonly [string, LooseShape])[] {
  return Object.entries(schema as unknown as Readonly<Record<string, LooseShape>>);
}

/** An event as text for an address. */
export function writeEvent<E extends LabEvent>(schema: EventSchema<E>, event: E): string {
  const [type, shape] = shapesOf(schema).find(([name]) => name === event.type)!;
  const values = Object.entries(shape.fields ?? {}).map(([name, field]) =>
    field.write((event as Values)[name]),
  );
  const name = shape.as ?? type;
  return (name === "" ? values : [name, ...values]).join(":");
}

/** The event that a text stands for; undefined for any text that stands for none. */
export function readEvent<E extends LabEvent>(schema: EventSchema<E>, text: string): E | undefined {
  for (const [type, shape] of shapesOf(schema)) {
    const event = readShape(type, shape, text);
    if (event !== undefined && (shape.valid?.(event) ?? true)) return event as E;
  }
  return undefined;
}

function readShape(
  type: string,
  { as: name = type, fields = {} }: LooseShape,
  text: string,
): LabEvent | undefined {
  const event: [string, unknown][] = [["type", type]];
  const names = Object.keys(fields);
  if (names.length === 0) return text === name ? { type } : undefined;
  let rest = text;
  if (name !== "") {
    if (!text.startsWith(name) || !SEPARATOR.test(text.charAt(name.length))) return undefined;
    rest = text.slice(name.length + 1);
  }
  for (const [index, field] of names.entries()) {
    const end = index === names.length - 1 ? rest.length : rest.search(SEPARATOR);
    const value = end < 0 ? undefined : fields[field]!.read(rest.slice(0, end));
    if (value === undefined) return undefined;
    event.push([field, value]);
    rest = rest.slice(end + 1);
  }
  return Object.fromEntries(event) as LabEvent;
}

/** What an event with the same key makes pointless, by the schema; undefined where every event counts. */
export function replacementKey<E extends LabEvent>(schema: EventSchema<E>, event: E): string | undefined {
  const replaces = shapesOf(schema).find(([type]) => type === event.type)?.[1].replaces;
  if (replaces === undefined) return undefined;
  return JSON.stringify([event.type, ...replaces.map((name) => (event as Values)[name])]);
}

/** One of a few values, written as they are. */
export function oneOf<const T extends string | number>(values: readonly T[]): Field<T> {
  return { values, write: String, read: (text) => values.find((value) => String(value) === text) };
}

/** One of a few values, each written by a name: `{ up: -1, down: 1 }`. */
export function named<const T>(names: Readonly<Record<string, T>>): Field<T> {
  const entries = Object.entries(names);
  return {
    values: entries.map(([, value]) => value),
    write: (value) => entries.find(([, one]) => one === value)?.[0] ?? "",
    read: (text) => entries.find(([name]) => name === text)?.[1],
  };
}

/** A whole number between two bounds, both possible. */
export function int(least: number, most: number): Field<number> {
  return {
    write: String,
    read: (text) => {
      const value = readCount(text, most);
      return value !== undefined && value >= least ? value : undefined;
    },
  };
}

/** Any text of 1 to `most` characters. */
export function freeText(most: number): Field<string> {
  return { write: (value) => value, read: (text) => (text !== "" && text.length <= most ? text : undefined) };
}

/** A number from 0 to `most` as it is written here, without signs, zeros in front, or blanks. */
export function readCount(text: string, most: number): number | undefined {
  if (!/^(?:0|[1-9]\d{0,9})$/.test(text)) return undefined;
  const count = Number(text);
  return count <= most ? count : undefined;
}

/** Events that are no more than their type. */
export function bareEvents<const T extends string>(
  types: readonly T[],
): Readonly<Record<T, { fields?: undefined }>> {
  return Object.fromEntries(types.map((type) => [type, {}])) as Record<T, { fields?: undefined }>;
}
