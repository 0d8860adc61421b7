/** Reads a value from outside; undefined for anything else. */
export type Parse<Value> = (value: unknown) => Value | undefined;

/** @param most UTF-16 units */
export function text(most: number, pattern?: RegExp): Parse<string> {
  return (value) =>
    typeof value === "string" && value.length <= most && (pattern === undefined || pattern.test(value))
      ? value
      : undefined;
}

export function whole(least: number, most: number): Parse<number> {
  return (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
      ? value
      : undefined;
}

export const flag: Parse<boolean> = (value) => (typeof value === "boolean" ? value : undefined);

export function oneOf<const Value extends string | number>(...values: readonly Value[]): Parse<Value> {
  return (value) => values.find((one) => one === value);
}

type Shape = Readonly<Record<string, Parse<unknown>>>;
export type Shaped<Of extends Shape> = {
  readonly [Name in keyof Of]: Of[Name] extends Parse<infer Value> ? Value : never;
};

/** An object with these names; others are left out. Undefined when one is missing or is something else. */
export function shape<const Of extends Shape>(parts: Of): Parse<Shaped<Of>> {
  return (value) => {
    if (typeof value !== "object" || value === null) return undefined;
    const read: [string, unknown][] = [];
    for (const [name, parse] of Object.entries(parts)) {
      const part = Object.hasOwn(value, name) ? parse(Reflect.get(value, name)) : undefined;
      if (part === undefined) return undefined;
      read.push([name, part]);
    }
    return Object.fromEntries(read) as Shaped<Of>;
  };
}
